using GrantHub.Domain;
using GrantHub.Domain.People;

namespace GrantHub.UnitTests.People;

public class DeputyTests
{
    private static readonly Person Officer = WithId(
        3,
        Person.Add("Alex Moor", "mo@example.org", null, null, Role.MonitoringOfficer)
    );
    private static readonly Person Deputising = WithId(
        8,
        Person.Add("Dee Putt", "dee@example.org", null, null, Role.None)
    );
    private static readonly DateOnly From = new(2017, 5, 1);

    [Fact]
    public void Appoint_ForARoleHeld_NamesBoth()
    {
        var deputy = Appoint();
        Assert.Equal((3, 8), (deputy.OfficerId, deputy.DeputyId));
        Assert.Equal("Constitution, paragraph 4", deputy.Authority);
        Assert.Equal(
            "Dee Putt for Alex Moor, Monitoring officer",
            Assert.Single(deputy.Happenings).After
        );
    }

    [Fact]
    public void Appoint_ForARoleThatDoesNotSign_IsRefused() =>
        Refused.With(
            "deputy.role",
            () => Appoint(role: Role.LeadOfficer),
            "Choose a role that signs or decides"
        );

    [Fact]
    public void Appoint_ForARoleNotHeld_IsRefused() =>
        Refused.With(
            "deputy.officer",
            () => Appoint(role: Role.Commissioner),
            "Alex Moor is not commissioner",
            "Choose somebody who holds the role"
        );

    [Fact]
    public void Appoint_Oneself_IsRefused() =>
        Refused.With("deputy.self", () => Appoint(deputy: Officer), "Choose somebody else");

    [Fact]
    public void Appoint_EndingBeforeItStarts_IsRefused() =>
        Refused.With(
            "deputy.dates",
            () => Appoint(until: From.AddDays(-1)),
            "same as or after the first day"
        );

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Appoint_WithALimitOfNothing_IsRefused(long pence) =>
        Refused.With(
            "deputy.limit",
            () => Appoint(limit: new Money(pence)),
            "more than £0.00",
            "left empty"
        );

    [Fact]
    public void Appoint_WithoutAuthority_IsRefused() =>
        Refused.With("deputy.authority", () => Appoint(authority: " "), "scheme of delegation");

    [Fact]
    public void End_AStanding_EndsItTheDayBefore()
    {
        var deputy = Appoint();
        deputy.End(new DateOnly(2017, 6, 1));
        Assert.Equal(new DateOnly(2017, 5, 31), deputy.Until);
        deputy.End(new DateOnly(2018, 6, 1));
        Assert.Equal(new DateOnly(2017, 5, 31), deputy.Until);
        Assert.Equal(2, deputy.Happenings.Count);
    }

    [Fact]
    public void In_ARoleNotHeld_IsNone() => Assert.Null(Cast.Lead.In(Role.Commissioner));

    private static Deputy Appoint(
        Person? deputy = null,
        Role role = Role.MonitoringOfficer,
        DateOnly? until = null,
        Money? limit = null,
        string authority = " Constitution, paragraph 4 "
    ) => Deputy.Appoint(Officer, deputy ?? Deputising, role, From, until, limit, authority);

    private static Person WithId(long id, Person person)
    {
        typeof(AggregateRoot).GetProperty(nameof(AggregateRoot.Id))!.SetValue(person, id);
        return person;
    }
}
