using System.Diagnostics;
using System.Net;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Xunit.Abstractions;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>
/// The program is killed (kill -9) again and again while people write. GRANTHUB_SERVER_KILLS sets how often on both databases
/// together; the full run is 500. GRANTHUB_SEED repeats a run's chances.
/// </summary>
public abstract class ServerKillTests(AppFixture app, ITestOutputHelper output)
{
    private static readonly int Kills = (Settings.Number("GRANTHUB_SERVER_KILLS") ?? 50) / 2;

    [DatabaseFact]
    public async Task Server_KilledAgainAndAgain_LosesNothingAcknowledgedAndWritesNothingByHalves()
    {
        var seed = Settings.Seed;
        var random = new Random(seed);
        output.WriteLine($"{Kills} kills, seed {seed}");
        app.Clock.UtcNow = TimeProvider.System.GetUtcNow().UtcDateTime;
        var run = $"Killed {seed}";
        var port = 0;
        using var lead = await app.SignedIn(Cast.Lead, new ToServer(() => port));
        using var lead2 = await app.SignedIn(Cast.Lead, new ToServer(() => port));
        using var other = await app.SignedIn(Cast.OtherLead, new ToServer(() => port));
        using var submitting = await app.SignedIn(Cast.Lead, new ToServer(() => port));
        using var officer = await app.SignedIn(Cast.Mo, new ToServer(() => port));
        await using var writers = new Writers(run);
        var starting = new Stopwatch();
        for (var kill = 0; kill <= Kills; kill++)
        {
            starting.Start();
            var next = ServerProcess.StartAsync(app);
            if (kill > 0)
                await app.NothingIsLostAsync([.. writers.Acknowledged.TakeLast(40)]);
            for (var draft = 0; draft < 2; draft++)
                await writers.Drafts.Writer.WriteAsync(
                    await app.DraftAsync($"Ready {kill} {draft}", funding: false)
                );
            using var server = await next;
            starting.Stop();
            port = server.Port;
            using (var ready = await lead.GetAsync("/health/ready"))
                Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            if (kill == 0)
            {
                writers.Raise(lead);
                writers.Raise(lead2);
                writers.Raise(other);
                writers.Sign(submitting, officer);
            }
            writers.Up();
            await writers.SentAsync(random.Next(1, 30));
            using (var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(random.Next(1, 30))))
                await moment.WaitForNextTickAsync();
            if (kill == Kills)
                await writers.EndAsync();
            writers.Down();
            server.Kill();
            if (kill % 10 == 9)
                output.WriteLine($"{kill + 1} kills, {writers.Acknowledged.Count} acknowledged");
        }
        Assert.Empty(writers.Faults);
        await app.NothingIsLostAsync([.. writers.Acknowledged]);
        await app.NothingIsHalfWrittenAsync(run, writers);
        output.WriteLine(
            $"{writers.Acknowledged.Count} acknowledged ({string.Join(", ", writers.Acknowledged.CountBy(w => w.Deed))}), {writers.Uncertain.Count} under way at a kill, {starting.Elapsed.TotalSeconds / (Kills + 1):0.0} s to be ready again"
        );
        Assert.All(
            Enum.GetValues<Deed>(),
            deed => Assert.Contains(writers.Acknowledged, w => w.Deed == deed)
        );
    }
}

[Collection(Killed.Programs)]
public sealed class ServerKillTests_OnSqlite(App<SqliteDatabase> app, ITestOutputHelper output)
    : ServerKillTests(app, output),
        IClassFixture<App<SqliteDatabase>>;

[Collection(Killed.Programs)]
public sealed class ServerKillTests_OnPostgreSql(
    App<PostgreSqlDatabase> app,
    ITestOutputHelper output
) : ServerKillTests(app, output), IClassFixture<App<PostgreSqlDatabase>>;
