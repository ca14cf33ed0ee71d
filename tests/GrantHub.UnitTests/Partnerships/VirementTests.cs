using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Partnerships.BudgetBuilder;

namespace GrantHub.UnitTests.Partnerships;

public class VirementTests
{
    private static readonly DateTime October = On(2019, 10, 1);

    private static void Vire(
        PartnershipBudget budget,
        string reason,
        IReadOnlyList<PlannedLine> added,
        params LineChange[] changes
    ) => budget.Vire(changes, added, reason, Finance, October);

    [Fact]
    public void Vire_MovesTheLinesAndTheirParents_AndKeepsTheOriginal()
    {
        var budget = Adopted();
        var original = budget.Original;
        Vire(
            budget,
            "Agreed by the Board on 25 September.",
            [],
            new(ManagerLine, Money.Pounds(50_000)),
            new(TravelLine, Money.Pounds(10_500))
        );
        Assert.Equal(Money.Pounds(144_000), budget.LineOf(StaffingLine).Planned);
        Assert.Equal(Money.Pounds(152_000), budget.LineOf(StaffingLine).Original);
        Assert.Equal(Money.Pounds(58_000), budget.LineOf(ManagerLine).Original);
        Assert.Equal(Money.Pounds(42_707), budget.Planned.Closing);
        Assert.Equal(original, budget.Original);
        var virement = Assert.Single(budget.Virements);
        Assert.Equal(1, virement.Number);
        Assert.Equal("Fay Ledger", virement.ByName);
        Assert.Equal(October, virement.At);
        Assert.Equal(
            [
                new(StaffingLine, "Staffing", Money.Pounds(152_000), Money.Pounds(144_000)),
                new(ManagerLine, "Development manager", Money.Pounds(58_000), Money.Pounds(50_000)),
                new(TravelLine, "Travel and transport", Money.Pounds(2_500), Money.Pounds(10_500)),
            ],
            virement.Lines
        );
        Assert.Equal(Money.Pounds(-8_000), virement.Lines[0].Change);
    }

    [Fact]
    public void Vire_AddsLinesAndSubLines_WithoutAnOriginal()
    {
        var budget = Adopted();
        Vire(
            budget,
            "Agreed.",
            [
                Spend("Recording equipment", 500),
                Spend("Interpreters", 700, SuppliesLine),
                From(Police, "Cleveland Police", 1_200) with
                {
                    Name = "Extra contribution",
                },
            ]
        );
        Assert.Equal(Money.Pounds(9_700), budget.LineOf(SuppliesLine).Planned);
        Assert.Equal(Money.Pounds(42_707), budget.Planned.Closing);
        var added = budget.Named("Interpreters");
        Assert.Null(added.Original);
        Assert.Equal(SuppliesLine, added.ParentNumber);
        // Below the last sub-line of its line, above what came after.
        Assert.Equal(
            ["Room hire", "Interpreters", "Recording equipment", "Extra contribution"],
            budget.Lines.Skip(20).Select(line => line.Name)
        );
        Assert.Null(
            Assert.Single(budget.Virements).Lines.Single(l => l.Line == "Interpreters").Before
        );
        Assert.Equal(Money.Pounds(42_707), budget.Original!.Closing);
    }

    [Fact]
    public void Vire_LineToBeConfirmed_GetsItsAmount()
    {
        var lines = Lines.ToArray();
        lines[0] = lines[0] with { Planned = null };
        var budget = Adopted(lines);
        Vire(
            budget,
            "Confirmed by the police.",
            [],
            new LineChange(PoliceLine, Money.Pounds(31_372))
        );
        Assert.Equal(Money.Pounds(42_707), budget.Planned.Closing);
        Assert.Null(Assert.Single(budget.Virements).Lines[0].Before);
        Assert.Null(budget.LineOf(PoliceLine).Original);
    }

    [Fact]
    public void Vire_Draft_IsRefused() =>
        Refused.With(
            "virement.draft",
            () => Vire(Draft(), "Agreed.", [], new LineChange(TravelLine, Money.Pounds(1))),
            "draft"
        );

