using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

internal static class PublicationAccess
{
    /// <summary>Loads the record for change with everything that its notice and its versions need.</summary>
    public static async Task<DecisionRecord> LoadForPublicationAsync(
        this IGrantHubDb db,
        string address,
        ICurrentUser user,
        CancellationToken cancellationToken
    )
    {
        var record = await db
            .Decisions.Include(d => d.Signatures)
            .Include(d => d.Appendices)
            .Include(d => d.Versions)
            .AsSplitQuery()
            .SingleOrDefaultAsync(DecisionAccess.At(address), cancellationToken);
        return DecisionAccess.Seen(record, address, user);
    }

    /// <summary>
    /// What is exempt of a draft is its lead officer's to say, as the rest of it; of a decided record, whoever publishes.
    /// </summary>
    public static void DemandPlanning(this ICurrentUser user, DecisionRecord record)
    {
        if (record.Outcome is not null)
            user.Demand(Permission.PublishDecisions);
    }

    /// <summary>What whoever publishes has seen: exactly what goes out, and whether it was withheld or has its day.</summary>
    /// <param name="sha256">Of what goes out.</param>
    public static string SeenOf(string sha256, DateTime? withheldAt, DateOnly? publishOn) =>
        $"{sha256} {withheldAt:O} {publishOn:O}";

    /// <summary>What a form about one part has shown: whether it is exempt, why, and its wording for the public.</summary>
    public static string SeenOf(DecisionRecord record, string part)
    {
        var exemption = record.Plan.ExemptionOf(part);
        return LengthPrefixed.Sha256([
            exemption?.Ground,
            exemption?.Reasoning,
            record.Plan.WordingOf(part),
        ]);
    }

    /// <summary>Refuses when what would go out is not what the person saw.</summary>
    /// <param name="seen">Null: nobody saw it.</param>
    public static void GuardPreviewed(string would, string? seen)
    {
        if (seen is not null && would != seen)
            throw new DomainException(
                "publish.unseen",
                "What goes out has changed since you opened the preview, or somebody has withheld the record or set its day, so nothing has been published. Read the page below, which shows it as it is now."
            );
    }
}
