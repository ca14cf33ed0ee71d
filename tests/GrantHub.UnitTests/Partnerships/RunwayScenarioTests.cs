using GrantHub.Domain;
using GrantHub.Domain.Partnerships;

namespace GrantHub.UnitTests.Partnerships;

public class RunwayScenarioTests
{
    private readonly Partnership partnership = Partnership.Add("Board", "board");

    [Fact]
    public void Scenarios_WithTakenNamesOrWildNumbers_AreRefused()
    {
        partnership.AddScenario(Terms("Pay award"));
        Refused.With("scenario.name", () => partnership.AddScenario(Terms(" ")), "name");
        Refused.With(
            "scenario.name-taken",
            () => partnership.AddScenario(Terms("pay  AWARD")),
            "already"
        );
        Refused.With(
            "scenario.name-taken",
            () => partnership.AddScenario(Terms("standstill")),
            "already"
        );
        Refused.With(
            "scenario.expenditure",
            () => partnership.AddScenario(Terms("A") with { ExpenditureTenths = 1001 }),
            "100.0%"
        );
        Refused.With(
            "scenario.income",
            () => partnership.AddScenario(Terms("A") with { IncomeTenths = -501 }),
            "−50.0%"
        );
        foreach (
            var lines in new LineInflation[][]
            {
                [new(true, " ", 1)],
                [new(true, "Line", 1001)],
                [new(true, "Line", 1), new(true, "LINE", 2)],
            }
        )
            Refused.With(
                "scenario.line",
                () => partnership.AddScenario(Terms("A") with { Lines = lines })
            );
        foreach (
            var changes in new ContributionChange[][]
            {
                [new("", Money.Zero, new(2020))],
                [new("Police", new Money(-1), new(2020))],
                [new("Police", Money.Zero, new(2020)), new("police", new Money(1), new(2020))],
            }
        )
            Refused.With(
                "scenario.change",
                () => partnership.AddScenario(Terms("A") with { Changes = changes })
            );
        Refused.With("scenario.gone", () => partnership.RemoveScenario(99), "removed");
    }

    [Fact]
    public void Scenarios_AreAtMostSix()
    {
        for (var n = 0; n < RunwayScenario.Most; n++)
            partnership.AddScenario(Terms($"Scenario {n}"));

        Refused.With("scenario.most", () => partnership.AddScenario(Terms("Seven")), "at most 6");
        partnership.RemoveScenario(partnership.Scenarios[0].Number);
        partnership.ChangeScenario(partnership.Scenarios[0].Number, Terms("Scenario 0"));
        partnership.AddScenario(Terms("Seven"));
        Assert.Equal(RunwayScenario.Most, partnership.Scenarios.Count);
    }

    [Theory]
    [InlineData("12.5", 125)]
    [InlineData(" 50 % ", 500)]
    [InlineData("-0.3", -3)]
    [InlineData("−2", -20)]
    public void Percentages_AsPeopleWriteThem_AreTenths(string typed, int tenths)
    {
        Assert.True(TenthsOfAPercent.TryParse(typed, out var read));
        Assert.Equal(tenths, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.25")]
    [InlineData("a lot")]
    [InlineData("1,5")]
    [InlineData("1000")]
    public void Percentages_ThatCannotBeRead_AreNot(string typed) =>
        Assert.False(TenthsOfAPercent.TryParse(typed, out _));

    private static ScenarioTerms Terms(string name) => new(name, 20, 0, [], []);
}
