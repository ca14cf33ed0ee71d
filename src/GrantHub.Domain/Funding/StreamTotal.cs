namespace GrantHub.Domain.Funding;

/// <summary>
/// What all grants together commit of a stream in a year. The sum of their shares, kept beside them so that reading it
/// costs the same however many grants there are, and so that two grants that change it at once cannot both be saved.
/// </summary>
public sealed class StreamTotal
{
    private StreamTotal() { }

    public StreamTotal(long streamId, FinancialYear year)
    {
        StreamId = streamId;
        Year = year;
    }

    public long StreamId { get; private set; }
    public FinancialYear Year { get; private set; }
    public Money Confirmed { get; private set; }
    public Money Indicative { get; private set; }

    /// <summary>Concurrency token, stamped anew by every change.</summary>
    public Guid Version { get; private set; }

    /// <param name="confirmed">What is added; negative where less is committed than before.</param>
    public void Add(Money confirmed, Money indicative)
    {
        Confirmed += confirmed;
        Indicative += indicative;
        Version = Guid.NewGuid();
    }
}
