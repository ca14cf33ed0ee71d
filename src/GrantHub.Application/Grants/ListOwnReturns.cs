using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>A page of the returns of the person's own organisation.</summary>
/// <param name="Submitted">
/// Those that wait for the lead officer or are accepted, the latest due first; else those that are owed, the earliest
/// due first.
/// </param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>).</param>
[Requires(Permission.SubmitOwnReturns)]
public sealed record ListOwnReturns(bool Submitted = false, string? From = null)
    : IQuery<Page<OwnReturnRow>>;

/// <param name="Address">Last part of the grant's address.</param>
public sealed record OwnReturnRow(
    long Id,
    string Address,
    string Reference,
    string Title,
    int Number,
    FinancialYear Year,
    DateOnly PeriodStart,
    DateOnly PeriodEnd,
    DateOnly DueOn,
    DateTime? SubmittedAt,
    DateTime? AcceptedAt,
    int Rounds
)
{
    public ReturnState StateOn(DateOnly today) =>
        this switch
        {
            { AcceptedAt: not null } => ReturnState.Accepted,
            { SubmittedAt: not null } => ReturnState.Submitted,
            _ when today > DueOn => ReturnState.Overdue,
            { Rounds: > 0 } => ReturnState.SentBack,
            _ => ReturnState.Due,
        };
}

internal sealed class ListOwnReturnsHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ListOwnReturns, Page<OwnReturnRow>>
{
    public async Task<Page<OwnReturnRow>> Handle(
        ListOwnReturns request,
        CancellationToken cancellationToken
    )
    {
        var from = Cursor.Parse(request.From);
        var all = db.OwnGrants(user)
            .AsNoTracking()
            .SelectMany(g => g.Returns, (g, r) => new { Grant = g, Return = r })
            .Where(f => (f.Return.SubmittedAt != null) == request.Submitted);
        var descending = request.Submitted != (from is { Backwards: true });
        if (
            from is not null
            && DateOnly.TryParseExact(
                from.Key,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var due
            )
        )
            all = descending
                ? all.Where(f =>
                    f.Return.DueOn < due || (f.Return.DueOn == due && f.Return.Id < from.Id)
                )
                : all.Where(f =>
                    f.Return.DueOn > due || (f.Return.DueOn == due && f.Return.Id > from.Id)
                );
        var ordered = descending
            ? all.OrderByDescending(f => f.Return.DueOn).ThenByDescending(f => f.Return.Id)
            : all.OrderBy(f => f.Return.DueOn).ThenBy(f => f.Return.Id);
        var rows = await ordered
            .Take(Page<OwnReturnRow>.Size + 1)
            .Select(f => new OwnReturnRow(
                f.Return.Id,
                f.Grant.Slug,
                f.Grant.Reference,
                f.Grant.Title,
                f.Return.Number,
                f.Return.Year,
                f.Return.From,
                f.Return.To,
                f.Return.DueOn,
                f.Return.SubmittedAt,
                f.Return.AcceptedAt,
                f.Return.Rounds
            ))
            .ToListAsync(cancellationToken);
        return Cursor.Page(rows, from, row => (row.DueOn.Iso(), row.Id));
    }
}
