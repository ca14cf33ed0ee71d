using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Infrastructure.Publication;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Partnerships;

public class ReserveRunwayTests
{
    private static readonly FinancialYear First = new(2019);

    /// <summary>The public budget of 2019-20 that the rules of the runway were worked out on.</summary>
    private static readonly RunwayBasis Sample = new(
        First,
        Money.Pounds(56_477),
        OpeningIsEstimated: false,
        [
            Income("Contribution", 31_372, "Cleveland Police"),
            Income("Contribution", 73_459, "A clinical commissioning group"),
            Income("Contribution", 84_574, "Hartlepool Borough Council"),
            Income("Contribution", 68_075, "Stockton Borough Council"),
            Income("Training", 5_000),
            Cost("Staffing", 152_000),
            Cost("Other", 124_250),
            new RunwayLine(false, "Website", null, Money.Zero, ToBeConfirmed: true),
        ]
    );

    [Fact]
    public void Standstill_OfTheSample_RunsOutInTheFifthYear()
    {
        var runway = ReserveRunway.Of(Sample, Money.Zero, 5, null);

        Assert.Equal(
            [42_707, 28_937, 15_167, 1_397, -12_373],
            runway.Years.Select(year => year.Closing.Pence / 100)
        );
        Assert.Equal("2023-24", runway.ExhaustedIn.ToString());
        Assert.Equal("2023-24", runway.BelowFloorIn.ToString());
        Assert.Equal(Money.Pounds(-13_770), runway.Years[0].InYear);
    }

    /// <summary>The case of a strategy paper: £150k income, £219k spending, £77k in reserve.</summary>
    [Fact]
    public void Standstill_SpendingMoreThanItHas_LeavesEightThousandAfterAYear()
    {
        var runway = ReserveRunway.Of(
            new RunwayBasis(
                First,
                Money.Pounds(77_000),
                false,
                [Income("Contributions", 150_000), Cost("Spending", 219_000)]
            ),
            Money.Pounds(10_000),
            2,
            null
        );

        Assert.Equal(Money.Pounds(8_000), runway.Years[0].Closing);
        Assert.Equal(First, runway.BelowFloorIn);
        Assert.Equal(First.Next, runway.ExhaustedIn);
    }

    [Fact]
    public void Floor_ThatIsJustKept_IsNotCrossed()
    {
        var runway = ReserveRunway.Of(Sample, Money.Pounds(15_167), 4, null);

        Assert.Equal("2022-23", runway.BelowFloorIn.ToString());
        Assert.Null(runway.ExhaustedIn);
    }

    [Fact]
    public void Inflation_CompoundsFromThePrintedAmountRoundedHalfUp()
    {
        // 10.10 at 2.5% is 10.3525, printed 10.35; that at 2.5% is 10.60875, printed 10.61.
        var basis = new RunwayBasis(
            First,
            Money.Zero,
            false,
            [new(false, "Cost", null, new(1010))]
        );

        var runway = ReserveRunway.Of(basis, Money.Zero, 3, Terms(expenditure: 25));

        Assert.Equal([1010, 1035, 1061], runway.Years.Select(year => year.Expenditure.Pence));
    }

    [Theory]
    [InlineData(50, 100, 55)]
    [InlineData(5, 100, 6)]
    [InlineData(-5, 100, -6)]
    [InlineData(15, -500, 8)]
    [InlineData(7, 0, 7)]
    public void Inflation_OfHalfAPenny_IsRoundedAwayFromZero(long pence, int tenths, long after)
    {
        var basis = new RunwayBasis(
            First,
            Money.Zero,
            false,
            [new(true, "Line", null, new(pence))]
        );

        var runway = ReserveRunway.Of(basis, Money.Zero, 2, Terms(income: tenths));

        Assert.Equal(after, runway.Years[1].Income.Pence);
    }

    [Fact]
    public void LineInflation_TakesThePlaceOfTheOverallOne()
    {
        var terms = Terms(expenditure: 100) with
        {
            Lines =
            [
                new LineInflation(false, " STAFFING ", 0),
                new LineInflation(true, "Other", 500),
            ],
        };

        var runway = ReserveRunway.Of(Sample, Money.Zero, 2, terms);

        Assert.Equal(Money.Pounds(152_000) + new Money(13_667_500), runway.Years[1].Expenditure);
        Assert.Equal(runway.Years[0].Income, runway.Years[1].Income);
        Assert.Equal(["Other"], runway.Unmatched);
    }

    [Fact]
    public void Contribution_LostBeforeTheSecondYear_IsLostFromTheSecondYearOn()
    {
        var lost = Terms() with
        {
            Changes = [new ContributionChange("cleveland police", Money.Zero, new(2001))],
        };

        var runway = ReserveRunway.Of(Sample, Money.Zero, 3, lost);

        Assert.Equal(
            [262_480, 231_108, 231_108],
            runway.Years.Select(year => year.Income.Pence / 100)
        );
    }

