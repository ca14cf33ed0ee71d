namespace GrantHub.Domain.Funding;

/// <summary>A pot of money that grants are paid from.</summary>
public sealed class FundingStream : AggregateRoot, INamed
{
    private readonly List<StreamAllocation> allocations = [];

    private FundingStream() { }

    public const string Subject = "stream";

    public override string SubjectKind => Subject;

    public string Name { get; private set; } = "";
    public string Slug { get; private set; } = "";

    /// <summary>The money may be used for the stream's purpose only.</summary>
    public bool RingFenced { get; private set; }

    /// <summary>Null while the stream can be chosen in a funding proposal.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>In order of year.</summary>
    public IReadOnlyList<StreamAllocation> Allocations =>
        [.. allocations.OrderBy(allocation => allocation.Year)];

    public static FundingStream Add(string name, string slug, bool ringFenced)
    {
        var stream = new FundingStream { Slug = slug };
        stream.Change(name, ringFenced);
        return stream;
    }

    public void Change(string name, bool ringFenced)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new DomainException("stream.name", "Enter the name of the funding stream.");
        var before = Name.Length == 0 ? null : $"{Name}, {Fence}";
        Name = name.Trim();
        RingFenced = ringFenced;
        Happened(
            new Happening(
                before is null ? "StreamAdded" : "StreamChanged",
                Before: before,
                After: $"{Name}, {Fence}"
            )
        );
    }

    /// <summary>Says what the stream has in a year, and how far beyond it grants may go.</summary>
    /// <param name="reason">Needed when an earlier allocation changes; else may be empty.</param>
    public void Allocate(
        FinancialYear year,
        Money amount,
        Money overProgrammingLimit,
        string? reason
    )
    {
        if (amount < Money.Zero)
            throw new DomainException("stream.allocation", "Enter an allocation of £0.00 or more.");
        if (overProgrammingLimit < Money.Zero)
            throw new DomainException(
                "stream.limit",
                "Enter an over-programming limit of £0.00 or more."
            );
        var allocation = allocations.Find(allocation => allocation.Year == year);
        if (
            allocation is not null
            && allocation.Amount == amount
            && allocation.OverProgrammingLimit == overProgrammingLimit
        )
            return;
        var why = PastedText.Optional(reason);
        if (allocation is not null && why is null)
            throw new DomainException(
                "stream.allocation-reason",
                $"{Name} has an allocation for {year} already. Say why it changes."
            );
        var before = allocation is null ? null : Words(allocation);
        if (allocation is null)
            allocations.Add(allocation = new StreamAllocation(year));
        allocation.Set(amount, overProgrammingLimit);
        Happened(
            new Happening("StreamAllocated", Why: why, Before: before, After: Words(allocation))
        );
    }

    /// <summary>The stream's figures in a year.</summary>
    /// <param name="confirmed">Of all grants.</param>
    /// <param name="indicative">Of all grants.</param>
    public StreamFigures FiguresOf(FinancialYear year, Money confirmed, Money indicative)
    {
        var allocation = allocations.Find(allocation => allocation.Year == year);
        return new StreamFigures(
            year,
            allocation?.Amount,
            confirmed,
            indicative,
            allocation?.OverProgrammingLimit ?? Money.Zero
        );
    }

    /// <summary>
    /// Refuses to commit more of a year than its allocation and the over-programming limit, unless the chief finance
    /// officer's comments accept it. A year without an allocation is not checked: grants run further ahead than budgets.
    /// </summary>
    /// <param name="committed">Confirmed and indicative money of the year before the new commitment.</param>
    /// <param name="extra">What is now to be committed; £0.00 or less is never refused.</param>
    /// <param name="acceptance">What the chief finance officer says about going beyond the limit; null: nothing.</param>
    public void GuardLimit(FinancialYear year, Money committed, Money extra, string? acceptance)
    {
        if (
            string.IsNullOrWhiteSpace(acceptance)
            && WhyOverLimit(year, committed, extra) is { } sentence
        )
            throw new DomainException(
                "stream.over-limit",
                $"{sentence} The chief finance officer’s comments have to accept it."
            );
    }

    /// <summary>How committing more of a year goes beyond the allocation and the limit, as a sentence; null when it does not.</summary>
    public string? WhyOverLimit(FinancialYear year, Money committed, Money extra)
    {
        var after = FiguresOf(year, committed + extra, Money.Zero);
        return extra > Money.Zero && after.Standing == StreamStanding.OverLimit
            ? $"{Name} has {after.Allocation} for {year}, of which {committed} is committed. {extra} more would go {-after.Headroom} beyond it, and the over-programming limit is {after.OverProgrammingLimit}."
            : null;
    }

    public void Close(DateTime at)
    {
        if (ClosedAt is not null)
            return;
        ClosedAt = at;
        Happened(new Happening("StreamClosed"));
    }

    public void Reopen()
    {
        if (ClosedAt is null)
            return;
        ClosedAt = null;
        Happened(new Happening("StreamReopened"));
    }

    private static string Words(StreamAllocation allocation) =>
        $"{allocation.Year}: {allocation.Amount}, over-programming limit {allocation.OverProgrammingLimit}";

    private string Fence => RingFenced ? "ring-fenced" : "not ring-fenced";
}
