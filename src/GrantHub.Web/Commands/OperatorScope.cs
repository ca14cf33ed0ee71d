using System.CommandLine;
using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Web.Hosting;
using MediatR;

namespace GrantHub.Web.Commands;

/// <summary>
/// The program without its web server, for one command: the database is brought up to date, and whoever asks is the
/// operator.
/// </summary>
internal sealed class OperatorScope : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly AsyncServiceScope scope;

    private OperatorScope(WebApplication app)
    {
        this.app = app;
        scope = app.Services.CreateAsyncScope();
    }

    public IServiceProvider Services => scope.ServiceProvider;

    /// <param name="isThere">The command is about what is there: a database is not made for it.</param>
    public static async Task<OperatorScope> OpenAsync(
        ParseResult parsed,
        CancellationToken cancellationToken,
        bool isThere = false
    )
    {
        var opened = new OperatorScope(GrantHubHost.CreateBuilder(parsed.Settings()).Build());
        var migrator = opened.Services.GetRequiredService<DatabaseMigrator>();
        if (isThere && !await migrator.ExistsAsync(cancellationToken))
            throw new NotFoundException(
                "There is no database there. Check --data and the connection string."
            );
        await migrator.MigrateAsync(cancellationToken);
        opened.Services.GetRequiredService<CurrentUser>().IsOperator();
        return opened;
    }

    public Task<T> Ask<T>(IRequest<T> request, CancellationToken cancellationToken) =>
        Services.GetRequiredService<IMediator>().Send(request, cancellationToken);

    /// <summary>Writes down that something leaves GrantHub, before it does.</summary>
    /// <param name="what">The command with its arguments.</param>
    /// <param name="file">Its name without the path; null for standard output.</param>
    public Task NoteExportAsync(string what, string? file) =>
        Services
            .GetRequiredService<AccessLog>()
            .AppendAsync(AccessEvent.Exported, what.Trim(), file, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await app.DisposeAsync();
    }
}
