using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>
/// A line of closing balances for each runway, in whole units of an SVG drawing. Lines differ by their dashes, by the
/// shape of their markers and by the name at their end.
/// </summary>
public sealed class RunwayChart
{
    private const int Top = 24;
    private const int Plot = 280;
    private const int Slot = 84;
    private const int Letter = 9;
    private const int LabelHeight = 20;
    private const int LongestLabel = 28;
    private const int MostTicks = 6;

    private readonly Int128 lowest;
    private readonly Int128 highest;

    /// <param name="runways">Of the same years and the same floor; at least one.</param>
    public RunwayChart(IReadOnlyList<ReserveRunway> runways)
    {
        ArgumentNullException.ThrowIfNull(runways);
        Runways = runways;
        Floor = runways[0].Floor;
        var amounts = runways
            .SelectMany(runway => runway.Years.Select(year => (Int128)year.Closing.Pence))
            .Append(Floor.Pence)
            .Append(0)
            .ToList();
        var step = Step(amounts.Max() - amounts.Min());
        lowest = Int128.Min(0, -Ceiling(-amounts.Min(), step));
        highest = Int128.Max(lowest + step, Ceiling(amounts.Max(), step));
        var ticks = new List<ChartTick>();
        for (var tick = lowest; tick <= highest; tick += step)
            ticks.Add(new ChartTick(Y(tick), Pounds(tick)));
        Ticks = ticks;
        Left = ticks.Max(tick => tick.Text.Length) * Letter + 24;
        Years =
        [
            .. runways[0].Years.Select((year, i) => new ChartYear(X(i), year.Year.ToString())),
        ];
        Lines = Labelled([.. runways.Select(Line)]);
        Width =
            X(Years.Count - 1)
            + 24
            + Math.Max(Lines.Max(line => line.Label.Length), FloorLabel.Length) * Letter
            + 16;
    }

    public IReadOnlyList<ReserveRunway> Runways { get; }
    public Money Floor { get; }
    public IReadOnlyList<ChartTick> Ticks { get; }
    public IReadOnlyList<ChartYear> Years { get; }
    public IReadOnlyList<RunwayLineDrawing> Lines { get; }
    public int Width { get; }
    public int Left { get; }
    public int Right => X(Years.Count - 1) + 12;
    public int FloorY => Y(Floor.Pence);
    public int ZeroY => Y(0);
    public static int Height => Top + Plot + 56;
    public static int YearY => Top + Plot + 32;
    public string FloorLabel => $"Floor {Floor}";

    /// <summary>The floor's label stands at the left, where no line's name is, on the side away from the top edge.</summary>
    public int FloorLabelY => FloorY - 8 < Top ? FloorY + 20 : FloorY - 8;

    /// <summary>The same figures in words, for people who hear the chart.</summary>
    public string Description =>
        $"The floor is {Floor}. "
        + string.Join(
            " ",
            Runways.Select(runway =>
                $"{runway.Name}: {string.Join(", ", runway.Years.Select(year => $"{year.Year} {year.Closing}"))}."
            )
        );

    private RunwayLineDrawing Line(ReserveRunway runway, int place)
    {
        var points = runway.Years.Select((year, i) => (X: X(i), Y: Y(year.Closing.Pence))).ToList();
        return new RunwayLineDrawing(
            place,
            runway.Name.Length <= LongestLabel
                ? runway.Name
                : $"{runway.Name[..(LongestLabel - 1)].TrimEnd()}…",
            string.Join(
                ' ',
                points.Select(point =>
                    string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y}")
                )
            ),
            string.Join(' ', points.Select(point => Marker(place, point.X, point.Y))),
            points[^1].X + 16,
            points[^1].Y
        );
    }

    /// <summary>Names of lines that end close together stand under each other.</summary>
    private static List<RunwayLineDrawing> Labelled(List<RunwayLineDrawing> lines)
    {
        var last = int.MinValue / 2;
        var placed = new Dictionary<int, int>();
        foreach (var line in lines.OrderBy(line => line.LabelY))
            placed[line.Place] = last = Math.Max(line.LabelY, last + LabelHeight);
        // What was pushed under the drawing's edge moves back up, and what it meets before it.
        var lowest = Top + Plot;
        foreach (var line in lines.OrderByDescending(line => placed[line.Place]))
        {
            placed[line.Place] = Math.Min(placed[line.Place], lowest);
            lowest = placed[line.Place] - LabelHeight;
        }
        return [.. lines.Select(line => line with { LabelY = placed[line.Place] })];
    }

    /// <summary>A circle, square, triangle, diamond, upside-down triangle, cross or plus, 10 units wide.</summary>
    private static string Marker(int place, int x, int y) =>
        string.Create(CultureInfo.InvariantCulture, $"M{x} {y}")
        + (place % 7) switch
        {
            0 => "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
            1 => "m-5 -5h10v10h-10z",
            2 => "m0 -6l6 11h-12z",
            3 => "m0 -7l6 7l-6 7l-6 -7z",
            4 => "m0 6l6 -11h-12z",
            5 => "m-5 -5l10 10m0 -10l-10 10",
            _ => "m-6 0h12m-6 -6v12",
        };

    private int X(int year) => Left + 28 + Slot * year;

    private int Y(Int128 pence) =>
        Top + (int)((highest - pence) * Plot / Int128.Max(1, highest - lowest));

    /// <summary>1, 2 or 5 times a power of ten pounds, so that there are few ticks.</summary>
    private static Int128 Step(Int128 range)
    {
        Int128 power = 100;
        while (true)
        {
            foreach (var times in new[] { 1, 2, 5 })
                if (range <= power * times * (MostTicks - 1))
                    return power * times;
            power *= 10;
        }
    }

    private static Int128 Ceiling(Int128 amount, Int128 step) =>
        amount <= 0 ? -(-amount / step * step) : (amount + step - 1) / step * step;

    private static string Pounds(Int128 pence)
    {
        var pounds = Int128.Abs(pence) / 100;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(pence < 0 ? "−" : "")}£{pounds:#,##0}"
        );
    }
}

/// <summary>A line across the drawing at a round amount.</summary>
public sealed record ChartTick(int Y, string Text);

/// <summary>Where a financial year stands.</summary>
public sealed record ChartYear(int X, string Text);

/// <param name="Place">Among the lines, from 0: its dashes and the shape of its markers.</param>
/// <param name="Points">As a polyline takes them.</param>
/// <param name="Markers">As a path takes them.</param>
public sealed record RunwayLineDrawing(
    int Place,
    string Label,
    string Points,
    string Markers,
    int LabelX,
    int LabelY
)
{
    public string CssClass => $"gh-chart__line gh-chart__line--{Place % 7}";
}
