namespace GrantHub.Domain.People;

/// <summary>What a request needs. Roles hold permissions; <see cref="Permissions.Of"/> is the one table.</summary>
public enum Permission
{
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
    ManagePeople,
    ManageTemplates,
    ManageStreams,

    /// <summary>Import and export from the command line or an administrator's page.</summary>
    Operate,
}

public static class Permissions
{
    /// <summary>The permissions that a role, or several, give.</summary>
    public static IReadOnlySet<Permission> Of(Role roles) =>
        roles.Split().SelectMany(OfOne).Append(Permission.SignedIn).ToHashSet();

    private static Permission[] OfOne(Role role) =>
        role switch
        {
            Role.None => [],
            Role.LeadOfficer =>
            [
                Permission.ReadDecisions,
                Permission.RaiseDecisions,
                Permission.ReadGrants,
                Permission.PublishDecisions,
            ],
            Role.ChiefFinanceOfficer or Role.MonitoringOfficer =>
            [
                Permission.ReadDecisions,
                Permission.ReadAllDrafts,
                Permission.SignDecisions,
                Permission.ReadGrants,
                Permission.PublishDecisions,
            ],
            Role.Commissioner or Role.Cabinet =>
            [
                Permission.ReadDecisions,
                Permission.DecideDecisions,
                Permission.ReadGrants,
            ],
            Role.PaymentAuthoriser or Role.PartnershipFinanceLead or Role.PlanManager =>
            [
                Permission.ReadDecisions,
                Permission.ReadGrants,
            ],
            Role.PartnerContact => [],
            Role.Auditor =>
            [
                Permission.ReadDecisions,
                Permission.ReadAllDrafts,
                Permission.ReadGrants,
            ],
            Role.Administrator =>
            [
                Permission.ReadDecisions,
                Permission.ReadGrants,
                Permission.ManagePeople,
                Permission.ManageTemplates,
                Permission.ManageStreams,
                Permission.Operate,
            ],
        };
}
