using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>What a person sees of themselves.</summary>
[Requires(Permission.SignedIn)]
public sealed record ReadOwnAccount : IQuery<OwnAccount>;

/// <param name="DailyDigest">All reminders come in one e-mail a day.</param>
/// <param name="Muted">What the person does not want to be told of at the moment it happens.</param>
/// <param name="Deputies">Who may act for the person, now or later.</param>
/// <param name="StandsInFor">For whom the person may act, now or later.</param>
public sealed record OwnAccount(
    string Name,
    string Email,
    string? Post,
    string? Telephone,
    Role Roles,
    Guid Version,
    bool DailyDigest,
    Moment Muted,
    IReadOnlyList<Standing> Deputies,
    IReadOnlyList<Standing> StandsInFor
);

internal sealed class ReadOwnAccountHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ReadOwnAccount, OwnAccount>
{
    public async Task<OwnAccount> Handle(
        ReadOwnAccount request,
        CancellationToken cancellationToken
    )
    {
        var me = user.Must().PersonId;
        var person =
            await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == me, cancellationToken)
            ?? throw PersonAccess.NoSuchPerson;
        var today = clock.LondonToday();
        var standings = (await Standings.OfAsync(db, me, cancellationToken))
            .Where(s => s.StateOn(today) != StandingState.Ended)
            .ToList();
        return new(
            person.Name,
            person.Email,
            person.Post,
            person.Telephone,
            person.Roles,
            person.Version,
            person.DailyDigest,
            person.Muted,
            [.. standings.Where(s => s.OfficerId == me)],
            [.. standings.Where(s => s.DeputyId == me)]
        );
    }
}
