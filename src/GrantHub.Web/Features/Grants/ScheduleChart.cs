using System.Globalization;
using GrantHub.Domain.Grants;

namespace GrantHub.Web.Features.Grants;

/// <summary>A bar for each financial year of a schedule, in whole units of an SVG drawing.</summary>
public sealed class ScheduleChart
{
    private const int Margin = 16;
    private const int Top = 36;
    private const int Tallest = 160;
    private const int Digit = 9;

    public ScheduleChart(IReadOnlyList<YearFigures> years)
    {
        ArgumentNullException.ThrowIfNull(years);
        var most = years.Select(year => year.Planned.Pence).DefaultIfEmpty().Max();
        var slot = Math.Max(
            120,
            years.Select(year => year.Planned.ToString().Length).DefaultIfEmpty().Max() * Digit + 16
        );
        Width = 2 * Margin + slot * years.Count;
        Bars =
        [
            .. years.Select(
                (year, i) =>
                    new ScheduleBar(
                        year,
                        Margin + slot * i + slot / 2,
                        Scaled(year.Planned, most),
                        Scaled(year.Paid, most)
                    )
            ),
        ];
    }

    public IReadOnlyList<ScheduleBar> Bars { get; }
    public int Width { get; }
    public int Height => Baseline + 76;
    public static int Baseline => Top + Tallest;
    public int Right => Width - Margin;
    public static int Left => Margin;

    /// <summary>The same figures in words, for people who hear the chart.</summary>
    public string Description =>
        string.Join(
            "; ",
            Bars.Select(bar =>
                $"{bar.Year}: {bar.Amount}, {bar.State}{(bar.IsPaid ? $", {bar.Paid} paid" : "")}"
            )
        ) + ".";

    /// <summary>A year can be paid more than a later review leaves it, so a bar never grows over the tallest.</summary>
    private static int Scaled(Domain.Money amount, long most) =>
        most == 0 ? 0 : (int)Int128.Min(Tallest, (Int128)Tallest * amount.Pence / most);
}

/// <param name="Middle">Where the bar's middle stands.</param>
/// <param name="Height">In units of the drawing; the tallest year's bar is 160.</param>
/// <param name="PaidHeight">How much of it is paid, in the same units.</param>
public sealed record ScheduleBar(YearFigures Of, int Middle, int Height, int PaidHeight)
{
    public const int Width = 72;
    public const int PaidWidth = 36;

    public string Year => Of.Year.ToString();
    public string Amount => Of.Planned.ToString();
    public string State => GrantWords.State(Of.State).ToLowerInvariant();
    public string Paid => Of.Paid.ToString();
    public bool IsPaid => Of.Paid > Domain.Money.Zero;
    public int PaidLeft => Middle - PaidWidth / 2;
    public int PaidTop => ScheduleChart.Baseline - PaidHeight;
    public int Left => Middle - Width / 2;
    public int Top => ScheduleChart.Baseline - Height;
    public string CssClass => $"gh-chart__bar gh-chart__bar--{State}";

    /// <summary>What fills the bar: states differ by pattern as well as by colour.</summary>
    public string? Fill =>
        Of.State == GrantYearState.Indicative
            ? string.Create(CultureInfo.InvariantCulture, $"url(#chart-{State})")
            : null;
}
