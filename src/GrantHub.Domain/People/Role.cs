namespace GrantHub.Domain.People;

/// <summary>What a person does in GrantHub. One person can hold several.</summary>
[Flags]
public enum Role : long
{
    None = 0,
    LeadOfficer = 1,
    ChiefFinanceOfficer = 1 << 1,
    MonitoringOfficer = 1 << 2,
    Commissioner = 1 << 3,

    /// <summary>Enters what a council's Cabinet decided at its meeting, for records on the Cabinet template.</summary>
    Cabinet = 1 << 4,
    PaymentAuthoriser = 1 << 5,
    PartnershipFinanceLead = 1 << 6,
    PlanManager = 1 << 7,
    PartnerContact = 1 << 8,
    Auditor = 1 << 9,
    Administrator = 1 << 10,
}

public static class Roles
{
    /// <summary>Every single role, in the order in which pages list them.</summary>
    public static IReadOnlyList<Role> All { get; } =
    [.. Enum.GetValues<Role>().Where(role => role != Role.None)];

    /// <summary>The roles that are held one by one in a combined value.</summary>
    public static IEnumerable<Role> Split(this Role roles) =>
        All.Where(role => roles.HasFlag(role));

    /// <summary>"Lead officer, Auditor"; "No role" for none.</summary>
    public static string Titles(this Role roles) =>
        roles == Role.None
            ? Role.None.Title()
            : string.Join(", ", roles.Split().Select(role => role.Title()));

    /// <summary>The role in officers' words.</summary>
    public static string Title(this Role role) =>
        role switch
        {
            Role.None => "No role",
            Role.LeadOfficer => "Lead officer",
            Role.ChiefFinanceOfficer => "Chief finance officer",
            Role.MonitoringOfficer => "Monitoring officer",
            Role.Commissioner => "Commissioner",
            Role.Cabinet => "Cabinet",
            Role.PaymentAuthoriser => "Payment authoriser",
            Role.PartnershipFinanceLead => "Partnership finance lead",
            Role.PlanManager => "Plan manager",
            Role.PartnerContact => "Partner contact",
            Role.Auditor => "Auditor",
            Role.Administrator => "Administrator",
        };

    /// <summary>Within a sentence: "the monitoring officer", "the Commissioner", "Cabinet".</summary>
    public static string InSentence(this Role role) =>
        role switch
        {
            Role.Commissioner => "the Commissioner",
            Role.Cabinet => "Cabinet",
            _ => $"the {role.Title().ToLowerInvariant()}",
        };
}
