using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using static GrantHub.UnitTests.Partnerships.BudgetBuilder;

namespace GrantHub.UnitTests.Partnerships;

public class ForecastTests
{
    private static readonly DateOnly LastDay = Year.End;
    private static readonly DateOnly DayAfter = Year.End.AddDays(1);

    private static Money Of(Book book, int line, DateOnly today) =>
        book.Budget.ForecastOf(book.Budget.LineOf(line), book.Totals, today);

    [Fact]
    public void Forecast_IsWhatWasEntered_ElseTheActualOfAnEndedYear_ElseThePlan()
    {
        var book = Book.Adopted().Post(TravelLine, Money.Pounds(1_000));
        Assert.Equal(Money.Pounds(2_500), Of(book, TravelLine, LastDay));
        Assert.Equal(Money.Pounds(1_000), Of(book, TravelLine, DayAfter));
        Assert.Equal(Money.Pounds(50_000), Of(book, EventsLine, DayAfter));
        book.Budget.EnterForecast(TravelLine, Money.Pounds(1_800));
        Assert.Equal(Money.Pounds(1_800), Of(book, TravelLine, DayAfter));
        Assert.Equal(
            Money.Pounds(42_707 + 700),
            book.Budget.ForecastFigures(book.Totals, LastDay).Closing
        );
        book.Budget.EnterForecast(TravelLine, null);
        Assert.Equal(Money.Pounds(2_500), Of(book, TravelLine, LastDay));
    }

    [Fact]
    public void Forecast_OfNothingAtAll_IsZeroAndNotThePlan()
    {
        var book = Book.Adopted();
        book.Budget.EnterForecast(TravelLine, Money.Zero);
        Assert.Equal(Money.Zero, Of(book, TravelLine, LastDay));
    }

    [Fact]
    public void Forecast_OfALineWithSubLines_IsTheirSum()
    {
        var book = Book.Adopted().Post(ManagerLine, Money.Pounds(60_000));
        book.Budget.EnterForecast(SupportLine, Money.Pounds(30_000));
        Assert.Equal(Money.Pounds(149_000), Of(book, StaffingLine, LastDay));
        Assert.Equal(Money.Pounds(151_000), Of(book, StaffingLine, DayAfter));
        Assert.Equal(
            Money.Pounds(60_000),
            book.Budget.ActualOf(book.Budget.LineOf(StaffingLine), book.Totals)
        );
    }

    [Fact]
    public void Forecast_EnteredBeforeTheLineHadSubLines_GivesWayToTheirSum()
    {
        var book = new Book(Draft([Spend("Travel", 100)]));
        book.Budget.EnterForecast(1, Money.Pounds(70));
        book.Budget.Plan(
            Opening,
            [Spend("Travel", null), Spend("Trains", 60, 0), Spend("Cars", 40, 0)],
            book.Totals
        );
        Assert.Equal(Money.Pounds(100), Of(book, 1, LastDay));
    }

    [Fact]
    public void Forecast_OfASubLineThatIsReversed_IsZeroOnceTheYearHasEnded()
    {
        var book = Book.Adopted().Post(TravelLine, Money.Pounds(10));
        book.Keep(
            book.Budget.Reverse(
                book.Entry(1),
                null,
                Year.Start,
                "Twice.",
                null,
                Finance,
                On(Year.Start)
            )
        );
        Assert.Equal(Money.Zero, Of(book, TravelLine, DayAfter));
    }

    [Fact]
    public void EnterForecast_ForALineWithSubLinesOrInAClosedYear_IsRefused()
    {
        var book = Book.Adopted();
        Refused.With(
            "forecast.sub-lines",
            () => book.Budget.EnterForecast(StaffingLine, Money.Zero),
            "Staffing has sub-lines"
        );
        Refused.With("budget.line", () => book.Budget.EnterForecast(99, Money.Zero));
        book.Close(YearEndRule.Default);
        Refused.With(
            "budget.closed",
            () => book.Budget.EnterForecast(TravelLine, Money.Zero),
            "2019-20 is closed"
        );
    }

    [Fact]
    public void EnterForecast_AsItStands_IsNoHistory()
    {
        var budget = Adopted();
        budget.ForgetHappenings();
        budget.EnterForecast(TravelLine, null);
        Assert.Empty(budget.Happenings);
        budget.EnterForecast(TravelLine, Money.Pounds(5));
        Assert.Equal("Travel and transport: £5.00", Assert.Single(budget.Happenings).After);
    }

    [Fact]
    public void CodeLine_FindsTheLineInAnyCase_AndTwoLinesShareNoCode()
    {
        var budget = Adopted();
        budget.CodeLine(TravelLine, [" 4100 ", "tr-1", "TR-1", ""]);
        Assert.Equal("4100, tr-1", budget.LineOf(TravelLine).Codes);
        Assert.Equal(TravelLine, budget.LineCoded("TR-1")?.Number);
        Assert.Null(budget.LineCoded("41"));
        Refused.With(
            "budget.code-taken",
            () => budget.CodeLine(EventsLine, ["Tr-1"]),
            "Travel and transport"
        );
        budget.CodeLine(TravelLine, ["4100"]);
        budget.CodeLine(EventsLine, ["Tr-1"]);
        Assert.Equal(EventsLine, budget.LineCoded("tr-1")?.Number);
    }
}