    [Fact]
    public void Vire_Closed_IsRefused()
    {
        var book = Book.Adopted().PostAsPlanned();
        book.Sign(YearEndRule.Default);
        Refused.With(
            "budget.closing",
            () => Vire(book.Budget, "Agreed.", [], new LineChange(TravelLine, Money.Pounds(1)))
        );
        book.Budget.CountersignClose(Cast.Cfo, AfterYear);
        Refused.With(
            "budget.closed",
            () => Vire(book.Budget, "Agreed.", [], new LineChange(TravelLine, Money.Pounds(1)))
        );
    }

    public static TheoryData<string, string, LineChange[], PlannedLine[]> Refusals =>
        new()
        {
            { "virement.reason", " ", [new(TravelLine, Money.Pounds(1))], [] },
            { "virement.nothing", "Agreed.", [], [] },
            { "virement.nothing", "Agreed.", [new(TravelLine, Money.Pounds(2_500))], [] },
            { "virement.sub-lines", "Agreed.", [new(StaffingLine, Money.Pounds(1))], [] },
            { "budget.line", "Agreed.", [new(99, Money.Pounds(1))], [] },
            { "budget.below-zero", "Agreed.", [new(TravelLine, Money.Pounds(45_208))], [] },
            {
                "budget.below-zero",
                "Agreed.",
                [new(TravelLine, Money.Pounds(45_000))],
                [Spend("Flights", 208)]
            },
            { "budget.line-name", "Agreed.", [], [Spend(" ", 5)] },
            { "budget.line-twice", "Agreed.", [], [Spend("travel and transport", 5)] },
            {
                "budget.line-source",
                "Agreed.",
                [],
                [Spend("Gift", 5) with { Kind = LineKind.Income }]
            },
            { "budget.sub-line", "Agreed.", [], [Spend("Trains", 5, TravelLine)] },
            {
                "budget.sub-line",
                "Agreed.",
                [new(TravelLine, Money.Pounds(1))],
                [From(Police, "Cleveland Police", 5) with { Name = "Extra", Parent = StaffingLine }]
            },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Vire_Refused_ChangesNothing(
        string code,
        string reason,
        LineChange[] changes,
        PlannedLine[] added
    )
    {
        var budget = Adopted();
        var before = budget.AsPlanned();
        Refused.With(code, () => Vire(budget, reason, added, changes));
        Assert.Equal(before, budget.AsPlanned());
        Assert.Empty(budget.Virements);
    }

    [Fact]
    public void Vire_BelowTheInstalments_IsRefused()
    {
        var budget = Adopted();
        budget.PlanInstalments(PoliceLine, Day(2019, 5, 1), 2, 6);
        Refused.With(
            "instalment.sum",
            () => Vire(budget, "Agreed.", [], new LineChange(PoliceLine, Money.Pounds(31_371))),
            "Cleveland Police",
            "£31,372.00"
        );
        Assert.Equal(Money.Pounds(31_372), budget.LineOf(PoliceLine).Planned);
    }

    /// <summary>Where last year ended worse than thought, the budget starts below zero; getting nearer to zero is let through.</summary>
    [Fact]
    public void Vire_BelowZeroAlready_MayOnlyImprove()
    {
        var before = Book.Adopted();
        var next = PartnershipBudget.Start(1, Year.Next, Opening, before.Budget);
        next.Plan(Opening, Lines, LedgerTotals.None);
        next.Adopt(Day(2020, 3, 20), null, Finance, On(2020, 3, 21));
        // Nothing was received and 50,000 spent: 6,477 is left, and 13,770 more is planned than comes in.
        before.Post(EventsLine, Money.Pounds(50_000)).Close(YearEndRule.Default);
        next.Follow(before.Budget);
        Assert.Equal(Money.Pounds(-7_293), next.Planned.Closing);
        Refused.With(
            "budget.below-zero",
            () => Vire(next, "Agreed.", [], new LineChange(TravelLine, Money.Pounds(2_501)))
        );
        Vire(next, "Agreed.", [], new LineChange(TravelLine, Money.Pounds(2_000)));
        Assert.Equal(Money.Pounds(-6_793), next.Planned.Closing);
    }

    [Fact]
    public void Vire_StampsThePlansVersion()
    {
        var budget = Adopted();
        var version = budget.PlanVersion;
        Vire(budget, "Agreed.", [], new LineChange(TravelLine, Money.Pounds(1)));
        Assert.NotEqual(version, budget.PlanVersion);
    }
}
