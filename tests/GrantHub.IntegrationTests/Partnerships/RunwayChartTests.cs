using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Web.Features.Partnerships;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>Where the lines, labels and ticks of the runway's chart stand.</summary>
public class RunwayChartTests
{
    [Fact]
    public void Chart_OfASinkingReserve_PutsLowerBalancesLowerAndTheFloorBetween()
    {
        var chart = new RunwayChart([Runway(42_707, -13_770, 5, floor: 20_000)]);

        var heights = Heights(chart.Lines[0]);
        Assert.Equal(heights.Order(), heights);
        Assert.Equal(5, heights.Distinct().Count());
        // 2020-21 closes above the floor, 2021-22 below it, and 2023-24 below zero.
        Assert.InRange(chart.FloorY, heights[1], heights[2]);
        Assert.InRange(chart.ZeroY, heights[3], heights[4]);
        Assert.Equal(
            ["−£20,000", "£0", "£20,000", "£40,000", "£60,000"],
            chart.Ticks.Select(t => t.Text)
        );
        Assert.Contains("2023-24 −£12,373.00", chart.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Chart_OfLinesThatEndTogether_WritesTheirNamesUnderEachOther()
    {
        var chart = new RunwayChart([
            .. Enumerable.Range(0, 7).Select(_ => Runway(1_000, -200, 5, floor: 0)),
        ]);

        var labels = chart.Lines.Select(line => line.LabelY).Order().ToList();
        Assert.All(labels.Zip(labels.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 20));
        Assert.InRange(labels[0], 0, RunwayChart.Height);
        Assert.InRange(labels[^1], 0, RunwayChart.Height);
        Assert.Equal(7, chart.Lines.Select(line => line.CssClass).Distinct().Count());
        Assert.Equal(7, chart.Lines.Select(line => line.Markers).Distinct().Count());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(99_999_999_999_999 / 100, 0)]
    [InlineData(-50, -50)]
    public void Chart_OfAnyAmounts_StaysInsideItsDrawing(long first, long inYear)
    {
        var chart = new RunwayChart([Runway(first, inYear, 30, floor: 0)]);

        Assert.All(Heights(chart.Lines[0]), y => Assert.InRange(y, 0, RunwayChart.Height));
        Assert.InRange(chart.Ticks.Count, 2, 8);
        Assert.True(chart.Right < chart.Width);
    }

    private static List<int> Heights(RunwayLineDrawing line) =>
        [
            .. line
                .Points.Split(' ')
                .Select(point => int.Parse(point.Split(',')[1], CultureInfo.InvariantCulture)),
        ];

    private static ReserveRunway Runway(long firstClosing, long inYear, int years, long floor) =>
        ReserveRunway.Of(
            new RunwayBasis(
                new(2019),
                Money.Pounds(firstClosing - inYear),
                false,
                [new RunwayLine(true, "Line", null, Money.Pounds(inYear))]
            ),
            Money.Pounds(floor),
            years,
            null
        );
}
