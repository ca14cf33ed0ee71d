using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>A grant of the demonstration in the midst of its life: a payment in every state, conditions, a block.</summary>
internal static class RunningGrant
{
    public const int Planned = 1;
    public const int Requested = 2;
    public const int Authorised = 3;
    public const int NotMet = 1;
    public const int Met = 2;
    public const int Kept = 3;
    public const int Breached = 4;

    /// <returns>The page's address, and its second year, which is indicative.</returns>
    public static async Task<(string Href, GrantYear First, GrantYear Second)> RunAsync(
        this Site site,
        string title
    )
    {
        var grant = await site.Look(db =>
            db.Grants.AsNoTracking().Include(g => g.Years).SingleAsync(g => g.Title == title)
        );
        var (slug, today) = (grant.Slug, site.Clock.LondonToday());
        var year = grant.Years[0].Year;
        await site.SendAs("lead", new SendAgreement(slug, today));
        foreach (var side in Enum.GetValues<AgreementSide>())
            await site.SendAs("lead", new SignAgreement(slug, side, "Chris Chair", today));
        for (var number = 1; number <= 5; number++)
        {
            await site.SendAs(
                "lead",
                new PlanPayment(slug, number - 1, year, Money.Pounds(100 * number), today)
            );
            if (number >= Requested)
                await site.SendAs("lead", new RequestPayment(slug, number));
            if (number >= Authorised)
                await site.SendAs("payments", new AuthorisePayment(slug, number));
        }
        await site.SendAs("payments", new RecordPayment(slug, 4, today, "BACS 4"));
        await site.SendAs("lead", new CancelPayment(slug, 5, "Planned by mistake."));
        await site.SendAs(
            "payments",
            new RecoverPayment(slug, year, 4, Money.Pounds(50), today, "CR 1", "Paid too much.")
        );
        foreach (
            var kind in new[]
            {
                ConditionKind.BeforeFirstPayment,
                ConditionKind.ByDate,
                ConditionKind.Continuing,
                ConditionKind.Continuing,
            }
        )
            await site.SendAs(
                "lead",
                new AddCondition(
                    slug,
                    kind,
                    kind == ConditionKind.Continuing
                        ? $"The accounts are open to us ({await site.ConditionsAsync(slug)})."
                        : "The safeguarding policy is in place.",
                    today
                )
            );
        await site.SendAs("lead", new MeetCondition(slug, Met, today, "Policy of May."));
        await site.SendAs("lead", new BreachCondition(slug, Breached, today, "They were refused."));
        return ($"/grants/{slug}", grant.Years[0], grant.Years[1]);
    }

    private static async Task<int> ConditionsAsync(this Site site, string slug) =>
        (await site.Look(db => db.Grants.AsNoTracking().SingleAsync(g => g.Slug == slug)))
            .Conditions
            .Count;
}
