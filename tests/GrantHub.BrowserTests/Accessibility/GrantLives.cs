using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>
/// Brings two grants of the demonstration to where every page of returns, reviews and recipients has something to show.
/// </summary>
/// <param name="Grant">Its return 1 is sent back, 2 waits for the lead officer, 3 and 4 are owed.</param>
/// <param name="Reviewed">Its first review waits for the chief finance officer.</param>
/// <param name="Year">Of that review.</param>
/// <param name="FirstYear">Of the first review of <paramref name="Grant"/>.</param>
/// <param name="Recipient">Of <paramref name="Grant"/>, with a contact and bank details that wait.</param>
internal sealed record GrantLives(
    string Grant,
    string FirstYear,
    string Reviewed,
    string Year,
    string Recipient
)
{
    public static async Task<GrantLives> PrepareAsync(Site site)
    {
        var grants = await site.Look(db =>
            db.Grants.AsNoTracking()
                .Where(g => g.NextReviewYear != null)
                .OrderBy(g => g.Id)
                .Select(g => new
                {
                    g.Slug,
                    Year = g.NextReviewYear!.Value,
                    Recipient = db
                        .Organisations.Where(o => o.Id == g.RecipientId)
                        .Select(o => o.Slug)
                        .Single(),
                })
                .Take(2)
                .ToListAsync()
        );
        var (first, second) = (grants[0], grants[^1]);
        await site.SendAs(
            "lead",
            new ScheduleReturns(first.Slug, first.Year, ReturnPattern.Quarterly)
        );
        var report = new ReturnEntry(
            Money.Pounds(4000),
            "Two training days.",
            "Forty officers trained.",
            [],
            []
        );
        await site.SendAs("lead", new SubmitReturn(first.Slug, 1, report));
        await site.SendAs("lead", new SendReturnBack(first.Slug, 1, "Name the courses."));
        await site.SendAs("lead", new SubmitReturn(first.Slug, 2, report));
        // So that it is open already.
        await site.SendAs("lead", new ChangeReviewDays(second.Slug, null, 365, "A budget round."));
        await site.SendAs(
            "lead",
            new WriteReview(
                second.Slug,
                second.Year,
                new ReviewContent(
                    Money.Pounds(9000),
                    PerformanceRating.Met,
                    "All outcomes were met.",
                    Recommendation.Continue,
                    null,
                    "It does what the grant is for."
                )
            )
        );
        await site.SendAs(
            "lead",
            new RecommendReview(second.Slug, second.Year, new Signing(true, [], Interests.None))
        );
        var partner = (await site.SendAs("lead", new OfferSignIns()))[0];
        await site.SendAs(
            "lead",
            new AddContact(
                first.Recipient,
                new ContactDetails(partner.Name, partner.Email, null, "Treasurer", partner.Id)
            )
        );
        await site.SendAs(
            "payments",
            new ProposeBankDetails(
                first.Recipient,
                "20-00-56",
                "12345678",
                "The board",
                BankVerification.CallBack,
                "Called the treasurer."
            )
        );
        return new(
            first.Slug,
            first.Year.ToString(),
            second.Slug,
            second.Year.ToString(),
            first.Recipient
        );
    }
}