    [Fact]
    public void Contribution_WithANewAmount_HasItInItsYearAndGrowsAfterwards()
    {
        var basis = new RunwayBasis(
            First,
            Money.Zero,
            false,
            [Income("Contribution", 100, "Police"), Income("Top-up", 20, "Police")]
        );
        var terms = Terms(income: 100) with
        {
            Changes = [new ContributionChange("Police", Money.Pounds(50), new(2021))],
        };

        var runway = ReserveRunway.Of(basis, Money.Zero, 4, terms);

        Assert.Equal([120, 132, 50, 55], runway.Years.Select(year => year.Income.Pence / 100));
    }

    [Fact]
    public void Scenario_NamingNoLine_ChangesNothingAndSaysSo()
    {
        var terms = Terms() with
        {
            Changes = [new ContributionChange("Nobody", Money.Pounds(1), First)],
        };

        var runway = ReserveRunway.Of(Sample, Money.Zero, 3, terms);

        Assert.Equal(["Nobody"], runway.Unmatched);
        Assert.Equal(ReserveRunway.Of(Sample, Money.Zero, 3, null).Years, runway.Years);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void Of_YearsOutOfRange_IsRefused(int years) =>
        Refused.With(
            "runway.years",
            () => ReserveRunway.Of(Sample, Money.Zero, years, null),
            "from 1 to 30"
        );

    [Fact]
    public void Of_AmountsBeyondAllNumbers_IsRefusedAndNamesTheScenario() =>
        Refused.With(
            "runway.too-large",
            () =>
                ReserveRunway.Of(
                    new RunwayBasis(
                        First,
                        Money.Zero,
                        false,
                        [new(true, "Line", null, Money.LargestOnAForm)]
                    ),
                    Money.Zero,
                    30,
                    Terms(income: 1000)
                ),
            "Case"
        );

    /// <summary>Whatever the budget and the scenario, each year starts where the one before ended.</summary>
    [Fact]
    public void Of_AnyBudget_ChainsItsYears() =>
        Prop.ForAll(
                Runways().ToArbitrary(),
                given =>
                {
                    var runway = ReserveRunway.Of(given.Basis, Money.Zero, 8, given.Terms);
                    return runway.Years[0].Opening == given.Basis.Opening
                        && runway
                            .Years.Zip(runway.Years.Skip(1))
                            .All(pair =>
                                pair.Second.Opening == pair.First.Closing
                                && pair.Second.Year == pair.First.Year.Next
                            )
                        && runway.Years.All(year =>
                            year.Closing == year.Opening + year.Income - year.Expenditure
                        );
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Of_NoInflation_IsStandstillAndStandstillIsLinear() =>
        Prop.ForAll(
                Runways().ToArbitrary(),
                given =>
                {
                    var standstill = ReserveRunway.Of(given.Basis, Money.Zero, 8, null);
                    var none = ReserveRunway.Of(given.Basis, Money.Zero, 8, Terms());
                    return standstill.Years.SequenceEqual(none.Years)
                        && standstill
                            .Years.Select(
                                (year, i) =>
                                    year.Closing.Pence
                                    == given.Basis.Opening.Pence
                                        + (i + 1) * standstill.Years[0].InYear.Pence
                            )
                            .All(holds => holds);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Document_OfTheSample_HasTheShapeThatScriptsRead() =>
        Assert.Equal(
            """
            {
              "partnership": "hsscp",
              "scenario": "standstill",
              "floor": 0.00,
              "years": [
                {
                  "financialYear": "2019-20",
                  "closingBalance": 42707.00
                },
                {
                  "financialYear": "2020-21",
                  "closingBalance": 28937.00
                }
              ],
              "belowFloorIn": null,
              "exhaustedIn": null
            }
            """,
            Encoding.UTF8.GetString(
                RunwayDocument.Write("hsscp", ReserveRunway.Of(Sample, Money.Zero, 2, null))
            )
        );

    private static Gen<(RunwayBasis Basis, ScenarioTerms Terms)> Runways() =>
        from opening in Numbers.Within(1_000_000_000)
        from lines in (
            from income in Gen.Choose(0, 1)
            from name in Gen.Choose(0, 3)
            from pence in Numbers.Within(1_000_000_000)
            select new RunwayLine(income == 1, $"Line {name}", null, new Money(pence))
        ).ListOf()
        from expenditure in Gen.Choose(-500, 1000)
        from incomes in Gen.Choose(-500, 1000)
        from own in Gen.Choose(-500, 1000)
        from year in Gen.Choose(2015, 2030)
        select (
            new RunwayBasis(First, new Money(opening), false, [.. lines]),
            Terms(expenditure, incomes) with
            {
                Lines = [new LineInflation(false, "Line 1", own)],
                Changes = [new ContributionChange("Line 2", new Money(own + 500), new(year))],
            }
        );

    private static ScenarioTerms Terms(int expenditure = 0, int income = 0) =>
        new("Case", expenditure, income, [], []);

    private static RunwayLine Income(string name, long pounds, string? partner = null) =>
        new(true, name, partner, Money.Pounds(pounds));

    private static RunwayLine Cost(string name, long pounds) =>
        new(false, name, null, Money.Pounds(pounds));
}
