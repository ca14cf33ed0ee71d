using System.CommandLine;
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

    public static async Task<OperatorScope> OpenAsync(
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var opened = new OperatorScope(GrantHubHost.CreateBuilder(parsed.Settings()).Build());
        await opened
            .Services.GetRequiredService<DatabaseMigrator>()
            .MigrateAsync(cancellationToken);
        opened.Services.GetRequiredService<CurrentUser>().IsOperator();
        return opened;
    }

    public Task<T> Ask<T>(IRequest<T> request, CancellationToken cancellationToken) =>
        Services.GetRequiredService<IMediator>().Send(request, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await app.DisposeAsync();
    }
}
