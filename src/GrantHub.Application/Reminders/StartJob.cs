using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>Notes that a job starts, unless it is paused. Gives the job no new version.</summary>
/// <param name="UnlessDoneSince">Nor if it has ended without a fault since then; null: however recent that is.</param>
[Requires(Permission.Operate)]
[LeavesNoEntry("When a job ran last is on the page of jobs; what it did has entries of its own.")]
public sealed record StartJob(JobKind Kind, DateTime? UnlessDoneSince = null) : ICommand<bool>;

internal sealed class StartJobHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<StartJob, bool>
{
    /// <returns>Whether it is to run.</returns>
    public async Task<bool> Handle(StartJob request, CancellationToken cancellationToken)
    {
        var job = await db.LoadJobAsync(request.Kind, cancellationToken);
        if (
            job.PausedAt is not null
            || job.LastFault is null && job.LastEndedAt >= request.UnlessDoneSince
        )
            return false;
        await db.SaveChangesAsync(cancellationToken);
        await db
            .Jobs.Where(j => j.Id == job.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(j => j.LastStartedAt, clock.UtcInstant()),
                cancellationToken
            );
        return true;
    }
}
