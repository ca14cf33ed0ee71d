using GrantHub.Application.Audit;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>Makes a bank holiday an ordinary day again. Reminders that were planned stay as they are.</summary>
[Requires(Permission.ManageReminders)]
public sealed record RemoveBankHoliday(DateOnly Date) : ICommand<Unit>;

internal sealed class RemoveBankHolidayHandler(IGrantHubDb db, AuditTrail trail)
    : IRequestHandler<RemoveBankHoliday, Unit>
{
    public async Task<Unit> Handle(RemoveBankHoliday request, CancellationToken cancellationToken)
    {
        var holiday =
            await db.BankHolidays.SingleOrDefaultAsync(
                h => h.Date == request.Date,
                cancellationToken
            ) ?? throw new NotFoundException("That day is no bank holiday.");
        db.BankHolidays.Remove(holiday);
        trail.Note(
            BankHoliday.Subject,
            holiday.Date.DayNumber,
            new Happening("BankHolidayRemoved", Before: holiday.Words())
        );
        return Unit.Value;
    }
}
