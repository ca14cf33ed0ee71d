using GrantHub.Domain.People;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;

namespace GrantHub.IntegrationTests;

/// <summary>The people of the tests, one for each role and some more. None has a password.</summary>
public static class Cast
{
    public const string Lead = "lead@example.org";
    public const string OtherLead = "other-lead@example.org";
    public const string Cfo = "cfo@example.org";
    public const string Mo = "mo@example.org";
    public const string Pcc = "pcc@example.org";
    public const string Cabinet = "cabinet@example.org";
    public const string Payments = "payments@example.org";
    public const string Finance = "finance@example.org";
    public const string Plans = "plans@example.org";
    public const string Partner = "partner@example.org";
    public const string Auditor = "auditor@example.org";
    public const string Admin = "admin@example.org";

    /// <summary>Holds no role, but deputises for the monitoring officer.</summary>
    public const string DeputyMo = "deputy-mo@example.org";

    /// <summary>Holds both officers' roles.</summary>
    public const string BothOfficers = "both-officers@example.org";

    /// <summary>Eight holders of the commissioner's role, for races.</summary>
    public static IReadOnlyList<string> Deciders { get; } =
    [.. Enumerable.Range(1, 8).Select(n => $"decider-{n}@example.org")];

    internal static async Task AddAsync(GrantHubDb db)
    {
        (string Email, string Name, Role Roles)[] people =
        [
            (Lead, "Lena Field", Role.LeadOfficer),
            (OtherLead, "Otto Ward", Role.LeadOfficer),
            (Cfo, "Cathy Ford", Role.ChiefFinanceOfficer),
            (Mo, "Alex Moor", Role.MonitoringOfficer),
            (Pcc, "Paula Crane", Role.Commissioner),
            (Cabinet, "Carl Binet", Role.Cabinet),
            (Payments, "Pam Entwistle", Role.PaymentAuthoriser),
            (Finance, "Finn Lister", Role.PartnershipFinanceLead),
            (Plans, "Petra Lane", Role.PlanManager),
            (Partner, "Parveen Nerr", Role.PartnerContact),
            (Auditor, "Audrey Tor", Role.Auditor),
            (Admin, "Adam Nisbet", Role.Administrator),
            (DeputyMo, "Dee Putt", Role.None),
            (BothOfficers, "Beth Ofori", Role.ChiefFinanceOfficer | Role.MonitoringOfficer),
            .. Deciders.Select((email, i) => (email, $"Decider {i + 1}", Role.Commissioner)),
        ];
        var added = people
            .Select(p =>
                (
                    p.Email,
                    Person: Person.Add(
                        p.Name,
                        p.Email,
                        p.Roles.Split().FirstOrDefault().Title(),
                        "01642 000000",
                        p.Roles
                    )
                )
            )
            .ToDictionary(p => p.Email, p => p.Person);
        db.People.AddRange(added.Values);
        await db.SaveChangesAsync();
        db.Users.AddRange(
            added.Select(p => new SignIn
            {
                Id = p.Value.Id,
                UserName = p.Key,
                NormalizedUserName = p.Key.ToUpperInvariant(),
                Email = p.Key,
                NormalizedEmail = p.Key.ToUpperInvariant(),
                SecurityStamp = p.Key,
                LockoutEnabled = true,
            })
        );
        db.Deputies.Add(
            Deputy.Appoint(
                added[Mo],
                added[DeputyMo],
                Role.MonitoringOfficer,
                new DateOnly(2017, 1, 1),
                null,
                null,
                "Scheme of delegation, paragraph 4"
            )
        );
        await db.SaveChangesAsync();
    }
}
