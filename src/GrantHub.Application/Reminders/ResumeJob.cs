using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>Lets a paused job run by its schedule again.</summary>
[Requires(Permission.ManageReminders)]
public sealed record ResumeJob(JobKind Kind) : ICommand<Unit>;

internal sealed class ResumeJobHandler(IGrantHubDb db) : IRequestHandler<ResumeJob, Unit>
{
    public async Task<Unit> Handle(ResumeJob request, CancellationToken cancellationToken)
    {
        // A job that was never paused may have no row yet, and needs none to go on as it does.
        var job = await db.Jobs.SingleOrDefaultAsync(
            j => j.Kind == request.Kind,
            cancellationToken
        );
        job?.Resume();
        return Unit.Value;
    }
}
