using GrantHub.Infrastructure;

namespace GrantHub.Web.Branding;

/// <summary>The office that runs this GrantHub, from the settings <c>Office:*</c>.</summary>
public sealed class OfficeOptions : ICheckedSettings
{
    /// <summary>The office's full name, shown in the header and in every title.</summary>
    public string Name { get; set; } = "Office of the Police and Crime Commissioner";

    /// <summary>Brand colour as #rrggbb, with a contrast of at least 4.5:1 against white.</summary>
    public string Colour { get; set; } = "#1f4e5f";

    /// <summary>A short text shown as a mark before the name, such as "OPCC"; empty for none.</summary>
    public string LogoText { get; set; } = "OPCC";

    /// <summary>Where people report accessibility problems; empty for none.</summary>
    public string ContactEmail { get; set; } = "";

    /// <summary>What is wrong with the settings, each as a sentence; empty when they can be used.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Name.Any(char.IsLetterOrDigit) || Name.Length > 120)
        {
            yield return "The setting Office:Name must hold the office's name, in at most 120 characters.";
        }
        if (LogoText.Length > 12)
        {
            yield return $"The setting Office:LogoText must have at most 12 characters; it has {LogoText.Length}.";
        }
        if (!BrandColour.TryParse(Colour, out var colour))
        {
            yield return $"The setting Office:Colour must be a colour written as #rrggbb, such as #1f4e5f; it is \"{Colour}\".";
        }
        else if (colour.ContrastWith(BrandColour.White) < BrandColour.MinimumContrast)
        {
            // Rounded down, so that a colour just short of the limit does not read as if it met it.
            var contrast = Math.Floor(colour.ContrastWith(BrandColour.White) * 100) / 100;
            yield return FormattableString.Invariant(
                $"The setting Office:Colour is {Colour}, which has a contrast of {contrast:0.00}:1 with white text. People need at least 4.5:1 to read it: choose a darker colour."
            );
        }
    }
}
