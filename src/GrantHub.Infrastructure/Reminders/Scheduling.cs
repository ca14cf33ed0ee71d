using System.Globalization;
using GrantHub.Infrastructure.Audit;
using GrantHub.Infrastructure.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace GrantHub.Infrastructure.Reminders;

public static class Scheduling
{
    /// <summary>Soon after midnight, and soon after a server that was down is back.</summary>
    private static readonly TimeSpan PublishEvery = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Has the jobs run by their schedule from the start of the server to its end. Only the web server asks for it; commands
    /// and tests run a job when they say so.
    /// </summary>
    /// <param name="configuration">The whole configuration.</param>
    public static IServiceCollection AddSchedule(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = new ReminderSettings();
        configuration.GetSection($"GrantHub:{ReminderSettings.Section}").Bind(settings);
        if (settings.Faults().FirstOrDefault() is { } fault)
            throw new SettingsException(fault);
        var database = configuration.GetValue(
            $"GrantHub:{DatabaseOptions.Section}:Provider",
            DatabaseProvider.Sqlite
        );
        services.AddQuartz(quartz =>
        {
            quartz.Store(database);
            quartz.Daily<PlanRemindersJob>("daily", "at start", settings.Daily);
            quartz.AddJob<SendMailJob>(job => job.WithIdentity(nameof(SendMailJob)));
            quartz.AddTrigger(trigger =>
                trigger
                    .ForJob(nameof(SendMailJob))
                    .WithIdentity("often")
                    .StartNow()
                    .WithSimpleSchedule(schedule =>
                        schedule
                            .WithInterval(TimeSpan.FromSeconds(settings.SendEverySeconds))
                            .RepeatForever()
                    )
            );
            quartz.AddJob<PublishDecisionsJob>(job =>
                job.WithIdentity(nameof(PublishDecisionsJob))
            );
            quartz.AddTrigger(trigger =>
                trigger
                    .ForJob(nameof(PublishDecisionsJob))
                    .WithIdentity("publish")
                    .StartNow()
                    .WithSimpleSchedule(schedule =>
                        schedule.WithInterval(PublishEvery).RepeatForever()
                    )
            );
            quartz.Daily<ExportAuditHeadsJob>(
                "audit heads",
                "audit heads at start",
                AuditSettings.Daily
            );
        });
        services.AddQuartzHostedService<Scheduler>(hosted => hosted.WaitForJobsToComplete = true);
        return services;
    }

    /// <summary>Every day, and at the start of the server, where the job sees for itself whether it missed its time.</summary>
    private static void Daily<T>(
        this IQuartzBuilder quartz,
        string daily,
        string atStart,
        DailyTime at
    )
        where T : IJob
    {
        quartz.AddJob<T>(job => job.WithIdentity(typeof(T).Name));
        quartz.AddTrigger(trigger =>
            trigger
                .ForJob(typeof(T).Name)
                .WithIdentity(daily)
                .WithCronSchedule(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"0 {at.Time.Minute} {at.Time.Hour} * * ?"
                    ),
                    schedule => schedule.InTimeZone(DailyTime.London)
                )
        );
        quartz.AddTrigger(trigger =>
            trigger.ForJob(typeof(T).Name).WithIdentity(atStart).StartNow()
        );
    }

    /// <summary>
    /// Makes Quartz's tables where the jobs are kept in the database, so that the role that the server runs with need not be
    /// allowed to.
    /// </summary>
    public static async Task ProvisionAsync(
        DatabaseProvider database,
        ConnectionString connection,
        CancellationToken cancellationToken
    )
    {
        if (database == DatabaseProvider.Sqlite)
            return;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(connection);
        services.AddQuartz(quartz => quartz.Store(database));
        await using var provider = services.BuildServiceProvider();
        var scheduler = await provider
            .GetRequiredService<ISchedulerFactory>()
            .GetScheduler(cancellationToken);
        await scheduler.Shutdown(waitForJobsToComplete: false, cancellationToken);
    }

    /// <summary>In memory where there is one machine; in the database where several may share it.</summary>
    private static void Store(this IQuartzBuilder quartz, DatabaseProvider database)
    {
        // Each server of a cluster needs a name of its own; "AUTO" would be taken for one.
        quartz.ConfigureScheduler(scheduler =>
            scheduler.InstanceId = $"{Environment.MachineName}-{Guid.NewGuid():N}"
        );
        if (database == DatabaseProvider.Sqlite)
        {
            quartz.UseInMemoryStore();
            return;
        }
        quartz.UsePersistentStore(store =>
        {
            store.ProvisionSchema();
            store.UseClustering();
            // They ask a database that is away until it is back, and must not keep a server that was told to stop.
            store.ConfigureStore(options => options.UseBackgroundThreads = true);
            if (database == DatabaseProvider.PostgreSql)
                store.UsePostgres(source =>
                    source.DataSourceFactory = services =>
                        NpgsqlDataSource.Create(
                            services.GetRequiredService<ConnectionString>().Value
                        )
                );
            else
                store.UseSqlServer(source =>
                    source.DataSourceFactory = services =>
                        Microsoft.Data.SqlClient.SqlClientFactory.Instance.CreateDataSource(
                            services.GetRequiredService<ConnectionString>().Value
                        )
                );
        });
    }
}
