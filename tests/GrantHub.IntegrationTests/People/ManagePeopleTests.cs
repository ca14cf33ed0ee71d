using FluentValidation;
using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.People;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.People;

public abstract class ManagePeopleTests(AppFixture app)
{
    [DatabaseFact]
    public async Task AddPerson_WithAnEmailInAnotherCase_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(Cast.Admin, Adding("Second Lead", " LEAD@Example.org "))
        );

        Assert.Equal("person.email-taken", refused.Code);
    }

    [DatabaseFact]
    public async Task AddPerson_WithEverythingWrong_NamesEveryFault()
    {
        var refused = await Assert.ThrowsAsync<ValidationException>(() =>
            app.SendAs(
                Cast.Admin,
                new AddPerson(
                    "",
                    "nobody",
                    new string('x', 201),
                    new string('1', 61),
                    (Role)(1L << 40),
                    ""
                )
            )
        );

        Assert.Equal(
            ["Email", "Name", "Password", "Post", "Roles", "Telephone"],
            refused.Errors.Select(e => e.PropertyName).Order(StringComparer.Ordinal)
        );
    }

    [DatabaseFact]
    public async Task AddPerson_WithAShortPassword_IsRefusedAndAddsNobody()
    {
        var refused = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(
                Cast.Admin,
                Adding("Short", "short@example.org") with
                {
                    Password = "abcdefgh",
                }
            )
        );

        Assert.Contains("at least 12 characters", refused.Message);
        Assert.False(await app.Look(db => db.People.AnyAsync(p => p.Name == "Short")));
    }

    [DatabaseFact]
    public async Task ManagePeople_ByALeadOfficer_IsForbidden()
    {
        await Assert.ThrowsAsync<ForbiddenException>(() => app.SendAs(Cast.Lead, new ListPeople()));
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            app.SendAs(Cast.Lead, Adding("X", "x@example.org"))
        );
    }

    [DatabaseFact]
    public async Task ListPeople_ByRoleStateAndWords_FindsThem()
    {
        async Task<List<string>> Found(ListPeople request) =>
            [.. (await app.SendAs(Cast.Admin, request)).Items.Select(row => row.Email)];

        Assert.Equal(
            [Cast.Mo, Cast.BothOfficers],
            await Found(new ListPeople(Role.MonitoringOfficer))
        );
        Assert.Equal([Cast.Lead], await Found(new ListPeople(Search: "lENA f")));
        Assert.Equal([Cast.OtherLead], await Found(new ListPeople(Search: "OTHER-lead@")));
        Assert.DoesNotContain(Cast.Lead, await Found(new ListPeople(State: PersonState.Disabled)));
    }

    [DatabaseFact]
    public async Task ListPeople_PagedThereAndBack_MissesNobody()
    {
        await app.Look(async db =>
        {
            db.People.AddRange(
                Enumerable
                    .Range(0, 120)
                    .Select(n =>
                        Person.Add(
                            $"Pager {n / 2}",
                            $"pager-{n}@example.org",
                            null,
                            null,
                            Role.PlanManager
                        )
                    )
            );
            return await db.SaveChangesAsync();
        });
        var first = await app.SendAs(Cast.Admin, new ListPeople(Search: "pager-"));
        var second = await app.SendAs(
            Cast.Admin,
            new ListPeople(Search: "pager-", From: first.Next)
        );
        var third = await app.SendAs(
            Cast.Admin,
            new ListPeople(Search: "pager-", From: second.Next)
        );
        var back = await app.SendAs(
            Cast.Admin,
            new ListPeople(Search: "pager-", From: second.Previous)
        );

        Assert.Equal(
            120,
            first
                .Items.Concat(second.Items)
                .Concat(third.Items)
                .Select(p => p.Id)
                .Distinct()
                .Count()
        );
        Assert.Null(third.Next);
        Assert.Equal(first.Items, back.Items);
    }

    [DatabaseFact]
    public async Task ChangePerson_OverSomebodyElsesChange_ShowsBoth()
    {
        var id = await app.AddAsync("stale@example.org");
        var seen = (await app.SendAs(Cast.Admin, new ReadPerson(id))).Version;
        await app.SendAs(Cast.Admin, new ChangePerson(id, seen, "Theirs", null, null));

        var stale = await Assert.ThrowsAsync<StaleException>(() =>
            app.SendAs(Cast.Admin, new ChangePerson(id, seen, "Mine", null, null))
        );

        Assert.Contains("Theirs", stale.Theirs);
        Assert.Contains("Mine", stale.Yours);
    }

    [DatabaseFact]
    public async Task DisablePerson_ThenEnable_LeavesTheOldSessionDead()
    {
        var id = await app.AddAsync("disabled@example.org");
        var stamp = await StampAsync(id);
        await app.SendAs(Cast.Admin, new DisablePerson(id));
        Assert.Null(await FindAsync(id, await StampAsync(id)));

        await app.SendAs(Cast.Admin, new EnablePerson(id));

        Assert.Null(await FindAsync(id, stamp));
        Assert.NotNull(await FindAsync(id, await StampAsync(id)));
    }

    [DatabaseFact]
    public async Task GiveRoles_TakesEffectInTheNextRequest()
    {
        var id = await app.AddAsync("demoted@example.org");
        await app.SendAs(Cast.Admin, new GiveRoles(id, null, Role.Auditor));

        Assert.Equal(Role.Auditor, (await FindAsync(id, await StampAsync(id)))!.Roles);
    }

    [DatabaseFact]
    public async Task ResetPassword_EndsSessionsAndAsksForAnother()
    {
        var id = await app.AddAsync("reset@example.org");
        var stamp = await StampAsync(id);

        await app.SendAs(Cast.Admin, new ResetPassword(id, Passwords.Temporary));

        Assert.Null(await FindAsync(id, stamp));
        var person = await app.SendAs(Cast.Admin, new ReadPerson(id));
        Assert.True(person.SignIn.NeedsNewPassword);
        Assert.Equal(
            "PasswordReset",
            await app.Look(db =>
                db.AuditEntries.Where(e => e.SubjectKind == "person" && e.SubjectId == id)
                    .OrderByDescending(e => e.Number)
                    .Select(e => e.What)
                    .FirstAsync()
            )
        );
    }

    [DatabaseFact]
    public async Task AppointDeputy_ThenEnd_GivesAndTakesTheRole()
    {
        var (officer, deputy) = (await IdAsync(Cast.Cfo), await IdAsync(Cast.Plans));
        await app.SendAs(Cast.Admin, Appointing(officer, deputy, Role.ChiefFinanceOfficer));
        var standing = Assert.Single(
            (await app.SendAs(Cast.Admin, new ReadPerson(officer))).Deputies
        );
        Assert.Equal(StandingState.Current, standing.StateOn(new DateOnly(2017, 5, 19)));
        Assert.NotNull(
            (await FindAsync(deputy, await StampAsync(deputy)))!.In(Role.ChiefFinanceOfficer)
        );
        var twice = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(Cast.Admin, Appointing(officer, deputy, Role.ChiefFinanceOfficer))
        );
        Assert.Equal("deputy.twice", twice.Code);

        await app.SendAs(Cast.Admin, new EndDeputy(officer, standing.Id));

        Assert.Null(
            (await FindAsync(deputy, await StampAsync(deputy)))!.In(Role.ChiefFinanceOfficer)
        );
    }

    [DatabaseFact]
    public async Task AppointDeputy_ThatCannotBe_IsRefused()
    {
        var officer = await IdAsync(Cast.Pcc);
        var disabled = await app.AddAsync("gone@example.org");
        await app.SendAs(Cast.Admin, new DisablePerson(disabled));
        async Task<string> Code(AppointDeputy request) =>
            (await Assert.ThrowsAsync<DomainException>(() => app.SendAs(Cast.Admin, request))).Code;

        var good = Appointing(officer, await IdAsync(Cast.Plans), Role.Commissioner);
        Assert.Equal("deputy.deputy", await Code(good with { DeputyId = disabled }));
        Assert.Equal("deputy.deputy", await Code(good with { DeputyId = 0 }));
        Assert.Equal("deputy.self", await Code(good with { DeputyId = officer }));
        Assert.Equal("deputy.officer", await Code(good with { Role = Role.MonitoringOfficer }));
        Assert.Equal("deputy.role", await Code(good with { Role = Role.Auditor }));
        Assert.Equal(
            "deputy.until",
            await Code(
                good with
                {
                    From = new DateOnly(2017, 1, 1),
                    Until = new DateOnly(2017, 5, 18),
                }
            )
        );
        Assert.Equal("deputy.limit", await Code(good with { Limit = Money.Zero }));
        await Assert.ThrowsAsync<ValidationException>(() =>
            app.SendAs(Cast.Admin, good with { Authority = "" })
        );
    }

    [DatabaseFact]
    public async Task Administrator_CannotGiveUpTheRoleNorDisableThemselves()
    {
        var me = await IdAsync(Cast.Admin);
        var role = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(Cast.Admin, new GiveRoles(me, null, Role.Auditor))
        );
        var account = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(Cast.Admin, new DisablePerson(me))
        );

        Assert.Equal("person.own-administrator", role.Code);
        Assert.Equal("person.own-account", account.Code);
    }

    [DatabaseFact]
    public async Task LastAdministrator_IsKept()
    {
        var last = await IdAsync(Cast.Admin);
        var disabling = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAsOperator(new DisablePerson(last))
        );
        var demoting = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAsOperator(new GiveRoles(last, null, Role.None))
        );

        Assert.Equal("person.last-administrator", disabling.Code);
        Assert.Equal("person.last-administrator", demoting.Code);
    }

    [DatabaseFact]
    public async Task TwoAdministrators_DisablingEachOther_LeaveOne()
    {
        var one = await IdAsync(Cast.Admin);
        var email = "second-admin@example.org";
        var two = await app.AddAsync(email, Role.Administrator);

        var outcomes = await Task.WhenAll(
            Outcome(() => app.SendAs(Cast.Admin, new DisablePerson(two))),
            Outcome(() => app.SendAs(email, new DisablePerson(one)))
        );

        Assert.Single(outcomes, done => done);
        Assert.Equal(
            1,
            await app.Look(db =>
                db.People.CountAsync(p =>
                    p.DisabledAt == null && (p.Roles & Role.Administrator) == Role.Administrator
                )
            )
        );
        await app.SendAsOperator(new EnablePerson(one));
        await app.SendAsOperator(new GiveRoles(two, null, Role.None));

        static async Task<bool> Outcome(Func<Task> work)
        {
            try
            {
                await work();
                return true;
            }
            catch (Exception refused) when (refused is DomainException or InvalidOperationException)
            {
                return false;
            }
        }
    }

    private static AddPerson Adding(string name, string email) =>
        new(name, email, null, null, Role.LeadOfficer, Passwords.Temporary);

    private static AppointDeputy Appointing(long officer, long deputy, Role role) =>
        new(
            officer,
            deputy,
            role,
            new DateOnly(2017, 5, 1),
            new DateOnly(2017, 5, 31),
            Money.Pounds(10_000),
            "Paragraph 4"
        );

    private Task<long> IdAsync(string email) =>
        app.Look(db => db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());

    private Task<string?> StampAsync(long id) =>
        app.Look(db => db.Users.Where(s => s.Id == id).Select(s => s.SecurityStamp).SingleAsync());

    private async Task<Actor?> FindAsync(long id, string? stamp)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<SignedInPeople>()
            .FindAsync(id, stamp, default);
    }
}

public sealed class ManagePeopleTests_OnSqlite(App<SqliteDatabase> app)
    : ManagePeopleTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ManagePeopleTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ManagePeopleTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
