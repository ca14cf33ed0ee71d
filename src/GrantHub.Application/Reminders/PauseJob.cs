using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>Keeps a job from running until somebody resumes it. What runs at the moment goes on to its end.</summary>
[Requires(Permission.ManageReminders)]
public sealed record PauseJob(JobKind Kind) : ICommand<Unit>;

internal sealed class PauseJobHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<PauseJob, Unit>
{
    public async Task<Unit> Handle(PauseJob request, CancellationToken cancellationToken)
    {
        var job = await db.LoadJobAsync(request.Kind, cancellationToken);
        job.Pause(user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}

internal static class JobAccess
{
    /// <summary>A job that has never run has no row yet and gets one.</summary>
    public static async Task<Job> LoadJobAsync(
        this IGrantHubDb db,
        JobKind kind,
        CancellationToken cancellationToken
    )
    {
        if (await db.Jobs.SingleOrDefaultAsync(j => j.Kind == kind, cancellationToken) is { } job)
            return job;
        job = new Job(kind);
        db.Jobs.Add(job);
        return job;
    }
}
