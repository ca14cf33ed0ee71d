using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>Whether e-mail is stuck, for a monitor.</summary>
[Requires(Permission.Operate)]
public sealed record ReadMailTrouble : IQuery<MailTrouble>;

/// <param name="IsWaiting">E-mails wait, after failed attempts, for longer than <see cref="LongestWait"/>.</param>
/// <param name="IsGivenUp">E-mails were given up within <see cref="Recent"/>.</param>
public sealed record MailTrouble(bool IsWaiting, bool IsGivenUp)
{
    public static TimeSpan LongestWait { get; } = TimeSpan.FromMinutes(15);
    public static TimeSpan Recent { get; } = TimeSpan.FromDays(1);
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
        return new(
            await db.Outbox.AnyAsync(
                m =>
                    m.State == MessageState.Waiting
                    && m.Attempts > 0
                    && m.CreatedAt <= late
                    && m.SendOn <= today,
                cancellationToken
            ),
            await db.Outbox.AnyAsync(
                m => m.State == MessageState.GivenUp && m.NextAttemptAt >= recent,
                cancellationToken
            )
        );
    }
}
