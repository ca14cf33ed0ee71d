using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using static GrantHub.UnitTests.Partnerships.BudgetBuilder;

namespace GrantHub.UnitTests.Partnerships;

public class PlanTests
{
    [Fact]
    public void Plan_OfTheSample_ComesOutToThePenny()
    {
        var budget = Draft();
        Assert.Equal(Money.Pounds(262_480), budget.Planned.Income);
        Assert.Equal(Money.Pounds(318_957), budget.Planned.Receipts);
        Assert.Equal(Money.Pounds(276_250), budget.Planned.Expenditure);
        Assert.Equal(Money.Pounds(42_707), budget.Planned.Closing);
        Assert.Equal(Money.Pounds(-13_770), budget.Planned.InYear);
        Assert.Equal([122, 285, 329, 264], budget.Contributions.Select(budget.ShareTenthsOf));
        Assert.Equal(Enumerable.Range(1, 21), budget.Lines.Select(line => line.Number));
        Assert.Equal(5, budget.TopLines(LineKind.Income).Count);
        Assert.Equal(8, budget.TopLines(LineKind.Expenditure).Count);
        Assert.Empty(budget.WhyNotAdopt);
    }

    [Fact]
    public void Plan_InAnotherOrderAndByName_KeepsTheNumbers()
    {
        var budget = Draft();
        var lines = budget.AsPlanned().ToList();
        // The form's own numbers win, whatever a line is called now.
        lines[RoomsLine - 1] = lines[RoomsLine - 1] with
        {
            Name = "Hire of rooms",
        };
        budget.Plan(Opening, lines, LedgerTotals.None);
        Assert.Equal(RoomsLine, budget.Named("Hire of rooms").Number);

        // An import knows no numbers: kind, name, parent and partner say which line it is, in any case of letters.
        budget.Plan(
            Opening,
            [
                Spend("TRAVEL and transport", 2_600),
                From(Stockton, "Stockton-on-Tees Borough Council", 60_000),
                Spend("Something new", 10),
            ],
            LedgerTotals.None
        );
        Assert.Equal([TravelLine, StocktonLine, 22], budget.Lines.Select(line => line.Number));
        Assert.Equal(Money.Pounds(57_390 + 56_477), budget.Planned.Closing);
    }

    [Fact]
    public void Plan_WithANewLineOfTheOldName_LeavesTheShownLineItsNumber()
    {
        var budget = Draft();
        var lines = budget.AsPlanned().ToList();
        lines[TravelLine - 1] = lines[TravelLine - 1] with { Name = "Mileage" };
        lines.Add(Spend("Travel and transport", 100));
        budget.Plan(Opening, lines, LedgerTotals.None);
        Assert.Equal(TravelLine, budget.Named("Mileage").Number);
        Assert.Equal(22, budget.Named("Travel and transport").Number);
    }

    [Fact]
    public void Plan_LineWithPostings_CannotBeTakenOut()
    {
        var book = new Book(Draft()).Post(TravelLine, Money.Pounds(10));
        var before = book.Budget.AsPlanned();
        Refused.With(
            "budget.line-posted",
            () =>
                book.Budget.Plan(
                    Opening,
                    [.. before.Where(line => line.Number != TravelLine && line.Parent is null)],
                    book.Totals
                ),
            "Travel and transport has postings"
        );
        Assert.Equal(before, book.Budget.AsPlanned());
    }

    [Fact]
    public void Plan_LineWithPostings_CannotGetSubLines()
    {
        var book = new Book(Draft()).Post(TravelLine, Money.Pounds(10));
        var lines = book.Budget.AsPlanned().ToList();
        lines.Insert(TravelLine, Spend("Trains", 2_500, TravelLine - 1));
        for (var i = TravelLine + 1; i < lines.Count; i++)
            if (lines[i].Parent is { } parent && parent > TravelLine - 1)
                lines[i] = lines[i] with { Parent = parent + 1 };
        Refused.With(
            "budget.line-posted",
            () => book.Budget.Plan(Opening, lines, book.Totals),
            "Travel and transport has postings of its own"
        );
        Assert.Equal(21, book.Budget.Lines.Count);
        Assert.False(book.Budget.HasSubLines(book.Budget.LineOf(TravelLine)));
    }

