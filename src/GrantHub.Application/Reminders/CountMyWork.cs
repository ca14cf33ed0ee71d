using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>How much waits for the person, drafts not counted: one SQL command.</summary>
[Requires(Permission.SignedIn)]
public sealed record CountMyWork : IQuery<int>
{
    /// <summary>Marks the command, so that a page's own can be counted without what is counted once a minute.</summary>
    public const string QueryTag = "waiting";
}

internal sealed class CountMyWorkHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<CountMyWork, int>
{
    public async Task<int> Handle(CountMyWork request, CancellationToken cancellationToken)
    {
        var work = new OwnWork(db, user, clock.LondonToday());
        var counted = Work.KindsOf(user)
            .Where(kind => kind != WorkKind.MyDrafts)
            .Select(kind => work.Of(kind).Select(w => w.SubjectId).Distinct())
            .ToList();
        return counted.Count == 0
            ? 0
            : await counted
                .Aggregate((one, other) => one.Concat(other))
                .TagWith(CountMyWork.QueryTag)
                .CountAsync(cancellationToken);
    }
}
