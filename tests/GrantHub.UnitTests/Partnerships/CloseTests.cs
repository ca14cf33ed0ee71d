using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Partnerships.BudgetBuilder;

namespace GrantHub.UnitTests.Partnerships;

/// <summary>Signing, countersigning, sending back and reopening.</summary>
public class CloseTests
{
    private static readonly YearEndRule ProRata = YearEndRule.Default with
    {
        Underspend = UnderspendRule.ReturnProRata,
    };

    private static Book Ended() =>
        Book.Adopted().PostAsPlanned().Keep([]).Post(GeneratedLine, Money.Pounds(10_000));

    private static void Sign(Book book, YearEndRule rule, Money seen, DateTime? at = null) =>
        book.Budget.SignClose(rule, book.Totals, seen, Finance, at ?? AfterYear);

    [Fact]
    public void Close_WithTwoSignatures_LocksTheYearAndPostsWhatIsReturned()
    {
        var book = Ended();
        var entries = book.Budget.LastEntry;
        book.Sign(ProRata);
        Assert.Equal(AfterYear, book.Budget.ClosingSince);
        Assert.True(book.Budget.Close!.IsWaiting);
        Assert.Equal(BudgetStatus.Adopted, book.Budget.Status);

        var settled = book.Budget.CountersignClose(Cast.Cfo, AfterYear.AddDays(1));
        Assert.Equal(BudgetStatus.Closed, book.Budget.Status);
        Assert.Null(book.Budget.ClosingSince);
        var close = book.Budget.Close;
        Assert.True(close.Stands);
        Assert.Equal("Fay Ledger", close.SignedByName);
        Assert.Equal("Cora Field", close.CountersignedByName);
        Assert.Equal("Chief finance officer", close.CountersignedAs);
        Assert.Equal(entries + 1, close.Entry);
        Assert.All(
            settled,
            posting =>
            {
                Assert.Equal(entries + 1, posting.Entry);
                Assert.Equal(EntryKind.YearEnd, posting.Kind);
                Assert.Equal(Year.End, posting.Date);
                Assert.Contains("returned", posting.Description, StringComparison.Ordinal);
            }
        );
        book.Keep(settled);
        Assert.Equal(close.Figures.CarriedForward, book.Budget.Actual(book.Totals).Closing);
        Assert.Equal(Money.Pounds(-10_000), book.Budget.Actual(book.Totals).Settled);
    }

    [Fact]
    public void Close_ByADeputy_NamesBoth()
    {
        var book = Ended();
        book.Sign(ProRata);
        book.Budget.CountersignClose(
            Cast.Deputy(40, "Dev Deputy", Role.ChiefFinanceOfficer, Cast.Cfo, null),
            AfterYear
        );
        Assert.Equal("Dev Deputy", book.Budget.Close!.CountersignedByName);
        Assert.Equal(
            "Chief finance officer, deputy for Cora Field",
            book.Budget.Close.CountersignedAs
        );
    }

    [Fact]
    public void Close_WithNothingToShare_HasNoEntry()
    {
        var book = Ended().Close(YearEndRule.Default);
        Assert.Null(book.Budget.Close!.Entry);
    }

    [Fact]
    public void Countersign_WithoutASignature_IsRefused() =>
        Refused.AsConflict(
            "close.not-signed",
            () => Ended().Budget.CountersignClose(Cast.Cfo, AfterYear),
            "has not been signed"
        );

    [Fact]
    public void Countersign_ByTheOneWhoSigned_IsRefused()
    {
        var book = Ended();
        var both = Finance with { Roles = Role.ChiefFinanceOfficer | Role.PartnershipFinanceLead };
        book.Sign(ProRata);
        Refused.With(
            "close.same-person",
            () => book.Budget.CountersignClose(both, AfterYear),
            "somebody else"
        );
        Assert.True(book.Budget.Close!.IsWaiting);
    }

    [Fact]
    public void Countersign_ByAnotherRole_IsRefused()
    {
        var book = Ended();
        book.Sign(ProRata);
        Refused.With(
            "close.role",
            () => book.Budget.CountersignClose(Cast.Mo, AfterYear),
            "chief finance officer"
        );
    }

    [Fact]
    public void SignAndCountersign_Twice_AreRefusedWithWhoDidIt()
    {
        var book = Ended();
        book.Sign(ProRata);
        Refused.AsConflict(
            "close.signed",
            () => Sign(book, ProRata, Money.Zero),
            "Fay Ledger",
            "waits for the chief finance officer"
        );
        book.Budget.CountersignClose(Cast.Cfo, AfterYear);
        Refused.AsConflict(
            "close.twice",
            () => book.Budget.CountersignClose(Cast.CfoAndMo, AfterYear),
            "Cora Field"
        );
        Refused.AsConflict("close.twice", () => Sign(book, ProRata, Money.Zero), "Cora Field");
    }

