using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application;

/// <summary>Something a person asks for that changes what is stored. Runs in one transaction with its audit entries.</summary>
public interface ICommand<out T> : IRequest<T>;

/// <summary>
/// The command may change rows and leave no entry in the trail. Every other command that does so is undone: no entry, no
/// change.
/// </summary>
/// <param name="reason">Why nobody will miss the entry.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LeavesNoEntryAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}

/// <summary>Something a person asks to see. Changes nothing.</summary>
public interface IQuery<out T> : IRequest<T>;

/// <summary>The permission that a request needs; pages, jobs and commands all obey it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <summary>Who asks: a signed-in person, or the operator of the command line.</summary>
public interface ICurrentUser
{
    /// <summary>Null when nobody is signed in.</summary>
    Actor? Actor { get; }

    IReadOnlySet<Permission> Permissions { get; }
}

public static class CurrentUsers
{
    /// <summary>The person who asks; a request with a permission never runs without one.</summary>
    public static Actor Must(this ICurrentUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Actor ?? throw new ForbiddenException("Sign in to do this.");
    }

    public static bool May(this ICurrentUser user, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Permissions.Contains(permission);
    }

    /// <exception cref="ForbiddenException">The person has not got the permission; the sentence says who has.</exception>
    public static void Demand(this ICurrentUser user, Permission permission)
    {
        if (user.WhyNot(permission) is { } sentence)
            throw new ForbiddenException(sentence);
    }

    /// <summary>Why the person has not got the permission, with who has; null when they have it.</summary>
    public static string? WhyNot(this ICurrentUser user, Permission permission) =>
        user.May(permission) ? null : Sentence(permission);

    private static string Sentence(Permission needed) =>
        needed switch
        {
            Permission.SignedIn or Permission.ReadRegister => "Sign in to see this page.",
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
            Permission.ManageGrants => "Your role does not let you run grants. A lead officer can.",
            Permission.AuthorisePayments =>
                "Your role does not let you authorise payments. A payment authoriser can.",
            Permission.RecordPayments =>
                "Your role does not let you record payments. A payment authoriser or a partnership finance lead can.",
            Permission.OverrideBlocks =>
                "Only the chief finance officer, or their deputy, can do this.",
            Permission.SignReviews =>
                "Your role does not let you sign annual reviews. The chief finance officer, the Commissioner and their deputies can.",
            Permission.TerminateGrants =>
                "Your role does not let you end a grant. The chief finance officer and the Commissioner can.",
            Permission.SubmitOwnReturns =>
                "Only a contact of the organisation that receives the grant can do this.",
            Permission.ManageOrganisations =>
                "Your role does not let you change organisations. A lead officer or a payment authoriser can.",
            Permission.ReadPartnerships => "Your role does not let you see partnerships.",
            Permission.ManagePartnerships =>
                "Your role does not let you change partnerships or their money. A partnership finance lead can.",
            Permission.CountersignCloses =>
                "Only the chief finance officer, or their deputy, can do this.",
            Permission.ReadOwnContributions =>
                "Only a contact of the organisation that contributes can see this.",
            Permission.ManageStreams =>
                "Your role does not let you change funding streams. The chief finance officer or an administrator can.",
            Permission.ManageReminders =>
                "Your role does not let you change reminders or the jobs that send them. An administrator can.",
            Permission.ReadAudit =>
                "Your role does not let you read the audit trail. An auditor or the monitoring officer can.",
            Permission.ReadAccess =>
                "Your role does not let you see who signed in or was refused. An auditor, the monitoring officer or an administrator can.",
            Permission.ManagePeople or Permission.ManageTemplates or Permission.Operate =>
                "Your role does not let you change settings. An administrator can.",
        };
}
