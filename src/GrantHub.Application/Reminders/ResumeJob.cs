using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;

namespace GrantHub.Application.Reminders;

/// <summary>Lets a paused job run by its schedule again.</summary>
[Requires(Permission.ManageReminders)]
public sealed record ResumeJob(JobKind Kind) : ICommand<Unit>;

internal sealed class ResumeJobHandler(IGrantHubDb db) : IRequestHandler<ResumeJob, Unit>
{
    public async Task<Unit> Handle(ResumeJob request, CancellationToken cancellationToken)
    {
        var job = await db.LoadJobAsync(request.Kind, cancellationToken);
        job.Resume();
        return Unit.Value;
    }
}
