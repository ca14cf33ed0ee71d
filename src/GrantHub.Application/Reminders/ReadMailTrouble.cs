using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>Whether e-mail is stuck, for a monitor.</summary>
[Requires(Permission.Operate)]
public sealed record ReadMailTrouble : IQuery<MailTrouble>;

/// <param name="IsWaiting">E-mails wait for longer than <see cref="LongestWait"/>: sending fails, is paused or does not run.</param>
/// <param name="IsGivenUp">E-mails were given up within <see cref="Recent"/>.</param>
/// <param name="IsNotPlanned">Planning failed last time, or has not ended well within <see cref="LongestWithoutPlan"/>.</param>
public sealed record MailTrouble(bool IsWaiting, bool IsGivenUp, bool IsNotPlanned)
{
    public static TimeSpan LongestWait { get; } = TimeSpan.FromMinutes(15);
    public static TimeSpan Recent { get; } = TimeSpan.FromDays(1);
    public static TimeSpan LongestWithoutPlan { get; } = TimeSpan.FromHours(25);
}

internal sealed class ReadMailTroubleHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ReadMailTrouble, MailTrouble>
{
    public async Task<MailTrouble> Handle(
        ReadMailTrouble request,
        CancellationToken cancellationToken
    )
    {
        var now = clock.UtcInstant();
        var today = now.LondonDate();
        var late = now - MailTrouble.LongestWait;
        var recent = now - MailTrouble.Recent;
        var planned = now - MailTrouble.LongestWithoutPlan;
        return new(
            await db.Outbox.AnyAsync(
                m =>
                    m.State == MessageState.Waiting
                    && (m.NextAttemptAt <= late || (m.Attempts > 0 && m.CreatedAt <= late))
                    && m.SendOn <= today,
                cancellationToken
            ),
            await db.Outbox.AnyAsync(
                m => m.State == MessageState.GivenUp && m.NextAttemptAt >= recent,
                cancellationToken
            ),
            await db.Jobs.AnyAsync(
                j =>
                    j.Kind == JobKind.PlanReminders
                    && (j.LastFault != null || j.LastEndedAt < planned),
                cancellationToken
            )
        );
    }
}
