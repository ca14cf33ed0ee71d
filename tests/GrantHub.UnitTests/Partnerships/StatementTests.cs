using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using static GrantHub.UnitTests.Partnerships.BudgetBuilder;

namespace GrantHub.UnitTests.Partnerships;

/// <summary>What the income and expenditure statement prints adds up, column by column.</summary>
public class StatementTests
{
    private static readonly DateOnly Today = Day(2020, 6, 1);

    private static readonly Func<StatementFigures, Money?>[] Columns =
    [
        figures => figures.LastBudget,
        figures => figures.LastActual,
        figures => figures.Original,
        figures => figures.Budget,
        figures => figures.Actual,
        figures => figures.Forecast,
        figures => figures.Variance,
    ];

    private static Statement Of(Book last, Book present) =>
        Statement.Of(
            new BudgetPage(
                "hsscp",
                "Partnership",
                Money.Zero,
                new(present.Budget, present.Totals),
                new(last.Budget, last.Totals),
                [Year.Next, Year],
                Today
            )
        );

    private static Book Next(IReadOnlyList<PlannedLine> lines, Book before)
    {
        var budget = PartnershipBudget.Start(1, Year.Next, Money.Zero, before.Budget);
        budget.Plan(Money.Zero, lines, LedgerTotals.None);
        return new Book(budget);
    }

    private static void AddsUp(Statement statement)
    {
        AddsUp(statement.Income, statement.TotalIncome);
        AddsUp(statement.Expenditure, statement.TotalExpenditure);
        foreach (var column in Columns)
            Assert.Equal(
                column(statement.TotalReceipts) - column(statement.BroughtForward),
                column(statement.TotalIncome)
            );
    }

    private static void AddsUp(IReadOnlyList<StatementRow> rows, StatementFigures total)
    {
        foreach (var column in Columns)
        {
            Money Sum(IEnumerable<StatementRow> of) =>
                Money.Sum(of.Select(row => column(row.Figures) ?? Money.Zero));
            Assert.Equal(column(total) ?? Money.Zero, Sum(rows.Where(row => !row.IsSubLine)));
            for (var i = 0; i < rows.Count; i++)
            {
                var subs = rows.Skip(i + 1).TakeWhile(row => row.IsSubLine).ToList();
                if (!rows[i].IsSubLine && subs.Count > 0)
                    Assert.Equal(column(rows[i].Figures) ?? Money.Zero, Sum(subs));
            }
        }
    }

    [Fact]
    public void Statement_OfTheSampleAfterItself_AddsUpAsPrinted()
    {
        var last = Book.Adopted().PostAsPlanned();
        AddsUp(Of(last, Next(Lines, last).Post(TravelLine, Money.Pounds(7), Year.Next.Start)));
    }

    [Fact]
    public void Statement_WithLinesOfOneYearOnly_AddsUpAsPrinted()
    {
        var last = Book.Adopted([
                From(Police, "Cleveland Police", 100),
                Spend("Staffing", 60),
                Spend("Manager", 40, 1),
                Spend("Analyst", 20, 1),
                Spend("Reviews", 10),
            ])
            .PostAsPlanned();
        AddsUp(
            Of(
                last,
                Next(
                    [
                        From(Police, "Cleveland Police", 110),
                        Spend("Staffing", 70),
                        Spend("Manager", 65, 1),
                        Spend("Travel", null),
                    ],
                    last
                )
            )
        );
    }

    /// <summary>The same partner's line stands in another section this year, so last year's cash has a row of its own.</summary>
    [Fact]
    public void Statement_WhenCashBecomesInKind_KeepsLastYearsCashAmongTheIncome()
    {
        var cash = From(Police, "Cleveland Police", 100);
        var last = Book.Adopted([cash, Spend("Events", 50)]).PostAsPlanned();
        var statement = Of(
            last,
            Next(
                [cash with { Source = IncomeSource.ContributionInKind }, Spend("Events", 50)],
                last
            )
        );
        AddsUp(statement);
        Assert.Equal("Last year only", Assert.Single(statement.Income).Note);
        Assert.Null(Assert.Single(statement.InKind).Figures.LastBudget);
    }

    [Fact]
    public void Statement_AfterADraftWithAnUnallocatedDifference_AddsUpAsPrinted()
    {
        var last = new Book(Draft([Spend("Staffing", 60), Spend("Manager", 40, 0)]));
        AddsUp(Of(last, Next([Spend("Staffing", 60), Spend("Manager", 60, 0)], last)));
        AddsUp(Of(last, Next([Spend("Staffing", 65), Spend("Manager", 60, 0)], last)));
        AddsUp(Of(last, Next([Spend("Travel", 65)], last)));
    }
}
