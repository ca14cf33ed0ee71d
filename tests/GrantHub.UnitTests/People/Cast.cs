using GrantHub.Domain;
using GrantHub.Domain.People;

namespace GrantHub.UnitTests.People;

/// <summary>The people of the tests, all invented.</summary>
internal static class Cast
{
    public static readonly Actor Lead = Of(1, "Lee Farrow", Role.LeadOfficer);
    public static readonly Actor Cfo = Of(2, "Cora Field", Role.ChiefFinanceOfficer);
    public static readonly Actor Mo = Of(3, "Alex Moor", Role.MonitoringOfficer);
    public static readonly Actor Pcc = Of(4, "Pat Carr", Role.Commissioner);
    public static readonly Actor Cabinet = Of(5, "Clerk to Cabinet", Role.Cabinet);
    public static readonly Actor CfoAndMo = Of(
        6,
        "Bo Thorne",
        Role.ChiefFinanceOfficer | Role.MonitoringOfficer
    );
    public static readonly Actor Stranger = Of(7, "Sam Other", Role.LeadOfficer);

    public static readonly Actor MoDeputy = Deputy(8, "Dee Putt", Role.MonitoringOfficer, Mo, null);

    /// <summary>Decides for the Commissioner up to the limit.</summary>
    public static Actor Delegate(Money? limit) =>
        Deputy(9, "Del Gate", Role.Commissioner, Pcc, limit);

    public static Actor Of(long id, string name, Role roles) => new(id, name, roles, []);

    public static Actor Deputy(long id, string name, Role role, Actor officer, Money? limit) =>
        new(id, name, Role.None, [new Deputising(role, officer.PersonId, officer.Name, limit)]);
}
