using System.Threading.Channels;
using GrantHub.Application.Publication;
using GrantHub.Infrastructure.People;
using MediatR;

namespace GrantHub.Web.Publication;

/// <summary>
/// Renders notices in the background once a decision stands, so that the PDF is usually there when somebody asks for it.
/// What is lost at a stop is rendered when it is asked for.
/// </summary>
public sealed class NoticePrinter(
    IServiceScopeFactory scopes,
    IPdfRenderer renderer,
    ILogger<NoticePrinter> logger
) : BackgroundService
{
    private const int LongestQueue = 1000;

    private readonly Channel<string> queue = Channel.CreateBounded<string>(
        new BoundedChannelOptions(LongestQueue)
        {
            FullMode = BoundedChannelFullMode.DropWrite,
            SingleReader = true,
        }
    );

    /// <summary>Call after the transaction that decided the record, or gave it a new version.</summary>
    /// <param name="address">The record's address.</param>
    public void Print(string address)
    {
        if (renderer.IsAvailable)
            queue.Writer.TryWrite(address);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var address in queue.Reader.ReadAllAsync(stoppingToken))
            try
            {
                await PrintAsync(address, stoppingToken);
            }
            // One notice that fails must not end the service, and with it the program.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(failure, "The notice of {Address} is not rendered yet", address);
            }
    }

    private async Task PrintAsync(string address, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        var notice = await scope
            .ServiceProvider.GetRequiredService<IMediator>()
            .Send(new ReadNotice(address), cancellationToken);
        await scope
            .ServiceProvider.GetRequiredService<NoticePdfs>()
            .OfAsync(notice, cancellationToken);
        var published = await scope
            .ServiceProvider.GetRequiredService<IMediator>()
            .Send(new ReadPublished(address), cancellationToken);
        if (published is { Document: { } document, Version.Id: var version })
            await scope
                .ServiceProvider.GetRequiredService<PublishedPdfs>()
                .OfAsync(version, document, cancellationToken);
    }
}
