using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence.Sqlite;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
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
    /// <exception cref="SettingsException">This build cannot run on the database; the message says what to do.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (Databases.WhyNot(database.Value.Provider) is { } reason)
            throw new SettingsException(reason);
        if (database.Value.Provider == DatabaseProvider.Sqlite)
            SqliteBridge.EnsureAvailable();
        Directory.CreateDirectory(data.Value.Path);
        if (await PendingAsync(cancellationToken))
        {
            // One at a time on this machine; EF's own lock outlives a kill, so a stale one is cleared under this file's lock.
            await using var turn = await TurnAsync(cancellationToken);
            if (await PendingAsync(cancellationToken))
            {
                await ClearStaleLockAsync(cancellationToken);
                await db.Database.MigrateAsync(cancellationToken);
            }
        }
        await BuiltInTemplates.AddMissingAsync(db, clock, cancellationToken);
        await KeepFirstVersionsAsync(cancellationToken);
    }

    /// <summary>The SQL of every migration, for whoever applies it by hand.</summary>
    public string Script() =>
        db.GetService<IMigrator>()
            .GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

    private async Task KeepFirstVersionsAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        while (await mediator.Send(new KeepFirstVersions(), cancellationToken)) { }
    }

    private async Task<bool> PendingAsync(CancellationToken cancellationToken) =>
        (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();

    private async Task<FileStream> TurnAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(data.Value.Path, "migrate.lock");
        while (true)
            try
            {
                return new FileStream(
                    path,
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                );
            }
            catch (IOException) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancellationToken);
            }
    }

    private async Task ClearStaleLockAsync(CancellationToken cancellationToken)
    {
        if (database.Value.Provider == DatabaseProvider.Sqlite)
            await SqliteMigrationLock.ClearAsync(db, cancellationToken);
    }
}
