using GrantHub.Domain.People;

namespace GrantHub.Web.Features.Account;

/// <summary>What each role may do, as pages say it. Follows <see cref="Permissions.Of"/>.</summary>
public static class RoleWords
{
    public static string Of(Role role) =>
        role switch
        {
            Role.None => "Signs in and sees nothing but their own account.",
            Role.LeadOfficer =>
                "Raises and changes decision records, publishes decisions, and reads grants.",
            Role.ChiefFinanceOfficer =>
                "Reads every draft, advises on money, and signs or returns decision records where money is involved.",
            Role.MonitoringOfficer =>
                "Reads every draft, advises on the law, and signs or returns decision records.",
            Role.Commissioner => "Decides on decision records, or returns them.",
            Role.Cabinet => "Enters what a council's Cabinet decided on its reports.",
            Role.PaymentAuthoriser =>
                "Reads decision records and grants. For officers who authorise payments.",
            Role.PartnershipFinanceLead =>
                "Reads decision records and grants. For officers who keep a partnership's budget.",
            Role.PlanManager =>
                "Reads decision records and grants. For officers who keep plans and measures.",
            Role.PartnerContact =>
                "Sees their own account only. For a contact at a partner organisation.",
            Role.Auditor => "Reads everything, drafts too, and changes nothing.",
            Role.Administrator =>
                "Manages people, templates and funding streams. Does not see other people's drafts.",
        };
}
