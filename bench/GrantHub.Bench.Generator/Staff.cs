using GrantHub.Domain.People;

namespace GrantHub.Bench.Generator;

/// <summary>The people of the office; the first of each role signs in to be measured.</summary>
internal sealed class Staff
{
    private const int LeadOfficers = 50;

    private readonly List<Actor> leads = [];

    public Staff(Words words)
    {
        for (var n = 1; n <= LeadOfficers; n++)
            leads.Add(Join(words, n == 1 ? "lead" : $"lead-{n}", Role.LeadOfficer));
        FinanceOfficer = Join(words, "cfo", Role.ChiefFinanceOfficer);
        MonitoringOfficer = Join(words, "mo", Role.MonitoringOfficer);
        Commissioner = Join(words, "pcc", Role.Commissioner);
        Cabinet = Join(words, "cabinet", Role.Cabinet);
        Join(words, "auditor", Role.Auditor);
        Join(words, "admin", Role.Administrator);
    }

    public List<Person> People { get; } = [];

    public Actor FinanceOfficer { get; }
    public Actor MonitoringOfficer { get; }
    public Actor Commissioner { get; }
    public Actor Cabinet { get; }

    public Actor LeadOfficer(Words words) => words.OneOf(leads);

    public Person PersonOf(Actor actor) => People[(int)actor.PersonId - 1];

    public Actor Holder(Role role) =>
        role switch
        {
            Role.ChiefFinanceOfficer => FinanceOfficer,
            Role.MonitoringOfficer => MonitoringOfficer,
            Role.Commissioner => Commissioner,
            Role.Cabinet => Cabinet,
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Signs nothing."),
        };

    private Actor Join(Words words, string name, Role role)
    {
        var person = Person.Add(
            words.PersonName(),
            $"{name}@example.org",
            role.Title(),
            "01642 000000",
            role
        );
        People.Add(person);
        person.SetKey(nameof(Person.Id), People.Count);
        return new Actor(person.Id, person.Name, role, []);
    }
}
