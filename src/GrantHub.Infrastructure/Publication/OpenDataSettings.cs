using System.Text.RegularExpressions;
using GrantHub.Domain.Publication;

namespace GrantHub.Infrastructure.Publication;

/// <summary>What open data says of the office; the section <c>OpenData</c> of the settings.</summary>
public sealed partial class OpenDataSettings : ICheckedSettings
{
    public const string Section = "OpenData";

    /// <summary>Open Government Licence v3.0, by its canonical address.</summary>
    public const string Licence =
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

    /// <summary>
    /// The office's prefix without its "360G-", as 360Giving gives it out. It begins the identifier of every grant, so it
    /// stays what it is once anything has been published.
    /// </summary>
    public string Prefix { get; set; } = "granthub";

    /// <summary>The office's name in open data; empty: Office:Name.</summary>
    public string Publisher { get; set; } = "";

    /// <summary>The office in a public register, such as GB-GOR-PC123; empty: one made of the prefix.</summary>
    public string OrganisationIdentifier { get; set; } = "";

    /// <summary>The office's own site; empty for none.</summary>
    public string Website { get; set; } = "";

    /// <summary>Where the people live who benefit, such as Cleveland; empty: grants name no place.</summary>
    public string AreaName { get; set; } = "";

    /// <summary>Of the Office for National Statistics, such as E23000013; empty for none.</summary>
    public string AreaCode { get; set; } = "";

    /// <summary>Of 360Giving's list of types of codes: PFA is a police force area.</summary>
    public string AreaCodeType { get; set; } = "PFA";

    public string FullPrefix => $"360G-{Prefix}";

    /// <summary>The office's identifier in open data.</summary>
    public string Identifier =>
        OrganisationIdentifier.Length > 0 ? OrganisationIdentifier : $"{FullPrefix}-office";

    /// <summary>Whether grants name the place where they help.</summary>
    public bool HasLocation => AreaName.Length > 0;

    /// <summary>What is wrong with the settings, each as a sentence; empty when they can be used.</summary>
    public IEnumerable<string> Faults()
    {
        if (!PrefixForm().IsMatch(Prefix))
            yield return $"The setting OpenData:Prefix must be the office’s prefix without its 360G-, from 1 to 40 letters, digits, hyphens and underscores; it is \"{Prefix}\".";
        if (
            OrganisationIdentifier.Length > 0
            && GrantQuality.HasUnknownPrefix(OrganisationIdentifier)
        )
            yield return $"The setting OpenData:OrganisationIdentifier must begin with a register of org-id.guide, such as GB-GOR-PC123, or be empty; it is \"{OrganisationIdentifier}\".";
        if (
            Website.Length > 0
            && !(
                Uri.TryCreate(Website, UriKind.Absolute, out var site)
                && site.Scheme is "http" or "https"
            )
        )
            yield return $"The setting OpenData:Website must be a web address or empty; it is \"{Website}\".";
        if (AreaCode.Length > 0 && !AreaForm().IsMatch(AreaCode))
            yield return $"The setting OpenData:AreaCode must be a code of the Office for National Statistics, such as E23000013, or empty; it is \"{AreaCode}\".";
        if (AreaCode.Length > 0 && AreaName.Length == 0)
            yield return "The setting OpenData:AreaCode has a value, and OpenData:AreaName has none. Name the area too.";
        if (AreaCode.Length > 0 && !AreaTypeForm().IsMatch(AreaCodeType))
            yield return $"The setting OpenData:AreaCodeType must be of 360Giving’s list of types of codes, such as PFA; it is \"{AreaCodeType}\".";
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}$")]
    private static partial Regex PrefixForm();

    [GeneratedRegex("^[A-Z][0-9]{8}$")]
    private static partial Regex AreaForm();

    [GeneratedRegex("^[A-Z0-9]{2,12}$")]
    private static partial Regex AreaTypeForm();
}
