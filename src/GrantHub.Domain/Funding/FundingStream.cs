namespace GrantHub.Domain.Funding;

/// <summary>A pot of money that grants are paid from.</summary>
public sealed class FundingStream : AggregateRoot
{
    private FundingStream() { }

    public override string SubjectKind => "stream";

    public string Name { get; private set; } = "";
    public string Slug { get; private set; } = "";

    /// <summary>The money may be used for the stream's purpose only.</summary>
    public bool RingFenced { get; private set; }

    /// <summary>Null while the stream can be chosen in a funding proposal.</summary>
    public DateTime? ClosedAt { get; private set; }

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

    private string Fence => RingFenced ? "ring-fenced" : "not ring-fenced";
}
