using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using static GrantHub.Web.Demo.DemonstrationPeople;

namespace GrantHub.Web.Demo;

/// <summary>Grants in the midst of their lives: one that is paid and reported on, one whose review is due soon.</summary>
internal static class DemonstrationLife
{
    private const string Payments = "payments";
    private const string Partner = "partner";

    public static void Add(DemonstrationStory story)
    {
        var outreach = new Step(story, "Domestic abuse outreach and therapy for children");
        outreach.At(
            50,
            Lead,
            (teller, grant, today) => teller.Ask(new SendAgreement(grant.Slug, today))
        );
        foreach (var side in Enum.GetValues<AgreementSide>())
            outreach.At(
                48,
                Lead,
                (teller, grant, today) =>
                    teller.Ask(
                        new SignAgreement(
                            grant.Slug,
                            side,
                            side == AgreementSide.Recipient ? "Ines Costa" : "Samir Aziz",
                            today
                        )
                    )
            );
        outreach.At(47, Lead, LinkPartnerAsync);
        outreach.At(
            47,
            Lead,
            (teller, grant, today) =>
                teller.Ask(
                    new AddCondition(
                        grant.Slug,
                        ConditionKind.Continuing,
                        "Every therapist is registered with a professional body.",
                        null
                    )
                )
        );
        outreach.At(
            46,
            Lead,
            (teller, grant, today) =>
                teller.Ask(
                    new PlanPayments(
                        grant.Slug,
                        grant.LastInstalment,
                        grant.Years[0].Year,
                        grant.Years[0].Planned,
                        InstalmentPattern.Quarterly,
                        today
                    )
                )
        );
        outreach.At(45, Lead, (teller, grant, _) => teller.Ask(new RequestPayment(grant.Slug, 1)));
        outreach.At(
            44,
            Payments,
            (teller, grant, _) => teller.Ask(new AuthorisePayment(grant.Slug, 1))
        );
        outreach.At(
            43,
            Payments,
            (teller, grant, today) =>
                teller.Ask(new RecordPayment(grant.Slug, 1, today, "BACS 40117"))
        );
        outreach.At(
            42,
            Lead,
            (teller, grant, _) =>
                teller.Ask(
                    new ScheduleReturns(grant.Slug, grant.Years[0].Year, ReturnPattern.Quarterly)
                )
        );
        outreach.At(3, Partner, ReportAsync);
        outreach.At(2, Lead, AcceptAllButTheLastAsync);
        outreach.At(1, Lead, (teller, grant, _) => teller.Ask(new RequestPayment(grant.Slug, 2)));

        new Step(story, "Youth diversion in Thornaby").At(
            20,
            Lead,
            (teller, grant, _) => ReviewSoonAsync(teller, grant, story.Today)
        );
    }

    private static async Task LinkPartnerAsync(Teller teller, Grant grant, DateOnly today)
    {
        var partner = (await teller.Ask(new OfferSignIns())).Single();
        var slug = await teller
            .Services.GetRequiredService<GrantHubDb>()
            .Organisations.Where(o => o.Id == grant.RecipientId)
            .Select(o => o.Slug)
            .SingleAsync(teller.CancellationToken);
        await teller.Ask(
            new AddContact(
                slug,
                new ContactDetails(partner.Name, partner.Email, null, "Manager", partner.Id)
            )
        );
    }

    /// <summary>Every return that is due by now, and the first at least, so that one waits for the lead officer.</summary>
    private static async Task ReportAsync(Teller teller, Grant grant, DateOnly today)
    {
        foreach (var owed in grant.Returns.Where(r => r.Number == 1 || r.DueOn <= today))
            await teller.Ask(
                new SubmitOwnReturn(
                    grant.Slug,
                    owed.Number,
                    new ReturnEntry(
                        Money.Pounds(6_000 * owed.Number),
                        "Outreach in three towns; therapy for children on two days a week.",
                        "Nine in ten adults say that they are safer. Fourteen children finished therapy.",
                        [],
                        []
                    )
                )
            );
    }

    private static async Task AcceptAllButTheLastAsync(Teller teller, Grant grant, DateOnly today)
    {
        foreach (
            var submitted in grant
                .Returns.Where(r => r.StateOn(today) == ReturnState.Submitted)
                .SkipLast(1)
        )
            await teller.Ask(new AcceptReturn(grant.Slug, submitted.Number));
    }

    /// <summary>Puts the review ten days after today, where the year is long enough for that.</summary>
    private static async Task ReviewSoonAsync(Teller teller, Grant grant, DateOnly today)
    {
        var yearEnd = new DateOnly(grant.Years[0].Year.StartYear + 1, 3, 31);
        var days = yearEnd.DayNumber - (today.DayNumber + 10);
        await teller.Ask(
            new ChangeReviewDays(
                grant.Slug,
                Seen: null,
                Math.Clamp(days, 1, 365),
                "The lead officer is away in the new year."
            )
        );
    }

    /// <param name="title">Of the grant.</param>
    private sealed class Step(DemonstrationStory story, string title)
    {
        private int minute;

        /// <param name="step">Is told the grant as it stands then, and that day.</param>
        public void At(int workingDaysAgo, string by, Func<Teller, Grant, DateOnly, Task> step)
        {
            var day = story.WorkingDaysAgo(workingDaysAgo);
            story.At(
                day,
                new TimeOnly(16, 0).AddMinutes(minute++),
                by,
                async teller =>
                {
                    var db = teller.Services.GetRequiredService<GrantHubDb>();
                    var grant = await db
                        .Grants.AsNoTracking()
                        .Include(g => g.Years)
                        .Include(g => g.Returns)
                        .AsSplitQuery()
                        .SingleAsync(g => g.Title == title, teller.CancellationToken);
                    await step(teller, grant, day);
                }
            );
        }
    }
}
