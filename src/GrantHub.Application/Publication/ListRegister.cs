using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>What of the register is listed.</summary>
public enum RegisterKind
{
    Approved,
    Refused,
    Noted,
    Received,

    /// <summary>Decisions that made a grant which the public may see.</summary>
    Grants,
}

/// <summary>A page of the public register, newest decision first.</summary>
/// <param name="Search">Words of the reference, title or recipient; each may be cut short.</param>
/// <param name="Year">The financial year of the day of the decision.</param>
/// <param name="Recipient">The recipient's slug.</param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>); null or nonsense: at the top.</param>
[Requires(Permission.ReadRegister)]
public sealed record ListRegister(
    string? Search = null,
    FinancialYear? Year = null,
    RegisterKind? Kind = null,
    string? Recipient = null,
    AmountBand? Band = null,
    string? From = null
) : IQuery<Page<RegisterItem>>;

/// <param name="Address">Last part of its address in the register.</param>
/// <param name="GrantReference">Of the grant that the public may see; null where there is none.</param>
public sealed record RegisterItem(
    long DecisionId,
    string Address,
    string Reference,
    string Title,
    DateOnly DecidedOn,
    Outcome Outcome,
    Confidentiality Confidentiality,
    string? Recipient,
    string? RecipientSlug,
    Money? Amount,
    string? GrantReference,
    string? GrantAddress,
    int Version
);

internal sealed class ListRegisterHandler(IGrantHubDb db)
    : IRequestHandler<ListRegister, Page<RegisterItem>>
{
    public async Task<Page<RegisterItem>> Handle(
        ListRegister request,
        CancellationToken cancellationToken
    )
    {
        if (request.Recipient is not null && !RegisterAccess.IsAddress(request.Recipient))
            return new([], null, null);
        // A cursor that is none means the top, and there is nothing before that.
        var from =
            Cursor.Parse(request.From) is { } given && RegisterAccess.DayOf(given) is not null
                ? given
                : null;
        var entries = Filtered(request);
        var walk = string.IsNullOrWhiteSpace(request.Search)
            ? entries.ByDate(from)
            : Found(entries, SearchText.Query(request.Search), from);
        var rows = await (
            from entry in walk.Take(Page<RegisterItem>.Size + 1)
            join made in db.Grants on entry.GrantId equals made.Id into grants
            from grant in grants.DefaultIfEmpty()
            select new RegisterItem(
                entry.DecisionId,
                entry.Slug,
                entry.Reference,
                entry.Title,
                entry.DecidedOn,
                entry.Outcome,
                entry.Confidentiality,
                entry.Recipient,
                entry.RecipientSlug,
                entry.Amount,
                grant == null ? null : grant.Reference,
                grant == null ? null : grant.Slug,
                entry.Version
            )
        ).ToListAsync(cancellationToken);
        return Cursor.Page(rows, from, row => (row.DecidedOn.Iso(), row.DecisionId));
    }

    private IQueryable<RegisterEntry> Filtered(ListRegister request)
    {
        var entries = db.RegisterEntries.AsNoTracking();
        if (request.Year is { } year)
            entries = entries.Where(e => e.FinancialYear == year);
        if (request.Kind == RegisterKind.Grants)
            entries = entries.Where(e => e.GrantId != null);
        else if (OutcomeOf(request.Kind) is { } outcome)
            entries = entries.Where(e => e.Outcome == outcome);
        if (request.Recipient is { } recipient)
            entries = entries.Where(e => e.RecipientSlug == recipient);
        if (request.Band is { } band)
            entries = entries.Where(e => e.AmountBand == band);
        return entries;
    }

    private static Outcome? OutcomeOf(RegisterKind? kind) =>
        kind switch
        {
            RegisterKind.Approved => Outcome.Approved,
            RegisterKind.Refused => Outcome.NotApproved,
            RegisterKind.Noted => Outcome.Noted,
            RegisterKind.Received => Outcome.Received,
            RegisterKind.Grants or null => null,
        };

    private IQueryable<RegisterEntry> Found(
        IQueryable<RegisterEntry> entries,
        IReadOnlyList<string> words,
        Cursor? from
    )
    {
        if (words.Count == 0)
            return entries.Where(e => false);
        var first = words[0];
        // The longest word is walked in the token table, newest decision first; the others are looked up beside it.
        var found =
            from token in db.RegisterTokens.Where(t => t.Token == first)
            join entry in entries on token.DecisionId equals entry.DecisionId
            select new
            {
                token.DecidedOn,
                token.DecisionId,
                Entry = entry,
            };
        foreach (var word in words.Skip(1))
            found = found.Where(f =>
                db.RegisterTokens.Any(t =>
                    t.Token == word && t.DecidedOn == f.DecidedOn && t.DecisionId == f.DecisionId
                )
            );
        var backwards = from is { Backwards: true };
        if (from is not null && RegisterAccess.DayOf(from) is { } day)
            found = backwards
                ? found.Where(f =>
                    f.DecidedOn >= day && (f.DecidedOn > day || f.DecisionId > from.Id)
                )
                : found.Where(f =>
                    f.DecidedOn <= day && (f.DecidedOn < day || f.DecisionId < from.Id)
                );
        return backwards
            ? found.OrderBy(f => f.DecidedOn).ThenBy(f => f.DecisionId).Select(f => f.Entry)
            : found
                .OrderByDescending(f => f.DecidedOn)
                .ThenByDescending(f => f.DecisionId)
                .Select(f => f.Entry);
    }
}