    [Fact]
    public void Sign_OnTheLastDayOfTheYear_IsRefused()
    {
        var book = Ended();
        var seen = book.Budget.PreviewClose(ProRata, book.Totals).CarriedForward;
        // 31 March by the clock of London, where summer time has begun.
        Refused.With(
            "close.early",
            () => Sign(book, ProRata, seen, new DateTime(2020, 3, 31, 22, 59, 0, DateTimeKind.Utc)),
            "31 March 2020"
        );
        Sign(book, ProRata, seen, new DateTime(2020, 3, 31, 23, 0, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void Sign_Draft_IsRefused() =>
        Refused.With(
            "close.draft",
            () => Sign(new Book(Draft()), ProRata, Opening),
            "has not been adopted"
        );

    [Fact]
    public void Sign_WhileTheOpeningIsEstimated_IsRefused()
    {
        var next = PartnershipBudget.Start(1, Year.Next, Opening, Adopted());
        next.Plan(Opening, Lines, LedgerTotals.None);
        next.Adopt(Day(2020, 3, 20), null, Finance, On(2020, 3, 21));
        Refused.With(
            "close.order",
            () => Sign(new Book(next), ProRata, Opening, On(2021, 4, 20)),
            "Close 2019-20 first"
        );
        Assert.StartsWith(
            "The opening balance of 2020-21 is an estimate",
            next.WhyNotClose(ProRata, LedgerTotals.None, Day(2021, 4, 20)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Sign_WhenTheFiguresHaveChangedSinceTheyWereSeen_IsRefused()
    {
        var book = Ended();
        var seen = book.Budget.PreviewClose(YearEndRule.Default, book.Totals).CarriedForward;
        book.Post(GeneratedLine, new Money(1));
        Refused.AsConflict(
            "close.changed",
            () => Sign(book, YearEndRule.Default, seen),
            "£52,707.01",
            "£52,707.00"
        );
        Assert.Null(book.Budget.Close);
    }

    [Fact]
    public void Sign_WhereNobodyContributes_IsRefusedOnlyWhenPartnersShare()
    {
        var book = Book.Adopted([Spend("Travel", 100)]);
        Refused.With("close.no-contributions", () => Sign(book, ProRata, Opening), "has none");
        Sign(book, YearEndRule.Default, Opening);
    }

    [Fact]
    public void Sign_WhenAPartnerOfAFixedShareHasNoLine_IsRefused()
    {
        var book = Ended().Post(EventsLine, Money.Pounds(60_000));
        var rule = YearEndRule.Default with
        {
            Overspend = OverspendRule.FixedShares,
            Terms = [new(77, "Cleveland Fire", 1_000, null)],
        };
        Refused.With("close.no-line", () => Sign(book, rule, Money.Zero), "Cleveland Fire");
    }

    [Fact]
    public void SendBack_OpensTheYearAgain_AndKeepsTheVersion()
    {
        var book = Ended();
        book.Sign(ProRata);
        Refused.With(
            "budget.closing",
            () => book.Post(GeneratedLine, new Money(1)),
            "waits for the chief finance officer"
        );
        Refused.With(
            "close.back-reason",
            () => book.Budget.SendCloseBack(" ", Cast.Cfo, AfterYear)
        );
        book.Budget.SendCloseBack("An invoice is missing.", Cast.Cfo, AfterYear);
        Assert.Null(book.Budget.Close);
        Assert.Null(book.Budget.ClosingSince);
        book.Post(GeneratedLine, new Money(1)).Close(ProRata);
        Assert.Equal([1, 2], book.Budget.Closes.Select(c => c.Number));
        var undone = book.Budget.Closes[0];
        Assert.Equal("An invoice is missing.", undone.UndoneReason);
        Assert.Equal("Cora Field", undone.UndoneByName);
        Assert.False(undone.Stands || undone.IsWaiting);
    }

    [Fact]
    public void SendBack_WhereNothingWaits_IsRefused()
    {
        var book = Ended();
        Refused.AsConflict(
            "close.not-signed",
            () => book.Budget.SendCloseBack("Wrong.", Cast.Cfo, AfterYear)
        );
        book.Close(ProRata);
        Refused.AsConflict(
            "close.twice",
            () => book.Budget.SendCloseBack("Wrong.", Cast.Cfo, AfterYear)
        );
    }

    [Fact]
    public void ClosedYear_TakesNoPosting()
    {
        var book = Ended().Close(ProRata);
        Refused.With(
            "budget.closed",
            () => book.Post(GeneratedLine, new Money(1)),
            "Reopen the year first"
        );
        Refused.With(
            "budget.closed",
            () =>
                book.Budget.Reverse(
                    book.Entry(1),
                    null,
                    Year.End,
                    "Wrong.",
                    null,
                    Finance,
                    AfterYear
                )
        );
    }

    [Fact]
    public void Close_MakesTheNextOpeningActual()
    {
        var book = Ended();
        var next = PartnershipBudget.Start(1, Year.Next, Money.Pounds(1), book.Budget);
        next.Plan(Money.Pounds(40_000), Lines, LedgerTotals.None);
        next.Adopt(Day(2020, 3, 20), null, Finance, On(2020, 3, 21));
        book.Close(ProRata);
        next.Follow(book.Budget);
        Assert.Equal(Money.Pounds(42_707), next.Opening);
        Assert.Equal(Money.Pounds(40_000), next.OpeningPlanned);
        Assert.False(next.IsOpeningEstimated);
        Assert.Equal(book.Budget.Close!.Figures.CarriedForward, next.Opening);
    }

    [Fact]
    public void Reopen_ReversesTheSettlement_AndKeepsBothVersions()
    {
        var book = Ended().Close(ProRata);
        var next = PartnershipBudget.Start(1, Year.Next, Money.Zero, book.Budget);
        var first = book.Budget.Close!;
        book.Reopen("An invoice came late.", next);
        Assert.Equal(BudgetStatus.Adopted, book.Budget.Status);
        Assert.True(next.IsOpeningEstimated);
        Assert.Equal(Money.Pounds(42_707), next.Opening);
        Assert.Equal(Money.Zero, book.Budget.Actual(book.Totals).Settled);
        var reversal = book.Entry(book.Budget.LastEntry);
        Assert.Equal(4, reversal.Count);
        Assert.All(reversal, posting => Assert.Equal(first.Entry, posting.Reverses));
        Assert.All(reversal, posting => Assert.Equal(EntryKind.YearEnd, posting.Kind));

        book.Post(TravelLine, Money.Pounds(4_000)).Close(ProRata);
        next.Follow(book.Budget);
        Assert.Equal([false, true], book.Budget.Closes.Select(c => c.Stands));
        Assert.Equal(Money.Pounds(10_000), first.Figures.Returned);
        Assert.Equal(Money.Pounds(6_000), book.Budget.Close!.Figures.Returned);
        Assert.Equal("An invoice came late.", first.UndoneReason);
        Assert.Equal(book.Budget.Close.Figures.CarriedForward, next.Opening);
        Assert.Equal(next.Opening, book.Budget.Actual(book.Totals).Closing);
    }

    [Fact]
    public void Reopen_WhileTheNextYearIsClosedOrClosing_IsRefused()
    {
        var book = Ended().Close(YearEndRule.Default);
        var next = new Book(PartnershipBudget.Start(1, Year.Next, Money.Zero, book.Budget));
        next.Budget.Plan(Money.Zero, Lines, LedgerTotals.None);
        next.Budget.Adopt(Day(2020, 4, 20), null, Finance, On(2020, 4, 21));
        next.Sign(YearEndRule.Default, On(2021, 4, 20));
        Refused.With(
            "close.next-closed",
            () => book.Reopen("Late.", next.Budget),
            "2020-21",
            "sent back"
        );
        next.Budget.CountersignClose(Cast.Cfo, On(2021, 4, 20));
        Refused.With("close.next-closed", () => book.Reopen("Late.", next.Budget));
        Assert.Equal(BudgetStatus.Closed, book.Budget.Status);
        next.Reopen("Late.", null);
        book.Reopen("Late.", next.Budget);
        Assert.True(next.Budget.IsOpeningEstimated);
    }

    /// <summary>What a closed year opened with is part of what two people signed.</summary>
    [Fact]
    public void Follow_OnceTheYearIsClosedOrClosing_IsRefused()
    {
        var book = Ended();
        var before = PartnershipBudget.Start(1, Year.Before, Money.Pounds(1), null);
        book.Sign(ProRata);
        Refused.With(
            "budget.before-closed",
            () => book.Budget.Follow(before),
            "2019-20",
            "2018-19"
        );
        book.Budget.CountersignClose(Cast.Cfo, AfterYear);
        Refused.With("budget.before-closed", () => book.Budget.Follow(before), "Reopen 2019-20");
        Assert.False(book.Budget.IsOpeningEstimated);
        Assert.Equal(Opening, book.Budget.Opening);
    }

    [Fact]
    public void Reopen_WithTheLongestReason_PostsWhatTheLedgerHasRoomFor()
    {
        var book = Ended().Close(ProRata);
        var why = new string('x', 2_000);
        book.Reopen(why, null);
        Assert.Equal(why, book.Budget.Closes[0].UndoneReason);
        Assert.All(
            book.Entry(book.Budget.LastEntry),
            posting => Assert.InRange(posting.Description.Length, 1, 500)
        );
    }

    [Fact]
    public void Reopen_WithoutAReasonOrAnOpenYear_IsRefused()
    {
        var book = Ended();
        Refused.AsConflict("close.open", () => book.Reopen("Late.", null), "is not closed");
        book.Close(ProRata);
        Refused.With("close.reopen-reason", () => book.Reopen(" ", null));
        Assert.Equal(BudgetStatus.Closed, book.Budget.Status);
    }

    [Fact]
    public void Reverse_OfTheSettlement_IsRefused()
    {
        var book = Ended().Close(ProRata);
        var settlement = book.Entry(book.Budget.Close!.Entry!.Value);
        book.Reopen("Late.", null);
        Refused.With(
            "ledger.year-end",
            () =>
                book.Budget.Reverse(settlement, null, Year.End, "Wrong.", null, Finance, AfterYear)
        );
    }
}
