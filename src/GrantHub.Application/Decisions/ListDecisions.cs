using System.Globalization;
using System.Linq.Expressions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

public enum DecisionSort
{
    /// <summary>Last change first.</summary>
    Newest,
    Oldest,
    Title,
    TitleDescending,
}

public enum DecisionScope
{
    /// <summary>What the person raised or leads, and what waits for them.</summary>
    MineOrWaiting,
    WaitingForMe,
    Mine,
    All,
}

/// <summary>A page of decision records that the person may see.</summary>
/// <param name="Search">Words of the reference, title or recipient; each may be cut short. Results are newest raised first.</param>
/// <param name="LeadOfficerId">A person in GrantHub.</param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>); null or nonsense: at the top.</param>
[Requires(Permission.ReadDecisions)]
public sealed record ListDecisions(
    DecisionScope Scope = DecisionScope.MineOrWaiting,
    DecisionStatus? Status = null,
    int? Year = null,
    long? LeadOfficerId = null,
    string? Search = null,
    DecisionSort Sort = DecisionSort.Newest,
    string? From = null
) : IQuery<Page<DecisionRow>>;

/// <param name="Address">Last part of the record's address.</param>
public sealed record DecisionRow(
    long Id,
    string Address,
    string? Reference,
    string Title,
    string? LeadOfficer,
    string? Recipient,
    Money? Amount,
    DecisionStatus Status,
    Role? AwaitingRole,
    DateTime UpdatedAt,
    DateOnly? DecidedOn
);

internal sealed class ListDecisionsHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ListDecisions, Page<DecisionRow>>
{
    public async Task<Page<DecisionRow>> Handle(
        ListDecisions request,
        CancellationToken cancellationToken
    )
    {
        var from = Cursor.Parse(request.From);
        var rows = await Ordered(request, from)
            .Take(Page<DecisionRow>.Size + 1)
            .Select(d => new
            {
                d.Id,
                d.Slug,
                d.Reference,
                d.Title,
                d.LeadOfficerName,
                d.Recipient,
                d.Amount,
                d.WithdrawnAt,
                d.Outcome,
                d.AwaitingRole,
                d.ReturnedAt,
                d.UpdatedAt,
                d.DecidedOn,
            })
            .ToListAsync(cancellationToken);
        var page = rows.Select(d => new DecisionRow(
                d.Id,
                DecisionAddresses.Of(d.Slug, d.Id),
                d.Reference,
                d.Title,
                d.LeadOfficerName,
                d.Recipient,
                d.Amount,
                DecisionStates.Of(d.WithdrawnAt, d.Outcome, d.AwaitingRole, d.ReturnedAt),
                d.AwaitingRole,
                d.UpdatedAt,
                d.DecidedOn
            ))
            .ToList();
        return Cursor.Page(page, from, row => (KeyOf(request, row), row.Id));
    }

    /// <summary>
    /// One stretch is walked along its index. Of several, the page is the first of each put together: a database that
    /// is given them as one condition with "or" reads and sorts everything a person ever had.
    /// </summary>
    private IQueryable<DecisionRecord> Ordered(ListDecisions request, Cursor? from)
    {
        var walks = Stretches(request)
            .Select(stretch => Walk(request, Filtered(request).Where(stretch), from))
            .ToList();
        if (walks is [var only])
            return only;
        var ids = walks
            .Select(walk => walk.Take(Page<DecisionRow>.Size + 1).Select(d => d.Id))
            .Aggregate((first, second) => first.Union(second));
        var found = db.Decisions.AsNoTracking().Where(d => ids.Contains(d.Id));
        return string.IsNullOrWhiteSpace(request.Search)
            ? Walk(request, found, from)
            : ById(found, from);
    }

    /// <summary>The parts of the scope, each with an index in the order of the list.</summary>
    private IReadOnlyList<Expression<Func<DecisionRecord, bool>>> Stretches(ListDecisions request)
    {
        var actor = user.Must();
        return request.Scope switch
        {
            // Others' drafts are not theirs to see, and looking past them all for their own would take long.
            DecisionScope.All
                when request.Status is DecisionStatus.Draft or DecisionStatus.Returned
                    && !user.May(Permission.ReadAllDrafts) => DecisionQueue.Of(actor),
            DecisionScope.All => [d => true],
            DecisionScope.Mine => DecisionQueue.Of(actor),
            DecisionScope.WaitingForMe =>
            [
                .. DecisionQueue.TurnsOf(actor),
                DecisionQueue.WasReturnedTo(actor),
            ],
            DecisionScope.MineOrWaiting =>
            [
                .. DecisionQueue.Of(actor),
                .. DecisionQueue.TurnsOf(actor),
            ],
        };
    }

    private IQueryable<DecisionRecord> Filtered(ListDecisions request)
    {
        var records = db.Decisions.AsNoTracking().Where(DecisionAccess.VisibleTo(user));
        if (request.Status is { } status)
            records = records.Where(DecisionStates.Is(status));
        if (request.Year is { } year)
            records = records.Where(d => d.Year == year);
        if (request.LeadOfficerId is { } lead)
            records = records.Where(d => d.LeadOfficerId == lead);
        return records;
    }

    private IQueryable<DecisionRecord> Walk(
        ListDecisions request,
        IQueryable<DecisionRecord> records,
        Cursor? from
    ) =>
        !string.IsNullOrWhiteSpace(request.Search)
            ? Found(records, SearchText.Query(request.Search), from)
            : request.Sort switch
            {
                DecisionSort.Newest => ByDate(records, from, newestFirst: true),
                DecisionSort.Oldest => ByDate(records, from, newestFirst: false),
                DecisionSort.Title => ByTitle(records, from, ascending: true),
                DecisionSort.TitleDescending => ByTitle(records, from, ascending: false),
            };

