using GrantHub.Domain.People;

namespace GrantHub.Domain.Partnerships;

public enum EntryKind
{
    /// <summary>Money that came in.</summary>
    Receipt,

    /// <summary>Money that went out.</summary>
    Payment,

    /// <summary>Moves between lines; no money comes in or goes out.</summary>
    Journal,

    /// <summary>What was returned to partners or charged to them when the year was closed.</summary>
    YearEnd,
}

/// <summary>What an entry puts on one line.</summary>
/// <param name="Amount">As the line counts it: more income or more expenditure is positive.</param>
public sealed record EntryLeg(int LineNumber, Money Amount);

/// <summary>An amount on a line of a budget. Never changed and never deleted: a mistake is reversed by another entry.</summary>
public sealed class Posting
{
    /// <summary>In characters.</summary>
    public const int LongestDescription = 500;

    private Posting() { }

    internal Posting(
        long budgetId,
        int entry,
        EntryKind kind,
        EntryLeg leg,
        EntryWords words,
        Actor by,
        DateTime at
    )
    {
        BudgetId = budgetId;
        Entry = entry;
        Kind = kind;
        LineNumber = leg.LineNumber;
        Amount = leg.Amount;
        Date = words.Date;
        Reference = words.Reference;
        Description = words.Description;
        Reverses = words.Reverses;
        FormKey = words.FormKey;
        ById = by.PersonId;
        ByName = by.Name;
        PostedAt = at;
    }

    public long Id { get; private set; }
    public long BudgetId { get; private set; }

    /// <summary>The number of the entry within the budget, from 1, without gaps; the legs of a journal share one.</summary>
    public int Entry { get; private set; }
    public EntryKind Kind { get; private set; }
    public int LineNumber { get; private set; }
    public DateOnly Date { get; private set; }

    /// <summary>As the line counts it: more income or more expenditure is positive.</summary>
    public Money Amount { get; private set; }

    /// <summary>Of the finance system, the bank or the invoice.</summary>
    public string Reference { get; private set; } = "";
    public string Description { get; private set; } = "";

    /// <summary>The number of the entry that this one takes back; an entry is taken back once.</summary>
    public int? Reverses { get; private set; }

    /// <summary>Of the form from which it was posted, so that a form sent twice posts once.</summary>
    public Guid? FormKey { get; private set; }
    public long ById { get; private set; }
    public string ByName { get; private set; } = "";
    public DateTime PostedAt { get; private set; }
}

/// <summary>What an entry says of itself.</summary>
/// <param name="Reference">Of the finance system, the bank or the invoice.</param>
/// <param name="FormKey">Of the form from which it is posted; null where none is.</param>
public sealed record EntryWords(
    DateOnly Date,
    string Reference,
    string Description,
    Guid? FormKey = null
)
{
    internal int? Reverses { get; init; }
}
