using GrantHub.Domain;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Reminders;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using Quartz;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>Runs of the jobs, with the clock standing still.</summary>
public abstract class JobRunTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Run_NotesStartEndAndCount_WithoutANewVersion()
    {
        await RunAsync(JobKind.SendMail, () => 1);
        var before = await JobAsync(JobKind.SendMail);
        app.Clock.Advance(TimeSpan.FromSeconds(15));

        await RunAsync(
            JobKind.SendMail,
            () =>
            {
                app.Clock.Advance(TimeSpan.FromSeconds(2));
                return 7;
            }
        );

        var job = await JobAsync(JobKind.SendMail);
        Assert.Equal(app.Clock.UtcNow, job.LastEndedAt);
        Assert.Equal(app.Clock.UtcNow.AddSeconds(-2), job.LastStartedAt);
        Assert.Equal((7, null), (job.LastCount, job.LastFault));
        Assert.Equal(before.Version, job.Version);
    }

    [DatabaseFact]
    public async Task Run_ThatFails_NotesTheKindOfFaultAndNothingThatMayNameAnybody()
    {
        await RunAsync(
            JobKind.SendMail,
            () => throw new InvalidOperationException("lena@example.org is not there")
        );

        var job = await JobAsync(JobKind.SendMail);
        Assert.Contains(nameof(InvalidOperationException), job.LastFault);
        Assert.DoesNotContain("lena", job.LastFault);
        Assert.Null(job.LastCount);

        await RunAsync(JobKind.SendMail, () => throw new DomainException("some", "Say it."));
        Assert.Equal("Say it.", (await JobAsync(JobKind.SendMail)).LastFault);

        await RunAsync(JobKind.SendMail, () => 0);
        Assert.Null((await JobAsync(JobKind.SendMail)).LastFault);
    }

    [DatabaseFact]
    public async Task Plan_AtStartAfterItsTime_RunsOnce()
    {
        var before = app.Clock.UtcNow;
        var address = await app.SubmittedAsync("Planned by the job");
        app.Clock.UtcNow = new DateTime(2017, 6, 5, 5, 59, 0, DateTimeKind.Utc);
        await PlanAsync();
        var early = (await JobAsync(JobKind.PlanReminders)).LastEndedAt;
        await PlanAsync();
        Assert.Equal(early, (await JobAsync(JobKind.PlanReminders)).LastEndedAt);

        app.Clock.UtcNow = new DateTime(2017, 6, 5, 6, 0, 0, DateTimeKind.Utc);
        await PlanAsync();
        var job = await JobAsync(JobKind.PlanReminders);
        Assert.Equal(app.Clock.UtcNow, job.LastEndedAt);

        app.Clock.Advance(TimeSpan.FromHours(3));
        await PlanAsync();

        Assert.Equal(job.LastEndedAt, (await JobAsync(JobKind.PlanReminders)).LastEndedAt);
        Assert.True(
            await app.Look(db =>
                db.Reminders.AnyAsync(r =>
                    r.Slug == address && r.PlannedOn == new DateOnly(2017, 6, 5)
                )
            )
        );
        app.Clock.UtcNow = before;
    }

    /// <summary>Quartz itself, with its tables where it keeps any.</summary>
    [DatabaseFact]
    public async Task Schedule_OfTheServer_IsAcceptedAndKnowsItsNextRuns()
    {
        await using var provider = Server();
        var scheduler = await SchedulerAsync(provider);
        var daily = await scheduler.GetTrigger(new TriggerKey("daily"));
        var often = await scheduler.GetTrigger(new TriggerKey("often"));
        await scheduler.Shutdown(false, CancellationToken.None);

        var next = daily!.NextFireTimeUtc!.Value;
        Assert.Equal(
            TimeSpan.FromHours(7),
            TimeZoneInfo
                .ConvertTime(next, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"))
                .TimeOfDay
        );
        Assert.NotNull(often);
    }

    /// <summary>Servers of one name would take each other's jobs for their own after a crash.</summary>
    [DatabaseFact]
    public async Task Schedule_OfTwoServers_HasTwoNames()
    {
        await using var one = Server();
        await using var other = Server();
        var first = await SchedulerAsync(one);
        var second = await SchedulerAsync(other);

        Assert.NotEqual(first.SchedulerInstanceId, second.SchedulerInstanceId);

        await first.Shutdown(false, CancellationToken.None);
        await second.Shutdown(false, CancellationToken.None);
    }

    private ServiceProvider Server()
    {
        var services = new ServiceCollection();
        services.AddSingleton(
            app.Services.GetRequiredService<GrantHub.Infrastructure.Persistence.ConnectionString>()
        );
        services.AddLogging();
        services.AddSchedule(
            app.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()
        );
        return services.BuildServiceProvider();
    }

    private static ValueTask<IScheduler> SchedulerAsync(ServiceProvider server) =>
        server.GetRequiredService<ISchedulerFactory>().GetScheduler(CancellationToken.None);

    private Task RunAsync(JobKind kind, Func<int> work) =>
        app
            .Services.GetRequiredService<JobRunner>()
            .RunAsync(kind, (_, _) => Task.FromResult(work()), null, default);

    private async Task PlanAsync() =>
        await ActivatorUtilities
            .CreateInstance<PlanRemindersJob>(app.Services)
            .Execute(Mock.Of<IJobExecutionContext>(), default);

    private Task<Job> JobAsync(JobKind kind) =>
        app.Look(db => db.Jobs.AsNoTracking().SingleAsync(j => j.Kind == kind));
}

public sealed class JobRunTests_OnSqlite(App<SqliteDatabase> app)
    : JobRunTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class JobRunTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : JobRunTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;

public sealed class ReminderSettingsTests
{
    [Theory]
    // Summer time began on 26 March 2017 and ended on 29 October.
    [InlineData("2017-03-25T06:59", "2017-03-25T07:00", "2017-03-24T07:00")]
    [InlineData("2017-03-25T07:00", "2017-03-26T06:00", "2017-03-25T07:00")]
    [InlineData("2017-06-05T05:59", "2017-06-05T06:00", "2017-06-04T06:00")]
    [InlineData("2017-06-05T23:30", "2017-06-06T06:00", "2017-06-05T06:00")]
    [InlineData("2017-10-28T12:00", "2017-10-29T07:00", "2017-10-28T06:00")]
    public void Plan_IsAtSevenInLondon(string now, string next, string latest)
    {
        var settings = new ReminderSettings();

        Assert.Equal(At(next), settings.Daily.NextAfter(At(now)));
        Assert.Equal(At(latest), settings.Daily.LatestUntil(At(now)));
    }

    [Fact]
    public void Plan_InTheHourThatSummerTimeLeavesOut_IsAnHourLater() =>
        Assert.Equal(
            At("2017-03-26T01:30"),
            new ReminderSettings { At = "01:30" }.Daily.NextAfter(At("2017-03-26T00:00"))
        );

    [Theory]
    [InlineData("7 o'clock", 15, "Reminders:At")]
    [InlineData("25:00", 15, "Reminders:At")]
    [InlineData("07:00", 0, "Reminders:SendEverySeconds")]
    public void Faults_OfWhatCannotBe_NameTheSetting(string at, int seconds, string setting) =>
        Assert.Contains(
            setting,
            Assert.Single(new ReminderSettings { At = at, SendEverySeconds = seconds }.Faults())
        );

    private static DateTime At(string text) =>
        DateTime.Parse(
            $"{text}:00Z",
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AdjustToUniversal
        );
}
