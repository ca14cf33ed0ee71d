namespace GrantHub.Domain.Funding;

/// <summary>How a stream stands in a year.</summary>
public enum StreamStanding
{
    /// <summary>Nobody has entered what the stream has in the year.</summary>
    NotAllocated,
    WithinAllocation,

    /// <summary>More is committed than allocated, within the limit for that.</summary>
    OverProgrammed,
    OverLimit,
}

/// <summary>The money of one funding stream in one year.</summary>
/// <param name="Allocation">Null while nobody has entered it.</param>
/// <param name="Confirmed">Of all grants.</param>
/// <param name="Indicative">Of all grants.</param>
/// <param name="OverProgrammingLimit">By how much confirmed and indicative together may exceed the allocation.</param>
public sealed record StreamFigures(
    FinancialYear Year,
    Money? Allocation,
    Money Confirmed,
    Money Indicative,
    Money OverProgrammingLimit
)
{
    public Money Committed => Confirmed + Indicative;

    /// <summary>What is left; negative where more is committed than allocated.</summary>
    public Money Headroom => (Allocation ?? Money.Zero) - Committed;

    public StreamStanding Standing =>
        Allocation is null ? StreamStanding.NotAllocated
        : Headroom >= Money.Zero ? StreamStanding.WithinAllocation
        : -Headroom <= OverProgrammingLimit ? StreamStanding.OverProgrammed
        : StreamStanding.OverLimit;
}

/// <summary>What a stream has in one year.</summary>
public sealed class StreamAllocation
{
    private StreamAllocation() { }

    internal StreamAllocation(FinancialYear year) => Year = year;

    public long Id { get; private set; }
    public long StreamId { get; private set; }
    public FinancialYear Year { get; private set; }
    public Money Amount { get; private set; }

    /// <summary>By how much confirmed and indicative money together may exceed the amount.</summary>
    public Money OverProgrammingLimit { get; private set; }

    internal void Set(Money amount, Money overProgrammingLimit)
    {
        Amount = amount;
        OverProgrammingLimit = overProgrammingLimit;
    }
}
