namespace GrantHub.Domain.Partnerships;

/// <summary>What the year's end means for one partner.</summary>
/// <param name="LineNumber">The contribution on which it is posted.</param>
/// <param name="ShareTenths">Of what is shared, in tenths of a percent.</param>
/// <param name="Amount">Charged to the partner; negative where it is returned.</param>
/// <param name="Capped">The partner's cap is less than the share, which is not laid on the others.</param>
public sealed record PartnerShare(
    int LineNumber,
    long PartnerId,
    string Partner,
    Money Contribution,
    int ShareTenths,
    Money Amount,
    bool Capped
);

/// <summary>A line as it stood when the year was closed.</summary>
public sealed record ClosedLine(
    int Number,
    LineKind Kind,
    string Title,
    int? ParentNumber,
    Money? Original,
    Money? Planned,
    Money Actual
);

/// <summary>How a year ends: what is left of it, and what that means for every partner.</summary>
/// <param name="Planned">The budget as revised, from the actual opening balance.</param>
/// <param name="Actual">By the ledger, before anything is returned or charged.</param>
/// <param name="FromReserve">How much of an overspend the reserve bears.</param>
public sealed record YearEnd(
    YearEndRule Rule,
    BudgetFigures Planned,
    BudgetFigures Actual,
    Money FromReserve,
    IReadOnlyList<PartnerShare> Shares,
    IReadOnlyList<ClosedLine> Lines
)
{
    /// <summary>By how much the year ended better than its budget; negative for an overspend.</summary>
    public Money Variance => Actual.InYear - Planned.InYear;

    public Money Returned =>
        -Money.Sum(Shares.Select(s => s.Amount).Where(amount => amount < Money.Zero));

    public Money Charged =>
        Money.Sum(Shares.Select(s => s.Amount).Where(amount => amount > Money.Zero));

    /// <summary>The next year's opening balance; negative where caps leave a deficit.</summary>
    public Money CarriedForward => Actual.Closing - Returned + Charged;
}

/// <summary>One closing of a year: signed by the finance lead, countersigned by the chief finance officer. Every version is kept.</summary>
public sealed class YearClose
{
    private YearClose() { }

    internal YearClose(int number, YearEnd figures, long byId, string byName, DateTime at)
    {
        Number = number;
        Figures = figures;
        SignedById = byId;
        SignedByName = byName;
        SignedAt = at;
    }

    public long Id { get; private set; }
    public long BudgetId { get; private set; }

    /// <summary>Within the budget, from 1.</summary>
    public int Number { get; private set; }
    public YearEnd Figures { get; private set; } = null!;
    public long SignedById { get; private set; }
    public string SignedByName { get; private set; } = "";
    public DateTime SignedAt { get; private set; }
    public string? CountersignedByName { get; private set; }

    /// <summary>"Chief finance officer", with for whom if as a deputy.</summary>
    public string? CountersignedAs { get; private set; }
    public DateTime? CountersignedAt { get; private set; }

    /// <summary>The entry of what was returned or charged; null where nothing was.</summary>
    public int? Entry { get; private set; }

    /// <summary>Sent back before it was countersigned, or reopened after.</summary>
    public DateTime? UndoneAt { get; private set; }
    public string? UndoneByName { get; private set; }
    public string? UndoneReason { get; private set; }

    public bool IsWaiting => CountersignedAt is null && UndoneAt is null;
    public bool Stands => CountersignedAt is not null && UndoneAt is null;

    internal void Countersign(string byName, string capacity, int? entry, DateTime at)
    {
        CountersignedByName = byName;
        CountersignedAs = capacity;
        CountersignedAt = at;
        Entry = entry;
    }

    internal void Undo(string byName, string reason, DateTime at)
    {
        UndoneByName = byName;
        UndoneReason = reason;
        UndoneAt = at;
    }
}
