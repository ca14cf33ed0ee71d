using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Infrastructure.Backups;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence.PostgreSql;
using GrantHub.Infrastructure.Persistence.Sqlite;
using GrantHub.Infrastructure.Persistence.SqlServer;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>Brings a database to this version of GrantHub.</summary>
public sealed class DatabaseMigrator(
    GrantHubDb db,
    IOptions<DatabaseOptions> database,
    IOptions<DataDirectory> data,
    IServiceScopeFactory scopes,
    TimeProvider clock
)
{
    /// <summary>
    /// Applies what is pending, adds the built-in templates that are missing, and the versions of decisions that were
    /// published before versions were kept.
    /// </summary>
    /// <exception cref="SettingsException">This build cannot run on the database, or the data folder cannot be written; the message says what to do.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (Databases.WhyNot(database.Value.Provider) is { } reason)
            throw new SettingsException(reason);
        if (database.Value.Provider == DatabaseProvider.Sqlite)
        {
            SqliteBridge.EnsureAvailable();
            RestoreInProgress.Refuse(db.Database.GetDbConnection().DataSource);
        }
        else
        {
            Directory.CreateDirectory(data.Value.Path);
            if (!await Creator.ExistsAsync(cancellationToken))
                await Creator.CreateAsync(cancellationToken);
        }
        await using var turn = await TurnAsync(cancellationToken);
        if (await PendingAsync(cancellationToken))
        {
            await ClearStaleLockAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
        await FillAsync(cancellationToken);
    }

    public Task<bool> ExistsAsync(CancellationToken cancellationToken) =>
        Creator.ExistsAsync(cancellationToken);

    private IRelationalDatabaseCreator Creator => db.GetService<IRelationalDatabaseCreator>();

    /// <summary>The SQL of every migration, for whoever applies it by hand.</summary>
    public string Script() =>
        db.GetService<IMigrator>()
            .GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        await mediator.Send(new AddBuiltInTemplates(), cancellationToken);
        while (await mediator.Send(new KeepFirstVersions(), cancellationToken)) { }
    }

    private async Task<bool> PendingAsync(CancellationToken cancellationToken) =>
        (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();

    /// <summary>
    /// One at a time: on SQLite on this machine by a file, else on every machine by the database. EF's own lock knows nothing
    /// of what comes after the migrations, and SQLite's outlives a kill.
    /// </summary>
    private async Task<IAsyncDisposable> TurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var turn = database.Value.Provider switch
            {
                DatabaseProvider.Sqlite => LockFile.TryTake(data.Value.Path, "migrate.lock"),
                DatabaseProvider.PostgreSql => await PostgreSqlMigrationLock.TryTakeAsync(
                    db,
                    cancellationToken
                ),
                DatabaseProvider.SqlServer => await SqlServerMigrationLock.TryTakeAsync(
                    db,
                    cancellationToken
                ),
            };
            if (turn is not null)
                return turn;
            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancellationToken);
        }
    }

    private async Task ClearStaleLockAsync(CancellationToken cancellationToken)
    {
        if (database.Value.Provider == DatabaseProvider.Sqlite)
            await SqliteMigrationLock.ClearAsync(db, cancellationToken);
    }
}
