using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Branding;

/// <summary>The office's name and the style sheet and icon made from its colour.</summary>
public sealed class Brand
{
    public Brand(IOptions<OfficeOptions> options)
    {
        Office = options.Value;
        // OfficeOptions refuses at start any other colour.
        var brand = BrandColour.TryParse(Office.Colour, out var colour)
            ? colour
            : BrandColour.Black;
        StyleSheet = CustomProperties(brand);
        Icon = Svg(brand, Office);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(StyleSheet + Icon));
        Version = Convert.ToHexStringLower(hash)[..12];
    }

    public OfficeOptions Office { get; }

    /// <summary>CSS that sets the custom properties which GOV.UK Frontend reads its colours from.</summary>
    public string StyleSheet { get; }

    /// <summary>The browser tab's icon, an SVG document.</summary>
    public string Icon { get; }

    /// <summary>Changes whenever the style sheet or the icon does.</summary>
    public string Version { get; }

    private static string CustomProperties(BrandColour brand)
    {
        var surface = brand.Mix(BrandColour.White, 0.95);
        // Links also stand on the tinted surface, where the brand colour alone can fall short.
        var link = brand;
        while (link.ContrastWith(surface) < BrandColour.MinimumContrast)
        {
            link = link.Mix(BrandColour.Black, 0.05);
        }
        return $$"""
            :root {
              --govuk-brand-colour: {{brand}};
              --govuk-link-colour: {{link}};
              --govuk-link-hover-colour: {{link.Mix(BrandColour.Black, 0.4)}};
              --govuk-surface-background-colour: {{surface}};
              --govuk-surface-border-colour: {{brand.Mix(BrandColour.White, 0.6)}};
              --govuk-template-background-colour: {{surface}};
            }

            """;
    }

    private static string Svg(BrandColour brand, OfficeOptions office)
    {
        var initial = (office.LogoText + office.Name).EnumerateRunes().First(Rune.IsLetterOrDigit);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="{brand}"/><text x="16" y="23" text-anchor="middle" font-family="sans-serif" font-size="20" font-weight="700" fill="#fff">{initial}</text></svg>

            """;
    }
}
