using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Publication;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>What everybody sees of the register: a decision with versions, one of them taken down, and the lists.</summary>
internal static class PublicWalk
{
    public static async Task<IReadOnlyList<Step>> PlanAsync(Site site)
    {
        // Has files, a grant and a recipient.
        var published = await site.Look(db =>
            db.RegisterEntries.Where(e => e.GrantId != null)
                .OrderByDescending(e =>
                    db.Decisions.Where(d => d.Id == e.DecisionId)
                        .SelectMany(d => d.Appendices)
                        .Count()
                )
                .ThenBy(e => e.DecisionId)
                .Select(e => new
                {
                    e.Slug,
                    e.RecipientSlug,
                    Grant = db.Grants.Where(g => g.Id == e.GrantId).Select(g => g.Slug).Single(),
                })
                .FirstAsync()
        );
        await CorrectAsync(NoticeParts.LeadOfficer, "The officer has left the office.");
        await CorrectAsync(NoticeParts.Conditions, "The conditions are being negotiated.");
        await site.SendAs("mo", new TakeDownVersion(published.Slug, 1, "It named somebody."));
        var exempt = await site.Look(db =>
            db.RegisterEntries.Where(e => e.Confidentiality == Confidentiality.Part2)
                .Select(e => e.Slug)
                .FirstAsync()
        );
        return
        [
            .. Step.Pages([
                "/register",
                "/register?search=nothing+has+such+words&kind=approved",
                "/register?kind=grants&amount=UpTo100000",
                $"/register/{published.Slug}",
                $"/register/{published.Slug}/versions/1",
                $"/register/{published.Slug}/versions/2",
                $"/register/{exempt}",
                "/register/grants",
                $"/register/grants/{published.Grant}",
                "/register/recipients",
                $"/register/recipients/{published.RecipientSlug}",
                "/register/nothing-of-this-name",
            ]),
        ];

        async Task CorrectAsync(string part, string note)
        {
            await site.SendAs(
                "mo",
                new ExemptPart(published.Slug, part, true, ExemptGrounds.All[0], note)
            );
            await site.SendAs("mo", new CorrectPublication(published.Slug, note));
        }
    }
}
