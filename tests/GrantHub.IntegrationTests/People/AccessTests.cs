using System.Net;
using GrantHub.Application.Audit;
using GrantHub.Application.People;
using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.People;
using GrantHub.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.People;

/// <summary>What the access log keeps of signing in, and what somebody who guesses learns.</summary>
public abstract class AccessTests(AccessApp app)
{
    private const string Unknown = "never-added@example.org";

    [DatabaseFact]
    public async Task SignInAndOut_AreInTheAccessLog()
    {
        var id = await app.AddAsync("logged@example.org");
        using var page = app.Anonymous();

        await page.SignInAsync("logged@example.org", "not the password");
        await page.SignInAsync("logged@example.org", Passwords.Own);
        await page.PostFormAsync("/account", [], "/sign-out");

        Assert.Equal(
            [
                (AccessEvent.SignInRefused, "with a password, a wrong one"),
                (AccessEvent.SignedIn, "with a password"),
                (AccessEvent.SignedOut, null),
            ],
            (await EntriesAsync(id)).Select(e => (e.What, e.Detail))
        );
    }

    [DatabaseFact]
    public async Task SignIn_OfAnUnknownAddress_KeepsNothingOfWhatWasTyped()
    {
        using var page = app.Anonymous();
        var before = await app.Look(db => db.AccessEntries.CountAsync());

        await page.SignInAsync(Unknown, "secret typed by mistake");

        var after = await app.Look(db =>
            db.AccessEntries.OrderBy(e => e.Number).AsNoTracking().ToListAsync()
        );
        Assert.Equal(before + 1, after.Count);
        var entry = after[^1];
        Assert.Equal((0, AccessLog.Nobody), (entry.PersonId, entry.PersonName));
        Assert.DoesNotContain("never-added", $"{entry.Subject} {entry.Detail}");
        Assert.DoesNotContain("secret", $"{entry.Subject} {entry.Detail}");
    }

    [DatabaseFact]
    public async Task Refusals_OfEveryKind_AreAlike()
    {
        var locked = await app.AddAsync("guess-locked@example.org");
        var disabled = await app.AddAsync("guess-disabled@example.org");
        await app.AddAsync("guess-wrong@example.org");
        await app.SendAs(Cast.Admin, new DisablePerson(disabled));
        using var page = app.Anonymous();
        for (var attempt = 0; attempt < 5; attempt++)
            await page.SignInAsync("guess-locked@example.org", "not the password");
        Assert.NotNull(await app.Look(db => LockedUntil(db.Users, locked)));

        HashSet<string> answers = [];
        foreach (
            var (email, password) in new[]
            {
                (Unknown, "not the password"),
                ("guess-wrong@example.org", "not the password"),
                ("guess-locked@example.org", "not the password"),
                ("guess-locked@example.org", Passwords.Own),
                ("guess-disabled@example.org", "not the password"),
            }
        )
        {
            app.Hasher.Count = 0;
            var response = await page.SignInAsync(email, password);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            // The time is that of hashing, and it is done once whoever it is.
            Assert.Equal(1, app.Hasher.Count);
            var text = await PageClient.TextAsync(response);
            answers.Add(
                System.Text.RegularExpressions.Regex.Replace(
                    text.Replace(email, "EMAIL", StringComparison.Ordinal),
                    "value=\"[^\"]{50,}\"",
                    ""
                )
            );
        }
        var answer = Assert.Single(answers);
        Assert.Contains("an account is locked for 15 minutes", answer);
    }

    [DatabaseFact]
    public async Task SignIn_OnceTheLockIsOver_Works()
    {
        await app.AddAsync("waits@example.org");
        using var page = app.Anonymous();
        for (var attempt = 0; attempt < 5; attempt++)
            await page.SignInAsync("waits@example.org", "not the password");
        var refused = await page.SignInAsync("waits@example.org", Passwords.Own);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);

        app.Clock.UtcNow = app.Clock.UtcNow.AddMinutes(15);

        var response = await page.SignInAsync("waits@example.org", Passwords.Own);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [DatabaseFact]
    public async Task WrongPasswordsAtOnce_AreAllCounted()
    {
        var id = await app.AddAsync("at-once@example.org");

        await Task.WhenAll(
            Enumerable
                .Range(0, 5)
                .Select(async _ =>
                {
                    using var page = app.Anonymous();
                    await page.SignInAsync("at-once@example.org", "not the password");
                })
        );

        Assert.NotNull(await app.Look(db => LockedUntil(db.Users, id)));
        Assert.Equal(5, (await EntriesAsync(id)).Count);
    }

    [DatabaseFact]
    public async Task SignIn_ThatCannotBeLogged_IsNone()
    {
        var id = await app.AddAsync("unlogged@example.org");
        using var page = app.Anonymous();
        app.Log.Fails = true;
        try
        {
            var response = await page.SignInAsync("unlogged@example.org", Passwords.Own);
            Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
            await page.SignInAsync("unlogged@example.org", "not the password");
        }
        finally
        {
            app.Log.Fails = false;
        }

        Assert.Equal(HttpStatusCode.Redirect, (await page.GetAsync("/account")).StatusCode);
        Assert.Equal(
            0,
            await app.Look(db =>
                db.Users.Where(u => u.Id == id).Select(u => u.AccessFailedCount).SingleAsync()
            )
        );
    }

