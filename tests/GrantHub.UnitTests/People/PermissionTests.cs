using GrantHub.Domain.People;

namespace GrantHub.UnitTests.People;

public class PermissionTests
{
    [Theory]
    [InlineData(Permission.RaiseDecisions, Role.LeadOfficer)]
    [InlineData(Permission.SignDecisions, Role.ChiefFinanceOfficer | Role.MonitoringOfficer)]
    [InlineData(Permission.DecideDecisions, Role.Commissioner | Role.Cabinet)]
    [InlineData(
        Permission.PublishDecisions,
        Role.LeadOfficer | Role.ChiefFinanceOfficer | Role.MonitoringOfficer
    )]
    [InlineData(
        Permission.ReadAllDrafts,
        Role.ChiefFinanceOfficer | Role.MonitoringOfficer | Role.Auditor
    )]
    [InlineData(Permission.ManagePeople, Role.Administrator)]
    [InlineData(Permission.ManageTemplates, Role.Administrator)]
    [InlineData(Permission.ManageStreams, Role.Administrator | Role.ChiefFinanceOfficer)]
    [InlineData(Permission.ManageReminders, Role.Administrator)]
    [InlineData(Permission.AuthorisePayments, Role.PaymentAuthoriser)]
    [InlineData(Permission.OverrideBlocks, Role.ChiefFinanceOfficer)]
    [InlineData(Permission.Operate, Role.Administrator)]
    public void Of_APermission_IsHeldByTheseRolesOnly(Permission permission, Role holders) =>
        Assert.Equal(
            holders.Split(),
            Roles.All.Where(role => Permissions.Of(role).Contains(permission))
        );

    [Fact]
    public void Of_APartnerContact_IsTheirOwnReturnsAndContributionsOnly() =>
        Assert.Equal(
            [
                Permission.ReadRegister,
                Permission.SignedIn,
                Permission.SubmitOwnReturns,
                Permission.ReadOwnContributions,
            ],
            Permissions.Of(Role.PartnerContact).Order()
        );

    [Fact]
    public void Of_SeveralRoles_IsTheirSum() =>
        Assert.Equal(
            Permissions.Of(Role.LeadOfficer).Union(Permissions.Of(Role.Commissioner)).Order(),
            Permissions.Of(Role.LeadOfficer | Role.Commissioner).Order()
        );

    /// <summary>An auditor reads everything and changes nothing.</summary>
    [Fact]
    public void Of_TheAuditor_IsReadingOnly() =>
        Assert.Equal(
            [
                Permission.ReadRegister,
                Permission.SignedIn,
                Permission.ReadDecisions,
                Permission.ReadAllDrafts,
                Permission.ReadGrants,
                Permission.ReadPartnerships,
                Permission.ReadAudit,
                Permission.ReadAccess,
            ],
            Permissions.Of(Role.Auditor).Order()
        );

    [Fact]
    public void OfThePublic_IsThePublicRegisterOnly() =>
        Assert.Equal([Permission.ReadRegister], Permissions.OfThePublic);

    [Fact]
    public void Title_OfEveryRole_IsItsOwn() =>
        Assert.Distinct(Roles.All.Append(Role.None).Select(role => role.Title()));
}
