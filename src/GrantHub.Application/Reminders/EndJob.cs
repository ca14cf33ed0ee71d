using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>Notes how a run of a job ended. Gives the job no new version.</summary>
/// <param name="Count">How many reminders it planned, or e-mails it sent; null when it failed.</param>
/// <param name="Fault">Why it failed, without personal data; null when it did not.</param>
[Requires(Permission.Operate)]
[LeavesNoEntry("When a job ran last is on the page of jobs; what it did has entries of its own.")]
public sealed record EndJob(JobKind Kind, int? Count, string? Fault) : ICommand<Unit>;

internal sealed class EndJobHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<EndJob, Unit>
{
    private const int LongestFault = 500;

    public async Task<Unit> Handle(EndJob request, CancellationToken cancellationToken)
    {
        var fault =
            request.Fault?.Length > LongestFault ? request.Fault[..LongestFault] : request.Fault;
        await db
            .Jobs.Where(j => j.Kind == request.Kind)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(j => j.LastEndedAt, clock.UtcInstant())
                        .SetProperty(j => j.LastCount, request.Count)
                        .SetProperty(j => j.LastFault, fault),
                cancellationToken
            );
        return Unit.Value;
    }
}
