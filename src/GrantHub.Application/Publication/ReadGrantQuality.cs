using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>Some of the published grants, the latest first, and what is wrong with their open data by our own rules.</summary>
/// <param name="From">Where the page starts; null for the latest.</param>
[Requires(Permission.ReadGrants)]
public sealed record ReadGrantQuality(string? From = null) : IQuery<GrantQualityPage>;

/// <param name="Checked">How many grants were looked at.</param>
/// <param name="Rows">Those with a fault.</param>
/// <param name="IsFirst">Whether the page is the first.</param>
/// <param name="Next">Where the next page starts; null on the last.</param>
public sealed record GrantQualityPage(
    int Checked,
    IReadOnlyList<GrantQualityRow> Rows,
    bool IsFirst,
    string? Next
);

/// <param name="Faults">At least one.</param>
public sealed record GrantQualityRow(
    OpenGrant Grant,
    string LeadOfficer,
    IReadOnlyList<QualityFault> Faults
);

internal sealed class ReadGrantQualityHandler(IGrantHubDb db)
    : IRequestHandler<ReadGrantQuality, GrantQualityPage>
{
    /// <summary>Grants of a page: so many are looked at, however few of them have a fault.</summary>
    private const int Size = 100;

    public async Task<GrantQualityPage> Handle(
        ReadGrantQuality request,
        CancellationToken cancellationToken
    )
    {
        var from = Cursor.Parse(request.From);
        var batch = await OpenGrantSource.BatchAsync(db, from, Size, cancellationToken);
        return new GrantQualityPage(
            batch.Grants.Count,
            await CheckAsync(db, batch.Grants, cancellationToken),
            from is null,
            batch.Next?.ToString()
        );
    }

    public static async Task<IReadOnlyList<GrantQualityRow>> CheckAsync(
        IGrantHubDb db,
        IReadOnlyList<OpenGrant> grants,
        CancellationToken cancellationToken
    )
    {
        var faulty = grants
            .Select(grant => (Grant: grant, Faults: GrantQuality.Of(grant)))
            .Where(row => row.Faults.Count > 0)
            .ToList();
        string[] slugs = [.. faulty.Select(row => row.Grant.Slug)];
        var leads =
            slugs.Length == 0
                ? []
                : await db
                    .Grants.Where(g => slugs.Contains(g.Slug))
                    .Select(g => new { g.Slug, g.LeadOfficerName })
                    .ToDictionaryAsync(g => g.Slug, g => g.LeadOfficerName, cancellationToken);
        return
        [
            .. faulty.Select(row => new GrantQualityRow(
                row.Grant,
                leads[row.Grant.Slug],
                row.Faults
            )),
        ];
    }
}
