using GrantHub.Domain.People;

namespace GrantHub.UnitTests.People;

public class PersonTests
{
    private static readonly Actor Administrator = Cast.Of(90, "Ada Min", Role.Administrator);
    private static readonly DateTime At = new(2017, 5, 17, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(" ", "a@example.org", "person.name", "Enter the person's name")]
    [InlineData("Ann", "example.org", "person.email", "name@example.org")]
    [InlineData("Ann", " ", "person.email", "Enter an e-mail address")]
    public void Add_IncompletePerson_IsRefused(
        string name,
        string email,
        string code,
        string words
    ) => Refused.With(code, () => Person.Add(name, email, null, null, Role.None), words);

    [Fact]
    public void GiveRoles_TakingTheOwnAdministratorRole_IsRefused()
    {
        var person = Person.Add("Ada", "ada@example.org", null, null, Role.Administrator);
        Refused.With(
            "person.own-administrator",
            () => person.GiveRoles(new(person.Id, "Ada", person.Roles, []), Role.LeadOfficer),
            "Ask another administrator"
        );
        Assert.Equal(Role.Administrator, person.Roles);
    }

    [Fact]
    public void GiveRoles_Several_AreInTheHistory()
    {
        var person = Person.Add("Ann", "ann@example.org", null, null, Role.None);
        person.GiveRoles(Administrator, Role.LeadOfficer | Role.Auditor);
        person.GiveRoles(Administrator, Role.LeadOfficer | Role.Auditor);
        Assert.Equal(2, person.Happenings.Count);
        Assert.Equal("No role", person.Happenings[1].Before);
        Assert.Equal("Lead officer, Auditor", person.Happenings[1].After);
    }

    [Fact]
    public void Disable_Oneself_IsRefused()
    {
        var person = Person.Add("Ada", "ada@example.org", null, null, Role.Administrator);
        Refused.With(
            "person.own-account",
            () => person.Disable(new(person.Id, "Ada", person.Roles, []), At),
            "Ask another administrator"
        );
        Assert.Null(person.DisabledAt);
    }

    [Fact]
    public void Disable_AndEnable_AreKeptOnce()
    {
        var person = Person.Add("Ann", "ann@example.org", null, null, Role.None);
        person.Disable(Administrator, At);
        person.Disable(Administrator, At.AddDays(1));
        Assert.Equal(At, person.DisabledAt);
        person.Enable();
        person.Enable();
        Assert.Equal(
            ["PersonAdded", "PersonDisabled", "PersonEnabled"],
            person.Happenings.Select(happening => happening.What)
        );
    }

    [Fact]
    public void Change_KeepsTheEmail()
    {
        var person = Person.Add("Ann", "ann@example.org", null, null, Role.None);
        person.Change(" Ann Bell ", "Clerk", " ");
        Assert.Equal(
            ("Ann Bell", "ann@example.org", "Clerk", null),
            (person.Name, person.Email, person.Post, person.Telephone)
        );
    }

    [Fact]
    public void LimitPayments_AnAmountOrNone_IsInTheHistory()
    {
        var person = Person.Add(
            "Ash Thorne",
            "ash@example.org",
            null,
            null,
            Role.PaymentAuthoriser
        );
        person.LimitPayments(Domain.Money.Pounds(5_000));
        person.LimitPayments(Domain.Money.Pounds(5_000));
        person.LimitPayments(null);
        Assert.Equal(
            [("no limit", "£5,000.00"), ("£5,000.00", "no limit")],
            person.Happenings.Skip(1).Select(h => (h.Before!, h.After!))
        );
        Refused.With(
            "person.payment-limit",
            () => person.LimitPayments(Domain.Money.Zero),
            "more than £0.00"
        );
    }
}
