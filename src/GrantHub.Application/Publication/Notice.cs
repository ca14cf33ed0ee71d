namespace GrantHub.Application.Publication;

/// <summary>The PDF of a decided record, rendered once for each version of the record and kept.</summary>
public sealed class Notice
{
    public long Id { get; init; }
    public long DecisionId { get; init; }

    /// <summary>The version of the record that it shows.</summary>
    public Guid DecisionVersion { get; init; }
    public byte[] Pdf { get; init; } = [];
    public DateTime RenderedAt { get; init; }
}
