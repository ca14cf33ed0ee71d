using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>An entry that a form posted.</summary>
/// <param name="Again">The form had been sent before, and its entry stands: nothing more was posted.</param>
public sealed record PostedEntry(int Number, bool Again = false);

/// <summary>Which postings a list shows; null: all.</summary>
/// <param name="Line">With its sub-lines.</param>
/// <param name="Search">Part of the reference or the description, in capitals or not.</param>
public sealed record LedgerFilter(
    int? Line = null,
    EntryKind? Kind = null,
    string? Search = null,
    DateOnly? From = null,
    DateOnly? To = null
)
{
    public static LedgerFilter All { get; } = new();
}

/// <summary>A posting in a list.</summary>
/// <param name="Reverses">The entry that it takes back.</param>
/// <param name="IsReversed">Another entry takes it back.</param>
public sealed record LedgerRow(
    long Id,
    int Entry,
    EntryKind Kind,
    DateOnly Date,
    int Line,
    string Reference,
    string Description,
    Money Amount,
    int? Reverses,
    bool IsReversed,
    string ByName,
    DateTime PostedAt
);

internal static class LedgerAccess
{
    public const int LongestReference = 100;
    public const int LongestDescription = Posting.LongestDescription;

    public static NotFoundException NoEntry(FinancialYear year, int number) =>
        new($"The ledger of {year} has no entry {number}. Look for it in the ledger.");

    /// <summary>The entry that the form has posted already; null where it has not.</summary>
    public static async Task<PostedEntry?> PostedByAsync(
        this IGrantHubDb db,
        PartnershipBudget budget,
        Guid formKey,
        CancellationToken cancellationToken
    )
    {
        var entry = await db
            .Postings.Where(p => p.FormKey == formKey && p.BudgetId == budget.Id)
            .Select(p => (int?)p.Entry)
            .FirstOrDefaultAsync(cancellationToken);
        return entry is { } number ? new PostedEntry(number, Again: true) : null;
    }

    /// <summary>All postings of an entry.</summary>
    public static async Task<IReadOnlyList<Posting>> EntryAsync(
        this IQueryable<Posting> postings,
        PartnershipBudget budget,
        int number,
        CancellationToken cancellationToken
    )
    {
        var entry = await postings
            .Where(p => p.BudgetId == budget.Id && p.Entry == number)
            .OrderBy(p => p.LineNumber)
            .ToListAsync(cancellationToken);
        return entry.Count > 0 ? entry : throw NoEntry(budget.Year, number);
    }

    /// <summary>The entry that takes an entry back; null where none does.</summary>
    public static Task<int?> ReversalOfAsync(
        this IQueryable<Posting> postings,
        PartnershipBudget budget,
        int number,
        CancellationToken cancellationToken
    ) =>
        postings
            .Where(p => p.BudgetId == budget.Id && p.Reverses == number)
            .Select(p => (int?)p.Entry)
            .FirstOrDefaultAsync(cancellationToken);

    public static IQueryable<Posting> PostingsOf(
        this IGrantHubDb db,
        PartnershipBudget budget,
        LedgerFilter filter
    )
    {
        var postings = db.Postings.AsNoTracking().Where(p => p.BudgetId == budget.Id);
        if (filter.Line is { } line)
        {
            int[] numbers = [line, .. budget.SubLinesOf(line).Select(sub => sub.Number)];
            postings = postings.Where(p => numbers.Contains(p.LineNumber));
        }
        if (filter.Kind is { } kind)
            postings = postings.Where(p => p.Kind == kind);
        if (filter.From is { } from)
            postings = postings.Where(p => p.Date >= from);
        if (filter.To is { } to)
            postings = postings.Where(p => p.Date <= to);
        if (filter.Search?.Trim().ToUpperInvariant() is { Length: > 0 } words)
#pragma warning disable CA1304, CA1311, CA1862 // The database puts it into capitals, and knows no other way.
            postings = postings.Where(p =>
                p.Description.ToUpper().Contains(words) || p.Reference.ToUpper().Contains(words)
            );
#pragma warning restore CA1304, CA1311, CA1862
        return postings;
    }

    public static IQueryable<LedgerRow> Rows(this IGrantHubDb db, IQueryable<Posting> postings) =>
        postings.Select(p => new LedgerRow(
            p.Id,
            p.Entry,
            p.Kind,
            p.Date,
            p.LineNumber,
            p.Reference,
            p.Description,
            p.Amount,
            p.Reverses,
            db.Postings.Any(r => r.BudgetId == p.BudgetId && r.Reverses == p.Entry),
            p.ByName,
            p.PostedAt
        ));

    public static void ReferenceFits<T>(this IRuleBuilder<T, string> rule) =>
        rule.MaximumLength(LongestReference)
            .WithMessage($"The reference can have at most {LongestReference} characters.");

    public static void DescriptionFits<T>(this IRuleBuilder<T, string> rule) =>
        rule.MaximumLength(LongestDescription)
            .WithMessage($"The description can have at most {LongestDescription} characters.");
}
