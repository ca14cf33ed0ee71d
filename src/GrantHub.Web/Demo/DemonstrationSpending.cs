using GrantHub.Application.Grants;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using static GrantHub.Web.Demo.DemonstrationPeople;

namespace GrantHub.Web.Demo;

/// <summary>What the monthly lists and open data show: spending of the finance system, and what recipients are known by.</summary>
internal static class DemonstrationSpending
{
    public static void Add(DemonstrationStory story)
    {
        // As soon as the month is over, so that the items are there on any day.
        story.At(
            story.WorkingDaysAgo(1),
            new(17, 30),
            Teller.Operator,
            teller => ImportAsync(teller, story.Today)
        );
        story.At(story.WorkingDaysAgo(1), new(17, 40), OtherLead, DescribeAsync);
        story.At(story.WorkingDaysAgo(1), new(17, 50), OtherLead, ExplainAsync);
    }

    /// <summary>Two months: one item without value for money, and one of exactly £500.00, which no list holds.</summary>
    private static async Task ImportAsync(Teller teller, DateOnly today)
    {
        var last = SpendingMonth.Of(today).Before;
        var before = last.Before;
        SpendingItem[] items =
        [
            new(
                2,
                before.First.AddDays(5),
                "Acorn Office Systems Ltd",
                "Support of the office’s computers",
                new Money(94_000),
                "A framework of the Crown Commercial Service, the cheapest of five offers.",
                PaidBy.Commissioner
            ),
            new(
                3,
                before.First.AddDays(19),
                "Tees Fleet Services Ltd",
                "Cars for the independent custody visitors, a month’s hire",
                new Money(61_240),
                "Cheaper than mileage for the visits planned.",
                PaidBy.Commissioner
            ),
            new(
                4,
                last.First.AddDays(3),
                "Northgate Buildings Ltd",
                "Rent of the office",
                Money.Pounds(3_250),
                "The lowest of three quotes for the space that is needed.",
                PaidBy.Commissioner
            ),
            new(
                5,
                last.First.AddDays(10),
                "Bluebell Training Ltd",
                "Training of officers in recording hate crime",
                new Money(118_050),
                null,
                PaidBy.ChiefOfficer
            ),
            new(
                6,
                last.First.AddDays(17),
                "Print Room Co-operative",
                "Leaflets for victims of burglary",
                Money.Pounds(500),
                "Printed with the council’s own leaflets.",
                PaidBy.Commissioner
            ),
        ];
        await teller.Ask(
            new ImportSpending(
                new SpendingLog(
                    PublishedVersion.HashOf($"spending of the demonstration, {before} and {last}"),
                    items,
                    []
                )
            )
        );
    }

    private static async Task DescribeAsync(Teller teller)
    {
        await NumberAsync(
            teller,
            "Harbour Lights Domestic Abuse Service",
            new PublicNumbers("9000017", "99000018", null)
        );
        await NumberAsync(
            teller,
            "Riverside Youth Trust",
            new PublicNumbers("9000025", null, null)
        );
        await NumberAsync(
            teller,
            "Stockton-on-Tees Local Safeguarding Children Board",
            new PublicNumbers(null, null, "GB-LAE-STT")
        );
    }

    private static async Task NumberAsync(Teller teller, string name, PublicNumbers numbers)
    {
        var organisation = await teller
            .Services.GetRequiredService<GrantHubDb>()
            .Organisations.AsNoTracking()
            .SingleAsync(o => o.Name == name, teller.CancellationToken);
        await teller.Ask(
            new ChangeOrganisation(
                organisation.Slug,
                organisation.Version,
                organisation.Name,
                organisation.LegalName,
                organisation.Address,
                numbers
            )
        );
    }

    /// <summary>One grant says in its own words what its money is for; why the outreach is good value, nobody has said yet.</summary>
    private static async Task ExplainAsync(Teller teller)
    {
        var grant = await teller
            .Services.GetRequiredService<GrantHubDb>()
            .Grants.AsNoTracking()
            .SingleAsync(g => g.Title == "Youth diversion in Thornaby", teller.CancellationToken);
        await teller.Ask(
            new ExplainGrant(
                grant.Slug,
                Seen: null,
                "Youth workers on three evenings a week, and activities for young people whom the police have met once already.",
                "Young people with something to do and somebody to talk to are less often stopped or arrested again.",
                null
            )
        );
    }
}