    /// <summary>No total counts what is given in kind, so the money received would be in the ledger and in no balance.</summary>
    [Fact]
    public void Plan_LineWithPostings_CannotBecomeAContributionInKind()
    {
        var book = new Book(Draft()).Post(PoliceLine, Money.Pounds(10));
        var lines = book.Budget.AsPlanned().ToArray();
        lines[0] = lines[0] with { Source = IncomeSource.ContributionInKind };
        Refused.With(
            "budget.line-posted",
            () => book.Budget.Plan(Opening, lines, book.Totals),
            "Contribution, Cleveland Police",
            "in kind"
        );
        Assert.Equal(Opening + Money.Pounds(10), book.Budget.Actual(book.Totals).Closing);
    }

    [Fact]
    public void Plan_SubLinesThatDoNotSum_ShowAsUnallocatedAndCannotBeAdopted()
    {
        var lines = Lines.ToArray();
        lines[6] = lines[6] with { Planned = Money.Pounds(57_000) };
        var budget = Draft(lines);
        Assert.Equal(Money.Pounds(1_000), budget.UnallocatedOf(budget.LineOf(StaffingLine)));
        Assert.Equal(Money.Zero, budget.UnallocatedOf(budget.LineOf(SuppliesLine)));
        Assert.Equal(Money.Pounds(276_250), budget.Planned.Expenditure);
        Refused.With(
            "budget.unallocated",
            () => budget.Adopt(Day(2019, 3, 20), null, Finance, On(2019, 3, 21)),
            "Staffing is £152,000.00",
            "add up to £151,000.00",
            "£1,000.00 is unallocated"
        );
        Assert.Single(budget.WhyNotAdopt);
        Assert.Null(budget.AdoptedAt);
    }

    [Fact]
    public void Plan_LineWithSubLinesAndNoAmount_IsTheirSum()
    {
        var lines = Lines.ToArray();
        lines[5] = lines[5] with { Planned = null };
        var budget = Draft(lines);
        Assert.Equal(Money.Pounds(152_000), budget.PlannedOf(budget.LineOf(StaffingLine)));
        Assert.Equal(Money.Zero, budget.UnallocatedOf(budget.LineOf(StaffingLine)));
        Assert.Empty(budget.WhyNotAdopt);
    }

    [Fact]
    public void Plan_LineToBeConfirmed_CountsAsNothing()
    {
        var lines = Lines.ToArray();
        lines[0] = lines[0] with { Planned = null };
        var budget = Draft(lines);
        Assert.Null(budget.LineOf(PoliceLine).Planned);
        Assert.Equal(Money.Pounds(262_480 - 31_372), budget.Planned.Income);
        Assert.Equal(0, budget.ShareTenthsOf(budget.LineOf(PoliceLine)));
        budget.Adopt(Day(2019, 3, 20), null, Finance, On(2019, 3, 21));
        Assert.Null(budget.LineOf(PoliceLine).Original);
    }

    [Fact]
    public void Plan_ContributionInKind_IsInNoTotal()
    {
        var budget = Draft([
            .. Lines,
            From(Police, "Cleveland Police", 4_000) with
            {
                Source = IncomeSource.ContributionInKind,
                Name = "Analyst",
            },
        ]);
        Assert.Equal(Money.Pounds(262_480), budget.Planned.Income);
        Assert.Equal(4, budget.Contributions.Count);
        Assert.Equal(122, budget.ShareTenthsOf(budget.LineOf(PoliceLine)));
    }

    [Fact]
    public void Adopt_BelowZero_IsRefused()
    {
        var budget = PartnershipBudget.Start(1, Year, Money.Pounds(13_769), null);
        budget.Plan(Money.Pounds(13_769), Lines, LedgerTotals.None);
        Refused.With(
            "budget.below-zero",
            () => budget.Adopt(Day(2019, 3, 20), null, Finance, On(2019, 3, 21)),
            "2019-20 would end at −£1.00"
        );
        budget.Plan(Money.Pounds(13_770), Lines, LedgerTotals.None);
        budget.Adopt(Day(2019, 3, 20), null, Finance, On(2019, 3, 21));
        Assert.Equal(Money.Zero, budget.Planned.Closing);
    }

    [Fact]
    public void Adopt_KeepsWhatWasPlannedAsTheOriginal()
    {
        var budget = Adopted();
        Assert.Equal(BudgetStatus.Adopted, budget.Status);
        Assert.Equal("Fay Ledger", budget.AdoptedByName);
        Assert.Equal("Minute 14/19", budget.AdoptedMinute);
        Assert.Equal(Day(2019, 3, 20), budget.AdoptedOn);
        Assert.Equal(budget.Planned, budget.Original);
        Assert.All(budget.Lines, line => Assert.Equal(line.Planned, line.Original));
        Assert.Null(Draft().Original);
    }

