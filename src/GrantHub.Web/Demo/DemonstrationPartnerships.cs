using System.Text;
using GrantHub.Application.Grants;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Infrastructure.Imports;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using static GrantHub.Web.Demo.DemonstrationPeople;

namespace GrantHub.Web.Demo;

/// <summary>
/// Partnerships and their money: the published budget of 2019-20 as it was planned, and an invented partnership whose
/// last year is closed and whose present year is under way.
/// </summary>
internal sealed class DemonstrationPartnerships
{
    private const string Finance = "finance";
    private const string Northmoor = "northmoor";
    private const string NorthmoorName = "Northmoor Community Safety Partnership";
    private const string Published =
        "Hartlepool and Stockton-on-Tees Safeguarding Children Partnership";

    private const string HarbourLights = "Harbour Lights Domestic Abuse Service";

    private readonly DemonstrationStory story;
    private readonly FinancialYear year;
    private readonly FinancialYear last;

    private DemonstrationPartnerships(DemonstrationStory story)
    {
        this.story = story;
        year = FinancialYear.Of(story.Today);
        last = year.Before;
    }

    public static void Add(DemonstrationStory story)
    {
        story.At(new(2019, 3, 4), new(10, 0), Finance, AddPublishedAsync);
        var northmoor = new DemonstrationPartnerships(story);
        northmoor.AddNorthmoor();
        northmoor.LiveLastYear();
        northmoor.LiveThisYear();
    }

    private static async Task AddPublishedAsync(Teller teller)
    {
        await teller.Ask(new AddPartnership(Published, "hsscp", null));
        await ImportAsync(teller, "hsscp-2019-20.csv", null);
        foreach (var member in (await teller.Ask(new ReadPartnership("hsscp"))).Partnership.Members)
            await teller.Ask(
                new ChangeMember(
                    "hsscp",
                    member.OrganisationId,
                    null,
                    MemberKind.StatutoryPartner,
                    null
                )
            );
    }

    private void AddNorthmoor()
    {
        At(
            last.Start.AddDays(-60),
            async teller =>
            {
                await teller.Ask(new AddPartnership(NorthmoorName, Northmoor, "Northmoor Council"));
                await ImportAsync(teller, "northmoor.csv", last);
                await DescribeAsync(teller);
            }
        );
        At(last.Start.AddDays(-20), teller => AdoptAsync(teller, last, "Minute 31 of the board"));
    }

    private async Task DescribeAsync(Teller teller)
    {
        var members = await MembersAsync(teller);
        await teller.Ask(
            new DescribePartnership(
                Northmoor,
                null,
                NorthmoorName,
                Northmoor,
                "To reduce crime and disorder, misuse of drugs and reoffending in Northmoor.",
                members["Northmoor Council"],
                Money.Pounds(40_000)
            )
        );
        foreach (
            var (name, kind) in new[]
            {
                ("Northmoor Council", MemberKind.StatutoryPartner),
                ("Dale and Moor Police", MemberKind.StatutoryPartner),
                ("Northmoor Fire and Rescue Authority", MemberKind.StatutoryPartner),
                (HarbourLights, MemberKind.RelevantAgency),
            }
        )
            await teller.Ask(new ChangeMember(Northmoor, members[name], null, kind, last.Start));
        // One memorandum is past its review, one comes up for it.
        foreach (var (name, days) in new[] { ("Dale and Moor Police", -40), (HarbourLights, 25) })
            await teller.Ask(
                new RecordMemorandum(
                    Northmoor,
                    members[name],
                    null,
                    last.Start.AddDays(-60),
                    story.Today.AddDays(days)
                )
            );
        await teller.Ask(
            new SetYearEndRule(
                Northmoor,
                null,
                UnderspendRule.Split,
                500,
                OverspendRule.FixedShares,
                [
                    new AgreedTerm(members["Northmoor Council"], 600, null),
                    new AgreedTerm(members["Dale and Moor Police"], 400, Money.Pounds(10_000)),
                ],
                null
            )
        );
        var board = await teller.Ask(
            new AddGroup(
                Northmoor,
                "Partnership board",
                "Decides on the plan and the budget.",
                MeetingFrequency.Quarterly,
                story.Today.AddDays(18)
            )
        );
        await teller.Ask(
            new AddChair(
                Northmoor,
                board,
                "Councillor Mary Thorne",
                "Northmoor Council",
                last.Start,
                last.End
            )
        );
        await teller.Ask(
            new AddChair(
                Northmoor,
                board,
                "Superintendent Ravi Shah",
                "Dale and Moor Police",
                year.Start,
                null
            )
        );
        await teller.Ask(new AddGroupMember(Northmoor, board, "Ines Costa", HarbourLights));
        await teller.Ask(
            new AddPriority(
                Northmoor,
                "Fewer families live with domestic abuse",
                "Early help, refuges, and reviews after the worst has happened.",
                members[HarbourLights],
                last,
                null
            )
        );
        await teller.Ask(
            new AddPriority(
                Northmoor,
                "Streets that people use after dark",
                null,
                members["Northmoor Council"],
                last,
                year.Next
            )
        );
        foreach (
            var terms in new[]
            {
                new ScenarioTerms("Pay rises by 3% a year", 30, 0, [], []),
                new ScenarioTerms(
                    "The police leave",
                    20,
                    0,
                    [],
                    [new ContributionChange("Dale and Moor Police", Money.Zero, year.Next)]
                ),
            }
        )
            await teller.Ask(new AddScenario(Northmoor, terms));
    }

