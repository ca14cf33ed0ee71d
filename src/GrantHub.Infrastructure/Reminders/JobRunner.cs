using GrantHub.Application;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.People;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrantHub.Infrastructure.Reminders;

/// <summary>Runs a job as the operator, in a scope of its own, and notes how it went.</summary>
public sealed partial class JobRunner(IServiceScopeFactory scopes, ILogger<JobRunner> log)
{
    /// <summary>Whatever the job throws ends here: it is noted and logged, without what may name people.</summary>
    /// <param name="work">Returns how many things it did.</param>
    /// <param name="unlessDoneSince">Does nothing if the job ended well since then; null: it always runs.</param>
    public async Task RunAsync(
        JobKind kind,
        Func<IServiceProvider, CancellationToken, Task<int>> work,
        DateTime? unlessDoneSince,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            if (!await Ask(new StartJob(kind, unlessDoneSince), cancellationToken))
                return;
            var count = await InScope(
                services => work(services, cancellationToken),
                cancellationToken
            );
            // What is done is noted even while the server stops.
            await Ask(new EndJob(kind, count, null), CancellationToken.None);
            Count(kind, "done");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops; the job starts again with it.
        }
        catch (Exception fault)
        {
            Count(kind, "failed");
            Failed(kind, Kinds(fault), fault.StackTrace);
            await NoteAsync(kind, fault);
        }
    }

    private static void Count(JobKind kind, string outcome) =>
        Counters.JobRuns.Add(
            1,
            KeyValuePair.Create("job", (object?)kind.ToString()),
            KeyValuePair.Create("outcome", (object?)outcome)
        );

    private async Task NoteAsync(JobKind kind, Exception fault)
    {
        try
        {
            await Ask(new EndJob(kind, null, Sentence(fault)), CancellationToken.None);
        }
        catch (Exception second)
        {
            // The database itself may be what fails. It is asked again at the next run.
            Failed(kind, Kinds(second), second.StackTrace);
        }
    }

    private Task<T> Ask<T>(IRequest<T> request, CancellationToken cancellationToken) =>
        InScope(
            services => services.GetRequiredService<IMediator>().Send(request, cancellationToken),
            cancellationToken
        );

    private async Task<T> InScope<T>(
        Func<IServiceProvider, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        return await work(scope.ServiceProvider);
    }

    /// <summary>GrantHub's own sentences name nobody; what others say may hold an address or a name.</summary>
    private static string Sentence(Exception fault) =>
        fault is DomainException or SettingsException or MailException
            ? fault.Message
            : $"The run stopped with a fault ({Kinds(fault)}). The server’s log says where.";

    private static string Kinds(Exception? fault)
    {
        var kinds = new List<string>();
        for (; fault is not null; fault = fault.InnerException)
            kinds.Add(fault.GetType().Name);
        return string.Join(", from ", kinds);
    }

    [LoggerMessage(LogLevel.Error, "The job {Job} failed: {Fault}\n{Where}")]
    private partial void Failed(JobKind job, string fault, string? where);
}