    [DatabaseFact]
    public async Task ChangingThePassword_WithWrongOnes_LocksTheAccountToo()
    {
        var id = await app.AddAsync("guess-inside@example.org");
        using var page = app.Anonymous();
        await page.SignInAsync("guess-inside@example.org", Passwords.Own);

        for (var attempt = 0; attempt < 5; attempt++)
            await page.PostFormAsync(
                "/account/password",
                [
                    ("Current", "not the password"),
                    ("New", "another horse battery"),
                    ("Again", "another horse battery"),
                ]
            );

        Assert.NotNull(await app.Look(db => LockedUntil(db.Users, id)));
    }

    [DatabaseFact]
    public async Task Session_ThatIsUsedAllDay_EndsAfterTwelveHours()
    {
        await app.AddAsync("all-day@example.org");
        using var page = app.Anonymous();
        await page.SignInAsync("all-day@example.org", Passwords.Own);
        for (var hour = 1; hour < 12; hour++)
        {
            app.Clock.UtcNow = app.Clock.UtcNow.AddHours(1);
            await page.ReadAsync("/account");
        }

        app.Clock.UtcNow = app.Clock.UtcNow.AddHours(1);

        Assert.Equal(HttpStatusCode.Redirect, (await page.GetAsync("/account")).StatusCode);
    }

    [DatabaseFact]
    public async Task Sessions_EndWithARoleTakenAway_AndNotWhenNothingChanges()
    {
        var id = await app.AddAsync("role@example.org", Role.LeadOfficer | Role.Auditor);
        using var page = app.Anonymous();
        await page.SignInAsync("role@example.org", Passwords.Own);

        await app.SendAs(Cast.Admin, new GiveRoles(id, null, Role.LeadOfficer | Role.Auditor));
        await page.ReadAsync("/account");
        await app.SendAs(Cast.Admin, new GiveRoles(id, null, Role.Auditor));

        Assert.Equal(HttpStatusCode.Redirect, (await page.GetAsync("/account")).StatusCode);
    }

    [DatabaseFact]
    public async Task SignOutEverywhere_EndsEverySession()
    {
        var id = await app.AddAsync("everywhere@example.org");
        using var here = app.Anonymous();
        using var there = app.Anonymous();
        await here.SignInAsync("everywhere@example.org", Passwords.Own);
        await there.SignInAsync("everywhere@example.org", Passwords.Own);

        var response = await here.PostFormAsync("/account/sessions/end", []);

        Assert.Equal("/sign-in", response.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/account")).StatusCode);
        Assert.True(
            await app.Look(db =>
                db.AuditEntries.AnyAsync(e => e.What == "SessionsEnded" && e.SubjectId == id)
            )
        );
    }

    private static Task<DateTimeOffset?> LockedUntil(IQueryable<SignIn> users, long id) =>
        users.Where(u => u.Id == id).Select(u => u.LockoutEnd).SingleAsync();

    private Task<List<AccessEntry>> EntriesAsync(long id) =>
        app.Look(db =>
            db.AccessEntries.AsNoTracking()
                .Where(e => e.PersonId == id)
                .OrderBy(e => e.Number)
                .ToListAsync()
        );
}

public abstract class AccessApp(TestDatabase database) : AppFixture(database)
{
    internal CountingHasher Hasher { get; } = new();

    internal FailingLog Log { get; } = new();

    protected override void Configure(IServiceCollection services)
    {
        services.AddSingleton<IPasswordHasher<SignIn>>(Hasher);
        services.ConfigureDbContext<Infrastructure.Persistence.GrantHubDb>(options =>
            options.AddInterceptors(Log)
        );
    }
}

public sealed class AccessApp<TDatabase>() : AccessApp(new TDatabase())
    where TDatabase : TestDatabase, new();

/// <summary>Counts how often a password is hashed.</summary>
internal sealed class CountingHasher : PasswordHasher<SignIn>
{
    public int Count { get; set; }

    public override string HashPassword(SignIn user, string password)
    {
        Count++;
        return base.HashPassword(user, password);
    }

    public override PasswordVerificationResult VerifyHashedPassword(
        SignIn user,
        string hashedPassword,
        string providedPassword
    )
    {
        Count++;
        return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}

/// <summary>A database that cannot write the access log.</summary>
internal sealed class FailingLog : SaveChangesInterceptor
{
    public bool Fails { get; set; }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) =>
        Fails && eventData.Context!.ChangeTracker.Entries<AccessEntry>().Any()
            ? throw new DbUpdateException("The disk is full.")
            : ValueTask.FromResult(result);
}

public sealed class AccessTests_OnSqlite(AccessApp<SqliteDatabase> app)
    : AccessTests(app),
        IClassFixture<AccessApp<SqliteDatabase>>;

public sealed class AccessTests_OnPostgreSql(AccessApp<PostgreSqlDatabase> app)
    : AccessTests(app),
        IClassFixture<AccessApp<PostgreSqlDatabase>>;
