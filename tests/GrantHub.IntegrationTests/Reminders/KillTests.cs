using System.Diagnostics;
using System.Globalization;
using GrantHub.Application;
using GrantHub.Domain;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Persistence;
using GrantHub.IntegrationTests.Faults;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit.Abstractions;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>
/// Two processes send from one database while they are killed, over a server that fails in every way.
/// GRANTHUB_MAILS and GRANTHUB_KILLS set how many; the full run is 10,000 and 100. GRANTHUB_SEED repeats a run's chances.
/// </summary>
[Collection(Killed.Programs)]
public sealed class KillTests(PostgreSqlDatabase database, ITestOutputHelper output)
    : IClassFixture<PostgreSqlDatabase>
{
    private const int Concurrency = 4;
    private static readonly int Mails = Settings.Number("GRANTHUB_MAILS") ?? 1000;
    private static readonly int Kills = Settings.Number("GRANTHUB_KILLS") ?? 10;

    [DatabaseFact]
    public async Task TwoSenders_KilledAgainAndAgain_MissNothingAndRepeatOnlyWhatWasUnderWay()
    {
        var seed = Settings.Seed;
        output.WriteLine($"{Mails} e-mails, {Kills} kills, seed {seed}");
        var connection = await FilledAsync();
        using var server = await SmtpServer.StartAsync(
            new
            {
                chaos = new
                {
                    seed,
                    busy = 5,
                    refused = 5,
                    drop = 5,
                    hang = 0.5,
                    lost = 2,
                },
            }
        );
        var random = new Random(seed);
        var taken = new List<SmtpEvent>();
        var killed = new HashSet<string>();
        using var senders = new Senders(connection, server.Port);
        // Anywhere in the first nine tenths of the e-mails, of which each is two events or more, at any step of an e-mail's way.
        var moments = Enumerable
            .Range(0, Kills)
            .Select(_ => random.Next(1, 2 * Mails * 9 / 10))
            .Order()
            .ToList();
        var seen = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            for (; seen < moments[kill]; seen++)
                if (await server.NextAsync() is { Event: "taken" } happened)
                    taken.Add(happened);
            killed.Add(senders.KillOne(random.Next(2)));
            if (kill % 10 == 9)
                output.WriteLine($"{kill + 1} kills, {taken.Count} taken");
        }
        using (var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200)))
            while (await WaitingAsync(connection) > 0)
            {
                senders.MustRun();
                await look.WaitForNextTickAsync();
            }
        senders.End();
        taken.AddRange((await server.EndAsync()).Where(happened => happened.Event == "taken"));

        Assert.Equal(0, await CountAsync(connection, "SELECT count(*) FROM stolen_leases"));
        Assert.Equal(
            Mails,
            await CountAsync(
                connection,
                """SELECT count(*) FROM "Outbox" WHERE "State" = 'Sent' AND "LeaseToken" IS NULL"""
            )
        );
        var byMail = taken.GroupBy(happened => happened.Id!).ToList();
        Assert.Equal(Mails, byMail.Count);
        // Of what was taken more than once, all but the last time: its answer was lost, or its sender was killed.
        var repeated = byMail.SelectMany(group => group.SkipLast(1)).ToList();
        var unexplained = repeated.Where(happened => !happened.IsLost).ToList();
        output.WriteLine(
            $"{repeated.Count} duplicates: {repeated.Count - unexplained.Count} of {taken.Count(t => t.IsLost)} whose answer the server lost, {unexplained.Count} under way at a kill"
        );
        Assert.All(
            unexplained.GroupBy(happened => happened.Subject!),
            group =>
            {
                Assert.Contains(group.Key, killed);
                Assert.InRange(group.Count(), 1, Concurrency);
            }
        );
        Assert.InRange(
            repeated.Count,
            0,
            taken.Count(happened => happened.IsLost) + Kills * Concurrency
        );
    }

    /// <returns>The connection string of a database with the e-mails and a watch on their leases.</returns>
    private async Task<string> FilledAsync()
    {
        var connection = await database.CreateAsync("cast", AppFixture.PrepareAsync);
        var options = new DbContextOptionsBuilder<GrantHubDb>();
        options.Use(DatabaseProvider.PostgreSql, connection);
        await using var db = new GrantHubDb(options.Options);
        var person = await db.People.FirstAsync(p => p.Email == Cast.Lead);
        var now = TimeProvider.System.UtcInstant();
        db.Outbox.AddRange(
            Enumerable.Range(0, Mails).Select(_ => OutboxMessage.Test(person.Id, now))
        );
        await db.SaveChangesAsync(CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE stolen_leases (id bigint, lease uuid, thief uuid);
            CREATE FUNCTION watch_leases() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF OLD."LeaseToken" IS NOT NULL AND OLD."LeaseUntil" > clock_timestamp()
                AND NEW."LeaseToken" IS NOT NULL AND NEW."LeaseToken" <> OLD."LeaseToken" THEN
                INSERT INTO stolen_leases VALUES (OLD."Id", OLD."LeaseToken", NEW."LeaseToken");
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER watch BEFORE UPDATE ON "Outbox" FOR EACH ROW EXECUTE FUNCTION watch_leases();
            """
        );
        return connection;
    }

    private static Task<long> WaitingAsync(string connection) =>
        CountAsync(connection, """SELECT count(*) FROM "Outbox" WHERE "State" = 'Waiting'""");

    private static async Task<long> CountAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Two processes, each replaced by another as soon as it is killed.</summary>
    private sealed class Senders : IDisposable
    {
        private readonly Dictionary<string, string?> settings;
        private readonly (string Name, Process Process)[] two;
        private int started;

        public Senders(string connection, int port)
        {
            settings = new()
            {
                ["GrantHub:Database:Provider"] = "PostgreSql",
                ["ConnectionStrings:GrantHub"] = connection,
                ["GrantHub:Mail:Transport"] = "Smtp",
                ["GrantHub:Mail:From"] = "office@example.org",
                ["GrantHub:Mail:Smtp:Host"] = "127.0.0.1",
                ["GrantHub:Mail:Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
                ["GrantHub:Mail:Smtp:Security"] = "None",
                ["GrantHub:Mail:Concurrency"] = Concurrency.ToString(CultureInfo.InvariantCulture),
                ["GrantHub:Mail:TimeoutSeconds"] = "5",
                ["GrantHub:Mail:LeaseSeconds"] = "10",
                ["GrantHub:Mail:Attempts"] = "1000",
                ["GrantHub:Mail:FirstRetrySeconds"] = "1",
                ["GrantHub:Mail:LongestRetrySeconds"] = "2",
            };
            two = [Next(), Next()];
        }

        /// <returns>The name of the one that was killed.</returns>
        public string KillOne(int which)
        {
            MustRun();
            var (name, process) = two[which];
            Kill(process);
            two[which] = Next();
            return name;
        }

        public void MustRun() => Assert.All(two, sender => Assert.False(sender.Process.HasExited));

        public void End()
        {
            foreach (var (_, process) in two)
                Kill(process);
        }

        public void Dispose() => End();

        private (string, Process) Next()
        {
            var name = $"sender-{++started}";
            var process = SendingProcess.Start(SendingProcess.Drain, name, settings);
            process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
            process.BeginErrorReadLine();
            return (name, process);
        }

        private static void Kill(Process process)
        {
            if (!process.HasExited)
                process.Kill();
            process.WaitForExit();
        }
    }
}
