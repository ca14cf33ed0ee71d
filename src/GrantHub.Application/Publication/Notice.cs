namespace GrantHub.Application.Publication;

/// <summary>The PDF of the office's own notice, rendered once for each version of the record and kept.</summary>
public sealed class Notice
{
    public long Id { get; init; }
    public long DecisionId { get; init; }

    /// <summary>The version of the record that it shows.</summary>
    public Guid DecisionVersion { get; init; }
    public byte[] Pdf { get; init; } = [];
    public DateTime RenderedAt { get; init; }
}

/// <summary>The PDF of a published version, rendered once and kept.</summary>
public sealed class PublishedPdf
{
    public long VersionId { get; init; }
    public byte[] Pdf { get; init; } = [];
    public DateTime RenderedAt { get; init; }
}