    /// <summary>Everything is paid, and the reviews cost less than was planned.</summary>
    private void LiveLastYear()
    {
        At(last.Start.AddDays(10), teller => InvoiceAsync(teller, last));
        At(
            last.Start.AddDays(30),
            async teller =>
            {
                foreach (var line in (await BudgetAsync(teller, last)).Contributions)
                    await PostAsync(
                        teller,
                        last,
                        line,
                        line.Planned!.Value,
                        last.Start.AddDays(28),
                        $"BACS {2100 + line.Number}",
                        "Contribution"
                    );
            }
        );
        At(
            last.End.AddDays(-1),
            async teller =>
            {
                var budget = await BudgetAsync(teller, last);
                foreach (
                    var (name, pounds) in new[]
                    {
                        ("Training fees", 4_350),
                        ("Partnership manager", 51_640),
                        ("Analyst (part time)", 29_500),
                        ("Domestic homicide reviews", 11_200),
                        ("Campaigns and events", 9_875),
                    }
                )
                {
                    var line = budget.Lines.Single(l => l.Name == name);
                    await PostAsync(
                        teller,
                        last,
                        line,
                        Money.Pounds(pounds),
                        last.End.AddDays(-2),
                        $"FS {3300 + line.Number}",
                        name
                    );
                }
            }
        );
        At(
            last.End.AddDays(-25),
            async teller =>
            {
                await teller.Ask(new StartBudget(Northmoor, year, FromLastYear: true));
                await AdoptAsync(teller, year, "Minute 44 of the board");
            }
        );
        At(
            InThisYear(20),
            async teller =>
            {
                var close = await teller.Ask(new ReadClose(Northmoor, last));
                await teller.Ask(
                    new SignClose(Northmoor, last, close.Figures.CarriedForward, Agreed: true)
                );
            }
        );
        story.At(
            InThisYear(22),
            new(16, 0),
            "cfo",
            async teller =>
            {
                var close = await teller.Ask(new ReadClose(Northmoor, last));
                await teller.Ask(
                    new CountersignClose(Northmoor, last, close.Budget.Close!.Number, Agreed: true)
                );
            }
        );
    }

    /// <summary>Two partners have paid, two are late or not invoiced, money comes and goes as the year does.</summary>
    private void LiveThisYear()
    {
        At(InThisYear(24), teller => InvoiceAsync(teller, year));
        At(
            InThisYear(40),
            async teller =>
            {
                foreach (var line in (await BudgetAsync(teller, year)).Contributions.Take(2))
                    await PostAsync(
                        teller,
                        year,
                        line,
                        line.Planned!.Value,
                        InThisYear(40),
                        $"BACS {4200 + line.Number}",
                        "Contribution"
                    );
            }
        );
        for (var month = 1; year.Start.AddMonths(month) <= story.Today; month++)
        {
            var day = year.Start.AddMonths(month).AddDays(-1);
            At(day, teller => PayStaffAsync(teller, day));
        }
        At(
            InThisYear(70),
            async teller =>
            {
                var budget = await BudgetAsync(teller, year);
                var reviews = budget.Lines.Single(l => l.Name == "Domestic homicide reviews");
                var campaigns = budget.Lines.Single(l => l.Name == "Campaigns and events");
                await teller.Ask(
                    new VireBudget(
                        Northmoor,
                        year,
                        budget.PlanVersion,
                        [
                            new LineChange(reviews.Number, Money.Pounds(15_500)),
                            new LineChange(campaigns.Number, Money.Pounds(12_100)),
                        ],
                        [],
                        "The board moved £2,500 to the campaign against night-time violence (minute 52)."
                    )
                );
                await PostAsync(
                    teller,
                    year,
                    campaigns,
                    new Money(184_050),
                    InThisYear(70),
                    "FS 5077",
                    "Posters and printing"
                );
            }
        );
    }

