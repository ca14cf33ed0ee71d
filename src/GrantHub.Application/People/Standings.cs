using GrantHub.Domain;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

public enum StandingState
{
    Upcoming,
    Current,
    Ended,
}

/// <summary>One appointment of a deputy.</summary>
/// <param name="Until">The last day; null: until ended.</param>
/// <param name="Limit">The largest ceiling that the deputy may decide; null: none.</param>
public sealed record Standing(
    long Id,
    Role Role,
    long OfficerId,
    string OfficerName,
    long DeputyId,
    string DeputyName,
    DateOnly From,
    DateOnly? Until,
    Money? Limit,
    string Authority
)
{
    public StandingState StateOn(DateOnly day) =>
        Until < day ? StandingState.Ended
        : From > day ? StandingState.Upcoming
        : StandingState.Current;
}

internal static class Standings
{
    /// <summary>Every appointment in which the person is the officer or the deputy, newest first.</summary>
    public static async Task<IReadOnlyList<Standing>> OfAsync(
        IGrantHubDb db,
        long personId,
        CancellationToken cancellationToken
    ) =>
        await (
            from deputy in db.Deputies.AsNoTracking()
            join officer in db.People on deputy.OfficerId equals officer.Id
            join standIn in db.People on deputy.DeputyId equals standIn.Id
            where deputy.OfficerId == personId || deputy.DeputyId == personId
            orderby deputy.From descending, deputy.Id descending
            select new Standing(
                deputy.Id,
                deputy.Role,
                officer.Id,
                officer.Name,
                standIn.Id,
                standIn.Name,
                deputy.From,
                deputy.Until,
                deputy.Limit,
                deputy.Authority
            )
        ).ToListAsync(cancellationToken);
}
