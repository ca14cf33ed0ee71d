using GrantHub.Domain.Publication;

namespace GrantHub.Web.Features.Publication;

/// <summary>How faults of open data read.</summary>
internal static class QualityWords
{
    public static string Sentence(QualityFault fault) =>
        fault switch
        {
            QualityFault.Amount => "The amount awarded is £0.00 or less",
            QualityFault.EndsBeforeStart => "The period ends before it starts",
            QualityFault.TitleIsDescription => "The description only repeats the title",
            QualityFault.EmailInTitle => "The title holds an e-mail address",
            QualityFault.EmailInDescription => "The description holds an e-mail address",
            QualityFault.EmailInName => "The recipient’s name holds an e-mail address",
            QualityFault.PostcodeInTitle => "The title holds a postcode",
            QualityFault.PostcodeInDescription => "The description holds a postcode",
            QualityFault.PostcodeInName => "The recipient’s name holds a postcode",
            QualityFault.NoIdentifier => "The recipient has no number of a public register",
            QualityFault.UnknownPrefix =>
                "The recipient’s other identifier begins with no known register",
            QualityFault.CharityNumber =>
                "The charity number is not as the Charity Commission writes it",
            QualityFault.CompanyNumber => "The company number is not as Companies House writes it",
            QualityFault.NoProgramme => "No funding stream is named as its programme",
            QualityFault.NoLocation =>
                "No grant names the area where it helps: the setting OpenData:AreaName is empty",
        };

    public static string Who(QualityFault fault, string leadOfficer) =>
        fault.Mender() switch
        {
            QualityMender.LeadOfficer => leadOfficer,
            QualityMender.Publisher => "Whoever publishes decisions",
            QualityMender.OrganisationKeeper => "Whoever keeps organisations",
            QualityMender.Administrator => "An administrator",
        };

    /// <summary>Where it is mended.</summary>
    public static string Href(QualityFault fault, OpenGrant grant) =>
        fault switch
        {
            QualityFault.TitleIsDescription
            or QualityFault.EmailInDescription
            or QualityFault.PostcodeInDescription => $"/grants/{grant.Slug}/explain",
            _ => fault.Mender() switch
            {
                QualityMender.OrganisationKeeper => $"/organisations/{grant.Recipient.Slug}/change",
                QualityMender.Publisher => $"/decisions/{grant.DecisionSlug}",
                QualityMender.LeadOfficer or QualityMender.Administrator => $"/grants/{grant.Slug}",
            },
        };
}
