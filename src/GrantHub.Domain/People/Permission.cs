namespace GrantHub.Domain.People;

/// <summary>What a request needs. Roles hold permissions; <see cref="Permissions.Of"/> is the one table.</summary>
public enum Permission
{
    /// <summary>What is published, for anybody, signed in or not.</summary>
    ReadRegister,

    /// <summary>Any signed-in person, for what is their own.</summary>
    SignedIn,
    ReadDecisions,

    /// <summary>Read drafts that one neither raised nor leads.</summary>
    ReadAllDrafts,
    RaiseDecisions,
    SignDecisions,
    DecideDecisions,
    PublishDecisions,
    ReadGrants,

    /// <summary>Run grants: agreement, plan of payments, requests, conditions, returns, reviews, reconciliation.</summary>
    ManageGrants,
    AuthorisePayments,

    /// <summary>Record that a payment was made or came back.</summary>
    RecordPayments,

    /// <summary>Let payments be authorised in spite of what blocks them; release a part of an indicative year; waive.</summary>
    OverrideBlocks,
    SignReviews,

    /// <summary>End a grant before its time.</summary>
    TerminateGrants,

    /// <summary>Submit the returns that one's own organisation owes, and see nothing else.</summary>
    SubmitOwnReturns,

    /// <summary>Recipients, their contacts and bank details.</summary>
    ManageOrganisations,

    /// <summary>Partnerships with their budgets, ledgers and year ends.</summary>
    ReadPartnerships,

    /// <summary>Keep partnerships: who belongs to them, budgets, contributions, ledger; sign a year-end close first.</summary>
    ManagePartnerships,

    /// <summary>Countersign a year-end close, send it back, reopen a closed year.</summary>
    CountersignCloses,

    /// <summary>See what one's own organisation has agreed to contribute, and nothing else of a partnership.</summary>
    ReadOwnContributions,
    ManagePeople,
    ManageTemplates,
    ManageStreams,

    /// <summary>Say who is reminded of what and when, keep the bank holidays, look after the jobs and the outbox.</summary>
    ManageReminders,

    /// <summary>Read the audit trail of every change, whatever it says, and verify it.</summary>
    ReadAudit,

    /// <summary>Read who signed in, was refused or took a file away.</summary>
    ReadAccess,

    /// <summary>Import and export from the command line or an administrator's page.</summary>
    Operate,
}

public static class Permissions
{
    /// <summary>What somebody may do who is not signed in.</summary>
    public static IReadOnlySet<Permission> OfThePublic { get; } =
        new HashSet<Permission> { Permission.ReadRegister };

    /// <summary>
    /// To sign, decide, authorise, override, publish or administer: whoever has one of these is an officer whose sign-in may
    /// need a second factor.
    /// </summary>
    public static IReadOnlySet<Permission> OfOfficers { get; } =
        new HashSet<Permission>
        {
            Permission.SignDecisions,
            Permission.DecideDecisions,
            Permission.PublishDecisions,
            Permission.AuthorisePayments,
            Permission.RecordPayments,
            Permission.OverrideBlocks,
            Permission.SignReviews,
            Permission.TerminateGrants,
            Permission.ManagePartnerships,
            Permission.CountersignCloses,
            Permission.ManagePeople,
            Permission.ManageTemplates,
            Permission.ManageStreams,
            Permission.ManageReminders,
            Permission.Operate,
        };

    /// <summary>The permissions that a role, or several, give.</summary>
    public static IReadOnlySet<Permission> Of(Role roles) =>
        roles.Split().SelectMany(OfOne).Append(Permission.SignedIn).Concat(OfThePublic).ToHashSet();

    /// <summary>The roles that give a permission.</summary>
    public static Role RolesWith(Permission permission) =>
        Roles
            .All.Where(role => OfOne(role).Contains(permission))
            .Aggregate(Role.None, (all, role) => all | role);

    private static Permission[] OfOne(Role role) =>
        role switch
        {
            Role.None => [],
            Role.LeadOfficer =>
            [
                Permission.ReadDecisions,
                Permission.RaiseDecisions,
                Permission.ReadGrants,
                Permission.ReadPartnerships,
                Permission.PublishDecisions,
                Permission.ManageGrants,
                Permission.ManageOrganisations,
            ],
            Role.ChiefFinanceOfficer =>
            [
                Permission.ReadDecisions,
                Permission.ReadAllDrafts,
                Permission.SignDecisions,
                Permission.ReadGrants,
                Permission.ReadPartnerships,
                Permission.CountersignCloses,
                Permission.PublishDecisions,
                Permission.OverrideBlocks,
                Permission.SignReviews,
                Permission.TerminateGrants,
                Permission.ManageStreams,
            ],
            Role.MonitoringOfficer =>
            [
                Permission.ReadAudit,
                Permission.ReadAccess,
                Permission.ReadDecisions,
                Permission.ReadAllDrafts,
                Permission.SignDecisions,
                Permission.ReadGrants,
                Permission.ReadPartnerships,
                Permission.PublishDecisions,
            ],
            Role.Commissioner or Role.Cabinet =>
            [
                Permission.ReadDecisions,
                Permission.DecideDecisions,
                Permission.ReadGrants,
                Permission.ReadPartnerships,
                Permission.SignReviews,
                Permission.TerminateGrants,
            ],
            Role.PaymentAuthoriser =>
            [
                Permission.ReadDecisions,
                Permission.ReadGrants,
                Permission.ReadPartnerships,
                Permission.AuthorisePayments,
                Permission.RecordPayments,
                Permission.ManageOrganisations,
            ],
            Role.PartnershipFinanceLead =>
            [
                Permission.ReadDecisions,
                Permission.ReadGrants,
                Permission.ReadPartnerships,
                Permission.ManagePartnerships,
                Permission.RecordPayments,
                Permission.ManageOrganisations,
            ],
            Role.PlanManager =>
            [
                Permission.ReadDecisions,
                Permission.ReadGrants,
                Permission.ReadPartnerships,
            ],
            Role.PartnerContact => [Permission.SubmitOwnReturns, Permission.ReadOwnContributions],
            Role.Auditor =>
            [
                Permission.ReadAudit,
                Permission.ReadAccess,
                Permission.ReadDecisions,
                Permission.ReadAllDrafts,
                Permission.ReadGrants,
                Permission.ReadPartnerships,
            ],
            Role.Administrator =>
            [
                Permission.ReadDecisions,
                Permission.ReadGrants,
                Permission.ReadPartnerships,
                Permission.ManagePeople,
                Permission.ManageTemplates,
                Permission.ManageStreams,
                Permission.ManageReminders,
                Permission.ReadAccess,
                Permission.Operate,
            ],
        };
}