    [Fact]
    public void Adopt_WithoutLinesOrInTheFutureOrTwice_IsRefused()
    {
        var empty = PartnershipBudget.Start(1, Year, Opening, null);
        Refused.With(
            "budget.empty",
            () => empty.Adopt(Day(2019, 3, 20), null, Finance, On(2019, 3, 21))
        );
        var budget = Draft();
        Refused.With(
            "budget.adopted-on",
            () => budget.Adopt(Day(2019, 3, 22), null, Finance, On(2019, 3, 21))
        );
        budget.Adopt(Day(2019, 3, 21), "  ", Finance, On(2019, 3, 21));
        Assert.Null(budget.AdoptedMinute);
        Refused.AsConflict(
            "budget.adopted",
            () => budget.Adopt(Day(2019, 3, 21), null, Finance, On(2019, 3, 22)),
            "Fay Ledger"
        );
        Refused.AsConflict(
            "budget.adopted",
            () => budget.Plan(Opening, Lines, LedgerTotals.None),
            "virement"
        );
    }

    public static TheoryData<string, PlannedLine[]> MisshapenPlans =>
        new()
        {
            { "budget.line-name", [Spend("  ", 1)] },
            { "budget.line-twice", [Spend("Travel", 1), Spend("TRAVEL", 2)] },
            {
                "budget.line-twice",
                [From(Police, "Cleveland Police", 1), From(Police, "Cleveland Police", 2)]
            },
            {
                "budget.line-source",
                [From(Police, "Cleveland Police", 1) with { Source = null, PartnerId = null }]
            },
            { "budget.line-source", [Spend("Travel", 1) with { Source = IncomeSource.Other }] },
            {
                "budget.line-partner",
                [From(Police, "Cleveland Police", 1) with { PartnerId = null, Partner = null }]
            },
            { "budget.line-partner", [Spend("Travel", 1) with { PartnerId = Police }] },
            {
                "budget.income-sub-line",
                [From(Police, "Cleveland Police", 1), From(Ccg, "CCG", 1) with { Parent = 0 }]
            },
            { "budget.sub-line", [Spend("Travel", 1, 0)] },
            { "budget.sub-line", [Spend("Travel", 1, 1), Spend("Trains", 1)] },
            { "budget.sub-line", [From(Police, "Cleveland Police", 1), Spend("Trains", 1, 0)] },
            {
                "budget.sub-line",
                [Spend("Travel", 1), Spend("Trains", 1, 0), Spend("First class", 1, 1)]
            },
            { "budget.sub-line", [Spend("Travel", 1), Spend("Trains", 1, 7)] },
        };

    [Theory]
    [MemberData(nameof(MisshapenPlans))]
    public void Plan_Misshapen_IsRefusedAndChangesNothing(string code, PlannedLine[] lines)
    {
        var budget = Draft();
        var before = budget.AsPlanned();
        Refused.With(code, () => budget.Plan(Opening, lines, LedgerTotals.None));
        Assert.Equal(before, budget.AsPlanned());
    }

    [Fact]
    public void Plan_TheSameNameUnderTwoLinesOrFromTwoPartners_IsNotTwice()
    {
        var budget = Draft([
            Spend("Staffing", 2),
            Spend("Travel", 2, 0),
            Spend("Travel", 3),
            From(Police, "Cleveland Police", 1),
            From(Ccg, "CCG", 1),
        ]);
        Assert.Equal(5, budget.Lines.Count);
    }

    [Fact]
    public void Start_AfterAClosedYear_TakesWhatItCarriedForward()
    {
        var book = Book.Adopted().PostAsPlanned().Close(YearEndRule.Default);
        var next = PartnershipBudget.Start(1, Year.Next, Money.Pounds(1), book.Budget);
        Assert.Equal(Money.Pounds(42_707), next.Opening);
        Assert.False(next.IsOpeningEstimated);
        // What was planned cannot be changed past it.
        next.Plan(Money.Pounds(5), Lines, LedgerTotals.None);
        Assert.Equal(Money.Pounds(42_707), next.Opening);
    }

    [Fact]
    public void Start_WhileTheYearBeforeIsOpen_IsAnEstimate()
    {
        var next = PartnershipBudget.Start(1, Year.Next, Money.Pounds(42_000), Adopted());
        Assert.True(next.IsOpeningEstimated);
        next.Plan(Money.Pounds(42_500), Lines, LedgerTotals.None);
        Assert.Equal(Money.Pounds(42_500), next.Opening);
        Assert.False(Draft().IsOpeningEstimated);
    }

    [Fact]
    public void LineOf_AnotherBudgetsLine_IsRefused() =>
        Refused.With("budget.line", () => Draft().LineOf(99), "2019-20 has no such line");
}
