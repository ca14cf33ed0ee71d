using GrantHub.Domain;
using GrantHub.Domain.People;

namespace GrantHub.Web.Demo;

/// <param name="Key">What stands before @example.org in the e-mail address.</param>
internal sealed record DemonstrationPerson(string Key, string Name, string Post, Role Roles)
{
    public string Email => $"{Key}@example.org";

    /// <summary>The role held, or the one deputised for.</summary>
    public string Standing =>
        Roles != Role.None
            ? Roles.Title()
            : DemonstrationPeople
                .Deputies.Where(deputy => deputy.Deputy == Key)
                .Select(deputy =>
                    deputy.Limit is { } limit
                        ? $"{deputy.Role.Title()} (deputy, up to {limit})"
                        : $"{deputy.Role.Title()} (deputy)"
                )
                .First();
}

/// <param name="Limit">The largest ceiling that the deputy may decide; null: none.</param>
internal sealed record DemonstrationDeputy(
    string Officer,
    string Deputy,
    Role Role,
    Money? Limit,
    string Authority
);

/// <summary>The people of the demonstration. All are invented.</summary>
internal static class DemonstrationPeople
{
    public const string Lead = "lead";
    public const string OtherLead = "lead-2";
    public const string Cfo = "cfo";
    public const string Mo = "mo";
    public const string DeputyMo = "deputy-mo";
    public const string Pcc = "pcc";
    public const string Delegate = "chief-executive";
    public const string Cabinet = "cabinet";
    public const string Admin = "admin";

    public static IReadOnlyList<DemonstrationPerson> All { get; } =
    [
        new(Lead, "Rowan Ellis", "Commissioning manager", Role.LeadOfficer),
        new(OtherLead, "Priya Nair", "Victims’ services manager", Role.LeadOfficer),
        new(Mo, "Helen Marsh", "Monitoring officer", Role.MonitoringOfficer),
        new(DeputyMo, "Tom Okafor", "Senior solicitor", Role.None),
        new(Cfo, "Daniel Whitfield", "Chief finance officer", Role.ChiefFinanceOfficer),
        new(Pcc, "Margaret Lowe", "Police and Crime Commissioner", Role.Commissioner),
        new(Delegate, "Samir Aziz", "Chief executive", Role.None),
        new(Cabinet, "Carol Binns", "Democratic services manager", Role.Cabinet),
        new("payments", "Jo Farrell", "Finance officer", Role.PaymentAuthoriser),
        new("finance", "Gareth Pugh", "Partnership accountant", Role.PartnershipFinanceLead),
        new("plans", "Nadia Rahman", "Policy and performance manager", Role.PlanManager),
        new("partner", "Ines Costa", "Manager, Harbour Lights", Role.PartnerContact),
        new("auditor", "Victor Lund", "Internal auditor", Role.Auditor),
        new(Admin, "Sasha Green", "Systems administrator", Role.Administrator),
    ];

    public static IReadOnlyList<DemonstrationDeputy> Deputies { get; } =
    [
        new(Mo, DeputyMo, Role.MonitoringOfficer, null, "Scheme of delegation, paragraph 4.2"),
        new(
            Pcc,
            Delegate,
            Role.Commissioner,
            Money.Pounds(25_000),
            "Scheme of delegation, paragraph 3.1"
        ),
    ];
}
