using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Reminders;

/// <summary>Stops reminders that wait to be sent though their work was done meanwhile.</summary>
/// <param name="AsOf">Stands for today; null: today in London.</param>
[Requires(Permission.Operate)]
[LeavesNoEntry(
    "Reminders follow from what there is to do, and the outbox keeps what went to whom."
)]
public sealed record StopDoneReminders(DateOnly? AsOf = null) : ICommand<Unit>;

internal sealed class StopDoneRemindersHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<StopDoneReminders, Unit>
{
    public async Task<Unit> Handle(StopDoneReminders request, CancellationToken cancellationToken)
    {
        await new ReminderPlan(
            db,
            request.AsOf ?? clock.LondonToday(),
            clock.UtcInstant()
        ).StopDoneAsync(cancellationToken);
        return Unit.Value;
    }
}
