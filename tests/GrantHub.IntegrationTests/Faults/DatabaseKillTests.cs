using System.Net;
using GrantHub.Domain.Reminders;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>
/// PostgreSQL is killed (kill -9 of the postmaster) and started again while people write; the program stays.
/// GRANTHUB_DATABASE_KILLS sets how often; the full run is 10. GRANTHUB_SEED repeats a run's chances.
/// </summary>
[Collection(Killed.Programs)]
public sealed class DatabaseKillTests(DatabaseKillTests.Site app, ITestOutputHelper output)
    : IClassFixture<DatabaseKillTests.Site>
{
    private static readonly int Kills = Settings.Number("GRANTHUB_DATABASE_KILLS") ?? 1;

    [DatabaseFact]
    public async Task PostgreSql_KilledUnderTheProgram_LosesNothingAndIsFoundAgain()
    {
        var seed = Settings.Seed;
        var random = new Random(seed);
        output.WriteLine($"{Kills} kills of PostgreSQL, seed {seed}");
        app.Clock.UtcNow = TimeProvider.System.GetUtcNow().UtcDateTime;
        var run = $"Killed {seed}";
        using var server = await ServerProcess.StartAsync(app);
        var port = server.Port;
        using var lead = await app.SignedIn(Cast.Lead, new ToServer(() => port));
        using var other = await app.SignedIn(Cast.OtherLead, new ToServer(() => port));
        using var submitting = await app.SignedIn(Cast.Lead, new ToServer(() => port));
        using var officer = await app.SignedIn(Cast.Mo, new ToServer(() => port));
        await using var writers = new Writers(run);
        writers.Raise(lead);
        writers.Raise(other);
        writers.Sign(submitting, officer);
        writers.Up();
        for (var kill = 0; kill < Kills; kill++)
        {
            for (var draft = 0; draft < 2; draft++)
                await writers.Drafts.Writer.WriteAsync(
                    await app.DraftAsync($"Ready {kill} {draft}", funding: false)
                );
            await writers.SentAsync(random.Next(3, 15));
            app.Database.Kill();
            using (var ready = await lead.GetAsync("/health/ready"))
                Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            await app.Database.RestartAsync();
            Npgsql.NpgsqlConnection.ClearAllPools();
            var before = writers.Acknowledged.Count;
            // It finds the database again by itself; each form that it is sent is a chance to.
            for (var draft = 0; draft < 6; draft++)
                await writers.Drafts.Writer.WriteAsync(
                    await app.DraftAsync($"After {kill} {draft}", funding: false)
                );
            for (var tries = 0; !IsWritten(before) && tries < 500; tries++)
                await writers.SentAsync(1);
            Assert.True(IsWritten(before), "Nothing is written any more.");
            using (var ready = await lead.GetAsync("/health/ready"))
                Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }
        await writers.EndAsync();
        Assert.True(server.IsRunning);
        Assert.True(writers.Faults.IsEmpty, $"{string.Join('\n', writers.Faults)}\n{server.Said}");
        await app.NothingIsLostAsync([.. writers.Acknowledged]);
        await app.NothingIsHalfWrittenAsync(run, writers);
        output.WriteLine(
            $"{writers.Acknowledged.Count} acknowledged ({string.Join(", ", writers.Acknowledged.CountBy(w => w.Deed))}), {writers.Uncertain.Count} under way at a kill, {writers.Refused} times 503"
        );

        bool IsWritten(int before) =>
            Deeds.All(deed => writers.Acknowledged.Skip(before).Any(w => w.Deed == deed));
    }

    [DatabaseFact]
    public async Task Server_ToldToStopWhileItsDatabaseIsAway_Stops()
    {
        // So often that there is always a job to ask the database for.
        using var server = await ServerProcess.StartAsync(
            app,
            ("GrantHub__Reminders__SendEverySeconds", "1"),
            ("GrantHub__Nodes__FinishSeconds", "2")
        );
        var first = await LastSentAsync();
        while (await LastSentAsync() == first)
            Assert.True(server.IsRunning);
        app.Database.Kill();
        try
        {
            // From now on Quartz asks for it again and again.
            await server.SaysAsync("will retry after");
            await server.StopAsync();
        }
        finally
        {
            await app.Database.RestartAsync();
            Npgsql.NpgsqlConnection.ClearAllPools();
        }
    }

    private Task<DateTime?> LastSentAsync() =>
        app.Look(db =>
            db.Jobs.Where(job => job.Kind == JobKind.SendMail)
                .Select(job => job.LastEndedAt)
                .SingleOrDefaultAsync()
        );

    private static readonly Deed[] Deeds = [Deed.Raised, Deed.Edited, Deed.Submitted, Deed.Signed];

    public sealed class Site : AppFixture
    {
        public Site()
            : this(new MortalPostgreSql()) { }

        private Site(MortalPostgreSql database)
            : base(database) => Database = database;

        public MortalPostgreSql Database { get; }

        // Other suites' copies come from the cluster that does not die.
        protected override (string Name, Func<string, Task> Prepare) Template =>
            ("cast that dies", PrepareAsync);
    }
}
