namespace GrantHub.Domain.Grants;

/// <summary>What one funding stream gives towards the ceiling.</summary>
public sealed class GrantStream
{
    private GrantStream() { }

    internal GrantStream(long streamId, string stream, Money amount)
    {
        StreamId = streamId;
        Stream = stream;
        Amount = amount;
    }

    public long Id { get; private set; }
    public long GrantId { get; private set; }
    public long StreamId { get; private set; }

    /// <summary>The name the stream had when the decision was made.</summary>
    public string Stream { get; private set; } = "";
    public Money Amount { get; private set; }
}

/// <summary>
/// What one funding stream bears of one year of a grant. Follows from the schedule and the streams; kept so that the
/// streams' figures are sums in the database.
/// </summary>
public sealed class GrantShare
{
    private GrantShare() { }

    internal GrantShare(long streamId, FinancialYear year)
    {
        StreamId = streamId;
        Year = year;
    }

    public long Id { get; private set; }
    public long GrantId { get; private set; }
    public long StreamId { get; private set; }
    public FinancialYear Year { get; private set; }
    public Money Confirmed { get; private set; }
    public Money Indicative { get; private set; }

    internal void Bear(Money confirmed, Money indicative)
    {
        Confirmed = confirmed;
        Indicative = indicative;
    }
}
