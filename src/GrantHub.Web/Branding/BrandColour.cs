using System.Globalization;

namespace GrantHub.Web.Branding;

/// <summary>An opaque sRGB colour, with the contrast ratio of WCAG 2.2.</summary>
public readonly record struct BrandColour(byte Red, byte Green, byte Blue)
{
    /// <summary>WCAG 2.2 success criterion 1.4.3, text of normal size.</summary>
    public const double MinimumContrast = 4.5;

    public static readonly BrandColour White = new(255, 255, 255);
    public static readonly BrandColour Black = new(0, 0, 0);

    /// <summary>Reads #rrggbb.</summary>
    public static bool TryParse(string? text, out BrandColour colour)
    {
        colour = default;
        if (
            text is not ['#', .. { Length: 6 } digits]
            || !uint.TryParse(
                digits,
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var value
            )
        )
        {
            return false;
        }
        colour = new((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>From 1 (the same luminance) to 21 (black on white).</summary>
    public double ContrastWith(BrandColour other)
    {
        var (a, b) = (Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>This colour with a share (0 to 1) of another mixed in.</summary>
    public BrandColour Mix(BrandColour other, double share)
    {
        byte Part(byte own, byte added) => (byte)Math.Round(own + (added - own) * share);
        return new(Part(Red, other.Red), Part(Green, other.Green), Part(Blue, other.Blue));
    }

    /// <summary>#rrggbb.</summary>
    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private double Luminance
    {
        get
        {
            static double Linear(byte part)
            {
                var value = part / 255.0;
                return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            }
            return 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);
        }
    }
}
