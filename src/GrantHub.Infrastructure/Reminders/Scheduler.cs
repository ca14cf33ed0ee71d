using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace GrantHub.Infrastructure.Reminders;

/// <summary>
/// Starts and stops the jobs with the server. Left to itself Quartz asks a database that is away until it is back, and a server
/// that was told to stop would stay as long.
/// </summary>
internal sealed partial class Scheduler(
    IHostApplicationLifetime lifetime,
    IServiceProvider services,
    IOptionsMonitor<QuartzHostedServiceOptions> options,
    ILogger<Scheduler> log
) : QuartzHostedService(lifetime, services, options), IHostedService
{
    /// <summary>What is cut off here another server does, or this one when it starts again.</summary>
    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await StopAsync(cancellationToken).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            CutOff();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The jobs did not end in time; the server stops without them"
    )]
    private partial void CutOff();
}
