using System.Globalization;
using System.Text.RegularExpressions;

namespace GrantHub.Domain.Partnerships;

/// <summary>Percentages as people write and read them, kept as whole tenths of a percent.</summary>
public static partial class TenthsOfAPercent
{
    /// <summary>"12.5%"; a negative one has a minus sign.</summary>
    public static string InWords(int tenths) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(tenths < 0 ? "−" : "")}{Math.Abs(tenths) / 10}.{Math.Abs(tenths) % 10}%"
        );

    /// <summary>"12.5", for a field with a percent sign beside it.</summary>
    public static string ForField(int tenths) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(tenths < 0 ? "-" : "")}{Math.Abs(tenths) / 10}.{Math.Abs(tenths) % 10}"
        );

    /// <summary>Reads "12", "12.5", "-0.3%": at most three digits and one decimal.</summary>
    public static bool TryParse(string? text, out int tenths)
    {
        tenths = 0;
        var match = Typed().Match((text ?? "").Trim());
        if (!match.Success)
            return false;
        tenths =
            int.Parse(match.Groups["whole"].Value, CultureInfo.InvariantCulture) * 10
            + (
                match.Groups["tenth"].Success
                    ? int.Parse(match.Groups["tenth"].Value, CultureInfo.InvariantCulture)
                    : 0
            );
        if (match.Groups["minus"].Success)
            tenths = -tenths;
        return true;
    }

    [GeneratedRegex(
        @"^(?<minus>[-−])?(?<whole>[0-9]{1,3})(\.(?<tenth>[0-9]))?\s*%?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Typed();
}
