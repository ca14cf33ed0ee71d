using GrantHub.Infrastructure.Backups;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Testing;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Backups;

/// <summary>The program without its web server on a data folder, as a command runs it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly WebApplication app;

    /// <param name="folder">Holds SQLite's file too, unless <paramref name="postgreSql"/> names a database.</param>
    public Installation(
        string folder,
        string? postgreSql = null,
        TimeProvider? clock = null,
        string provider = "PostgreSql"
    )
    {
        Folder = folder;
        Settings = new()
        {
            ["GrantHub:Data:Path"] = folder,
            ["GrantHub:Database:Provider"] = postgreSql is null ? "Sqlite" : provider,
            ["ConnectionStrings:GrantHub"] =
                postgreSql ?? $"Data Source={Path.Combine(folder, "granthub.db")};Pooling=false",
        };
        var builder = GrantHubHost.CreateBuilder(Settings);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        app = builder.Build();
    }

    public string Folder { get; }

    public Dictionary<string, string?> Settings { get; }

    public IServiceProvider Services => app.Services;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public async Task<T> With<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        return await work(scope.ServiceProvider);
    }

    public Task<T> Ask<T>(IRequest<T> request) =>
        With(services => services.GetRequiredService<IMediator>().Send(request));

    public Task<T> Look<T>(Func<GrantHubDb, Task<T>> look) =>
        With(services => look(services.GetRequiredService<GrantHubDb>()));

    public Task MigrateAsync() =>
        With(async services =>
        {
            await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(default);
            return true;
        });

    public Task<IReadOnlyList<string>> BackUpAsync(string file) =>
        With(services => services.GetRequiredService<Backup>().WriteAsync(file, default));

    public Task<IReadOnlyList<string>> RestoreAsync(string file, bool force = false) =>
        With(services => services.GetRequiredService<Restore>().ReadAsync(file, force, default));
}
