using GrantHub.Application.Publication;
using GrantHub.Domain.Publication;
using Microsoft.EntityFrameworkCore;
using static GrantHub.BrowserTests.Accessibility.Step;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>What officers do about publication: the clock, exempt parts, the preview, a correction that waits, versions.</summary>
internal static class PublicationWalk
{
    /// <param name="unpublished">The address of a decided record that is not published.</param>
    public static async Task<IReadOnlyList<Step>> PlanAsync(Site site, string unpublished)
    {
        var slug = await site.Look(db =>
            db.RegisterEntries.Where(entry =>
                    db.PublishedVersions.Any(version =>
                        version.DecisionId == entry.DecisionId
                        && version.Id != entry.VersionId
                        && version.TakenDownAt == null
                        && version.Number == 1
                    )
                )
                .OrderBy(entry => entry.DecisionId)
                .Select(entry => entry.Slug)
                .FirstAsync()
        );
        await site.SendAs(
            "mo",
            new CorrectWording(slug, NoticeParts.Title, "A title that is being corrected")
        );
        var corrected = $"/decisions/{slug}";
        var title = $"part={Uri.EscapeDataString(NoticeParts.Title)}";
        var note = $"part={Uri.EscapeDataString(NoticeParts.Note)}";
        return
        [
            .. Pages(
                Enum.GetValues<PublicationShelf>().Select(shelf => $"/publication?shelf={shelf}")
            ),
            .. Pages([
                $"{unpublished}/exempt",
                $"{unpublished}/versions",
                $"{unpublished}/publish/forget-day",
                $"{corrected}/exempt",
                $"{corrected}/correct/forget",
                $"{corrected}/versions",
                $"{corrected}/publish",
            ]),
            .. Forms([
                $"{unpublished}/publish",
                $"{unpublished}/withhold",
                $"{unpublished}/exempt/part?{note}",
                $"{unpublished}/exempt/wording?{title}",
                $"{corrected}/correct",
                $"{corrected}/versions/1/take-down",
            ]),
        ];
    }
}