    private static async Task PayStaffAsync(Teller teller, DateOnly day)
    {
        var budget = await BudgetAsync(teller, FinancialYear.Of(day));
        foreach (
            var (name, pence) in new[]
            {
                ("Partnership manager", 433_333),
                ("Analyst (part time)", 245_833),
            }
        )
            await PostAsync(
                teller,
                budget.Year,
                budget.Lines.Single(l => l.Name == name),
                new Money(pence),
                day,
                $"PAY {day:yyyy-MM}",
                $"{name}, {day:MMMM}"
            );
    }

    /// <summary>Two instalments of each contribution; the first is invoiced where it is due by then.</summary>
    private static async Task InvoiceAsync(Teller teller, FinancialYear year)
    {
        var contributions = (await BudgetAsync(teller, year)).Contributions;
        foreach (var line in contributions)
            await teller.Ask(
                new PlanInstalments(Northmoor, year, line.Number, year.Start.AddDays(30), 2, 6)
            );
        var budget = await BudgetAsync(teller, year);
        var today = teller.Services.GetRequiredService<TimeProvider>().LondonToday();
        foreach (var line in contributions.SkipLast(1))
            await teller.Ask(
                new RecordInvoice(
                    Northmoor,
                    year,
                    budget.InstalmentsOf(line.Number)[0].Number,
                    today,
                    $"INV-{year.StartYear}-{line.Number}"
                )
            );
    }

    private static async Task AdoptAsync(Teller teller, FinancialYear year, string minute)
    {
        var today = teller.Services.GetRequiredService<TimeProvider>().LondonToday();
        var budget = await BudgetAsync(teller, year);
        await teller.Ask(new AdoptBudget(Northmoor, year, budget.PlanVersion, today, minute));
    }

    private static Task<PostedEntry> PostAsync(
        Teller teller,
        FinancialYear year,
        BudgetLine line,
        Money amount,
        DateOnly on,
        string reference,
        string description
    ) =>
        teller.Ask(
            new PostEntry(
                Northmoor,
                year,
                line.Kind == LineKind.Income ? EntryKind.Receipt : EntryKind.Payment,
                line.Number,
                amount,
                on,
                reference,
                description,
                Guid.NewGuid()
            )
        );

    private static async Task<PartnershipBudget> BudgetAsync(Teller teller, FinancialYear year) =>
        (await teller.Ask(new ReadBudget(Northmoor, year))).Budget;

    private static async Task<IReadOnlyDictionary<string, long>> MembersAsync(Teller teller)
    {
        var db = teller.Services.GetRequiredService<GrantHubDb>();
        return await db
            .Partnerships.Where(p => p.Slug == Northmoor)
            .SelectMany(p => p.Members)
            .ToDictionaryAsync(
                member => member.Name,
                member => member.OrganisationId,
                teller.CancellationToken
            );
    }

    /// <param name="file">The name of a budget file that is part of the program (Demo/Files).</param>
    /// <param name="year">What stands for YEAR in it; null where it names its year.</param>
    private static async Task ImportAsync(Teller teller, string file, FinancialYear? year)
    {
        using var stream = typeof(DemonstrationPartnerships).Assembly.GetManifestResourceStream(
            file
        )!;
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync(teller.CancellationToken);
        if (year is { } wanted)
            text = text.Replace("YEAR", wanted.ToString(), StringComparison.Ordinal);
        await teller.Ask(new ImportBudget(BudgetFile.Read(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>A day of the present year; yesterday where that has not come yet, so that no step lies in the future.</summary>
    private DateOnly InThisYear(int days)
    {
        var latest = story.Today > year.Start ? story.Today.AddDays(-1) : story.Today;
        var day = year.Start.AddDays(days);
        return day < latest ? day : latest;
    }

    private void At(DateOnly day, Func<Teller, Task> step) =>
        story.At(day, new(9, 30), Finance, step);
}
