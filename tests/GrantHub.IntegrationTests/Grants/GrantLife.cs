using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.IntegrationTests.Decisions;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Grants;

/// <summary>Brings the grant of the real case of 2017 to where a test begins, through the use cases.</summary>
public static class GrantLife
{
    public static FinancialYear First { get; } = new(2017);

    public static DateTime Day(int year, int month, int day) =>
        new(year, month, day, 9, 0, 0, DateTimeKind.Utc);

    public static ReturnEntry Report(long pounds, params int[] kept) =>
        new(Money.Pounds(pounds), "Two training days.", "Forty officers trained.", kept, []);

    public static ReviewContent Content(Recommendation recommendation, Money? amount = null) =>
        new(
            new Money(1_668_300),
            PerformanceRating.Met,
            "All outcomes were met.",
            recommendation,
            amount,
            "The board does what the grant is for."
        );

    /// <summary>A grant that asks for one return of its first year, due on 30 April 2018.</summary>
    public static async Task<string> WithReturnAsync(this AppFixture app, string title)
    {
        var (_, grant) = await app.ApprovedAsync(title);
        await app.SendAs(Cast.Lead, new ScheduleReturns(grant, First, ReturnPattern.Yearly));
        return grant;
    }

    /// <summary>A grant whose first review is open: today is 19 May 2017, and reviews are due on 4 July.</summary>
    public static async Task<(string Decision, string Grant)> ReviewableAsync(
        this AppFixture app,
        string title
    )
    {
        var made = await app.ApprovedAsync(title);
        await app.SendAs(
            Cast.Lead,
            new ChangeReviewDays(made.Grant, null, 270, "A budget round in July.")
        );
        return made;
    }

    /// <summary>A review of the first year that waits for the chief finance officer.</summary>
    public static async Task<string> RecommendedAsync(
        this AppFixture app,
        string title,
        Recommendation recommendation = Recommendation.Continue,
        Money? amount = null
    )
    {
        var (_, grant) = await app.ReviewableAsync(title);
        await app.SendAs(Cast.Lead, new WriteReview(grant, First, Content(recommendation, amount)));
        await app.SendAs(Cast.Lead, new RecommendReview(grant, First, Records.Agreed()));
        return grant;
    }

    /// <summary>The slug of the recipient of every grant of the records.</summary>
    public static Task<string> RecipientAsync(this AppFixture app) =>
        app.Look(db =>
            db.Organisations.Where(o => o.Name.StartsWith("Stockton"))
                .Select(o => o.Slug)
                .SingleAsync()
        );

    /// <summary>Makes the partner of the cast a contact of an organisation, once.</summary>
    public static async Task LinkPartnerAsync(this AppFixture app, string slug)
    {
        var partner = (await app.SendAs(Cast.Lead, new OfferSignIns())).Single();
        var organisation = await app.SendAs(Cast.Lead, new ReadOrganisation(slug));
        if (organisation.Contacts.All(c => c.PersonId != partner.Id))
            await app.SendAs(
                Cast.Lead,
                new AddContact(
                    slug,
                    new ContactDetails(partner.Name, partner.Email, null, null, partner.Id)
                )
            );
    }
}