    private IQueryable<DecisionRecord> Found(
        IQueryable<DecisionRecord> records,
        IReadOnlyList<string> words,
        Cursor? from
    )
    {
        if (words.Count == 0)
            return records.Where(d => false);
        var first = words[0];
        // The longest word is walked in the token table, newest record first; the others are looked up beside it.
        var found =
            from token in db.DecisionTokens.Where(t => t.Token == first)
            join record in records on token.DecisionId equals record.Id
            select new { token.DecisionId, Record = record };
        foreach (var word in words.Skip(1))
            found = found.Where(f =>
                db.DecisionTokens.Any(t => t.Token == word && t.DecisionId == f.DecisionId)
            );
        if (from is { Backwards: false })
            found = found.Where(f => f.DecisionId < from.Id);
        else if (from is { Backwards: true })
            found = found.Where(f => f.DecisionId > from.Id);
        return from is { Backwards: true }
            ? found.OrderBy(f => f.DecisionId).Select(f => f.Record)
            : found.OrderByDescending(f => f.DecisionId).Select(f => f.Record);
    }

    private static IQueryable<DecisionRecord> ById(
        IQueryable<DecisionRecord> records,
        Cursor? from
    ) =>
        from is { Backwards: true }
            ? records.OrderBy(d => d.Id)
            : records.OrderByDescending(d => d.Id);

    private static IQueryable<DecisionRecord> ByDate(
        IQueryable<DecisionRecord> records,
        Cursor? from,
        bool newestFirst
    )
    {
        var descending = newestFirst != (from is { Backwards: true });
        if (
            from is not null
            && long.TryParse(
                from.Key,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var ticks
            )
            && ticks <= DateTime.MaxValue.Ticks
        )
        {
            var at = new DateTime(ticks, DateTimeKind.Utc);
            records = descending
                ? records.Where(d => d.UpdatedAt <= at && (d.UpdatedAt < at || d.Id < from.Id))
                : records.Where(d => d.UpdatedAt >= at && (d.UpdatedAt > at || d.Id > from.Id));
        }
        return descending
            ? records.OrderByDescending(d => d.UpdatedAt).ThenByDescending(d => d.Id)
            : records.OrderBy(d => d.UpdatedAt).ThenBy(d => d.Id);
    }

    private static IQueryable<DecisionRecord> ByTitle(
        IQueryable<DecisionRecord> records,
        Cursor? from,
        bool ascending
    )
    {
        var forward = ascending != (from is { Backwards: true });
        if (from is not null)
        {
            var title = from.Key;
            records = forward
                ? records.Where(d =>
                    d.Title.CompareTo(title) >= 0
                    && (d.Title.CompareTo(title) > 0 || d.Id > from.Id)
                )
                : records.Where(d =>
                    d.Title.CompareTo(title) <= 0
                    && (d.Title.CompareTo(title) < 0 || d.Id < from.Id)
                );
        }
        return forward
            ? records.OrderBy(d => d.Title).ThenBy(d => d.Id)
            : records.OrderByDescending(d => d.Title).ThenByDescending(d => d.Id);
    }

    private static string KeyOf(ListDecisions request, DecisionRow row) =>
        request.Sort switch
        {
            DecisionSort.Newest or DecisionSort.Oldest => row.UpdatedAt.Ticks.ToString(
                CultureInfo.InvariantCulture
            ),
            DecisionSort.Title or DecisionSort.TitleDescending => row.Title,
        };
}

/// <summary>What is a person's own and what waits for them, in parts that each follow an index.</summary>
public static class DecisionQueue
{
    /// <summary>What the person raised, and what they lead.</summary>
    public static IReadOnlyList<Expression<Func<DecisionRecord, bool>>> Of(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var me = actor.PersonId;
        return [d => d.RaisedById == me, d => d.LeadOfficerId == me];
    }

    /// <summary>
    /// For each role that the person holds or deputises for: it is its turn, and they neither raised, submitted nor
    /// lead the record nor signed already.
    /// </summary>
    public static IEnumerable<Expression<Func<DecisionRecord, bool>>> TurnsOf(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var me = actor.PersonId;
        foreach (var role in Deputy.DeputisedRoles.Where(role => actor.In(role) is not null))
            yield return d =>
                d.AwaitingRole == role
                && d.RaisedById != me
                && d.SubmittedById != me
                && (d.LeadOfficerId == null || d.LeadOfficerId != me)
                && !d.Signatures.Any(s => s.PersonId == me && s.VoidedAt == null);
    }

    /// <summary>The person can sign or decide it now.</summary>
    public static Expression<Func<DecisionRecord, bool>> IsTurnOf(Actor actor) =>
        TurnsOf(actor).DefaultIfEmpty(d => false).Aggregate((one, other) => one.Or(other));

    public static Expression<Func<DecisionRecord, bool>> WasReturnedTo(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var me = actor.PersonId;
        return d =>
            d.AwaitingRole == null
            && d.Outcome == null
            && d.WithdrawnAt == null
            && d.ReturnedAt != null
            && (d.RaisedById == me || d.LeadOfficerId == me);
    }

    /// <summary>A draft that was never submitted and that the person may edit.</summary>
    public static Expression<Func<DecisionRecord, bool>> IsDraftOf(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var me = actor.PersonId;
        return d =>
            d.AwaitingRole == null
            && d.Outcome == null
            && d.WithdrawnAt == null
            && d.ReturnedAt == null
            && (d.RaisedById == me || d.LeadOfficerId == me);
    }
}
