using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>How the jobs stand, and how many e-mails are in each state.</summary>
[Requires(Permission.ManageReminders)]
public sealed record ReadJobs : IQuery<JobsOverview>;

/// <param name="Jobs">Every job, those that have never run too.</param>
/// <param name="Outbox">Every state, in the order in which pages show them.</param>
public sealed record JobsOverview(
    IReadOnlyList<JobDetails> Jobs,
    IReadOnlyList<OutboxCount> Outbox
);

public sealed record JobDetails(
    JobKind Kind,
    DateTime? PausedAt,
    string? PausedByName,
    DateTime? LastStartedAt,
    DateTime? LastEndedAt,
    int? LastCount,
    string? LastFault
);

/// <param name="Count">At most <see cref="Most"/>; nobody counts through all that was ever sent.</param>
public sealed record OutboxCount(MessageState State, int Count)
{
    public const int Most = 1000;
}

internal sealed class ReadJobsHandler(IGrantHubDb db) : IRequestHandler<ReadJobs, JobsOverview>
{
    public async Task<JobsOverview> Handle(ReadJobs request, CancellationToken cancellationToken)
    {
        var jobs = await db.Jobs.AsNoTracking().ToListAsync(cancellationToken);
        var counts = new List<OutboxCount>();
        foreach (var state in Enum.GetValues<MessageState>())
            counts.Add(
                new(
                    state,
                    await db
                        .Outbox.Where(m => m.State == state)
                        .Take(OutboxCount.Most)
                        .CountAsync(cancellationToken)
                )
            );
        return new(
            [
                .. Enum.GetValues<JobKind>()
                    .Select(kind =>
                        Details(jobs.SingleOrDefault(job => job.Kind == kind) ?? new Job(kind))
                    ),
            ],
            counts
        );
    }

    private static JobDetails Details(Job job) =>
        new(
            job.Kind,
            job.PausedAt,
            job.PausedByName,
            job.LastStartedAt,
            job.LastEndedAt,
            job.LastCount,
            job.LastFault
        );
}
