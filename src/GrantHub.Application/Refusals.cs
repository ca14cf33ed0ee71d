using GrantHub.Domain.People;

namespace GrantHub.Application;

/// <summary>The person may not do or see this. Shown with status 403.</summary>
public sealed class ForbiddenException(string sentence) : Exception(sentence)
{
    /// <summary>The refusal of whoever lacks a permission; it says who has it.</summary>
    public static ForbiddenException Without(Permission needed) => new(Sentence(needed));

    private static string Sentence(Permission needed) =>
        needed switch
        {
            Permission.SignedIn => "Sign in to see this page.",
            Permission.ReadDecisions or Permission.ReadAllDrafts =>
                "Your role does not let you see decision records.",
            Permission.RaiseDecisions =>
                "Your role does not let you raise or change decision records. A lead officer can.",
            Permission.SignDecisions =>
                "Your role does not let you sign decision records. The chief finance officer, the monitoring officer and their deputies can.",
            Permission.DecideDecisions =>
                "Your role does not let you decide. The decision maker and their delegates can.",
            Permission.PublishDecisions =>
                "Your role does not let you publish or withhold decisions.",
            Permission.ReadGrants => "Your role does not let you see grants.",
            Permission.ManagePeople
            or Permission.ManageTemplates
            or Permission.ManageStreams
            or Permission.Operate =>
                "Your role does not let you change settings. An administrator can.",
        };
}

/// <summary>There is no such thing. Shown with status 404.</summary>
public sealed class NotFoundException(string sentence) : Exception(sentence);

/// <summary>Somebody else changed the same thing since the form was shown. Shown with status 409 and both texts.</summary>
/// <param name="theirs">What stands now.</param>
/// <param name="yours">What the person had typed.</param>
public sealed class StaleException(string sentence, string theirs, string yours)
    : Exception(sentence)
{
    public string Theirs { get; } = theirs;
    public string Yours { get; } = yours;
}
