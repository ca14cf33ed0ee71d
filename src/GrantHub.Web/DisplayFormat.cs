using System.Globalization;

namespace GrantHub.Web;

/// <summary>How dates, times, money and sizes read on a page.</summary>
public static class DisplayFormat
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById(
        "Europe/London"
    );

    /// <summary>"19 May 2017".</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", British);

    /// <summary>"1 April 2017 to 31 March 2020".</summary>
    public static string DateRange(DateOnly from, DateOnly to) => $"{Date(from)} to {Date(to)}";

    /// <summary>A UTC instant as London's clocks showed it: "19 May 2017 at 2:05pm".</summary>
    public static string Instant(DateTime utc)
    {
        var local = InLondon(utc);
        return $"{Date(DateOnly.FromDateTime(local))} at {local.ToString("h:mm", British)}{(local.Hour < 12 ? "am" : "pm")}";
    }

    /// <summary>The calendar date in London of a UTC instant.</summary>
    public static DateOnly DateInLondon(DateTime utc) => DateOnly.FromDateTime(InLondon(utc));

    /// <summary>Whole pence as pounds: "£16,683.00", "−£13,770.00".</summary>
    public static string Money(long pence)
    {
        // In decimal, because the smallest long has no positive counterpart.
        var pounds = (Math.Abs((decimal)pence) / 100).ToString("N2", British);
        return pence < 0 ? $"−£{pounds}" : $"£{pounds}";
    }

    /// <summary>A number of things: "1,204".</summary>
    public static string Count(long count) => count.ToString("N0", British);

    /// <summary>A number of bytes: "812 bytes", "14 KB", "2.5 MB" (1 KB is 1,024 bytes).</summary>
    public static string FileSize(long bytes) =>
        bytes switch
        {
            1 => "1 byte",
            < 1024 => $"{bytes} bytes",
            < 1024 * 1024 => string.Create(
                British,
                $"{Math.Round(bytes / 1024m, MidpointRounding.AwayFromZero):N0} KB"
            ),
            _ => string.Create(
                British,
                $"{Math.Round(bytes / (1024m * 1024m), 1, MidpointRounding.AwayFromZero):#,0.#} MB"
            ),
        };

    private static DateTime InLondon(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), London);
}
