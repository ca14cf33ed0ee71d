using System.Text;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.Playwright;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>
/// Adds a partnership with a closed year, an ended one that was changed by a virement, a draft with lines and a draft
/// without any.
/// </summary>
/// <param name="Address">Of its page.</param>
/// <param name="Check">Of the preview of a file with rows that the ledger has, new ones, and codes that nobody knows.</param>
internal sealed record BudgetLife(string Address, string Check)
{
    public static readonly FinancialYear Closed = new(2023);
    public static readonly FinancialYear Adopted = new(2024);
    public static readonly FinancialYear Draft = new(2025);
    public static readonly FinancialYear Blank = new(2026);

    private const string Header = "Posting Date,Document No,Narrative,Cost code,Net amount (£)";

    private static readonly string[] Posted =
    [
        "2024-04-15,INV 2201,Contribution for the year,Generated income,-12500.00",
        "2024-04-30,PAY 01,Salaries in April,Business manager and administrator,4602.17",
        "2024-05-02,T 118,Venue for the multi-agency training day,Training,1240.00",
        "2024-05-31,PAY 02,Salaries in May,Business manager and administrator,4602.17",
    ];

    private static readonly string[] Later =
    [
        Posted[1],
        Posted[2],
        "2024-06-30,PAY 03,Salaries in June,Business manager and administrator,4602.17",
        "2024-07-04,INV 2240,Contribution of the police,INC-4711,-87500.00",
        "2024-07-09,REV 7,Independent author of the practice review,EXP-9920,6318.40",
    ];

    public static async Task<BudgetLife> PrepareAsync(Site site)
    {
        Task<T> Send<T>(MediatR.IRequest<T> request) => site.SendAs("finance", request);
        var slug = await Send(
            new AddPartnership(
                "Hartlepool and Stockton-on-Tees Children’s Partnership",
                "planned",
                "Stockton Children’s Services"
            )
        );
        await Send(new AddMember(slug, "Tees Police", MemberKind.StatutoryPartner, null));
        await Send(new AddMember(slug, "Tees Integrated Care", MemberKind.StatutoryPartner, null));
        var members = (await Send(new ReadPartnership(slug))).Partnership.Members;
        await Send(
            new DescribePartnership(
                slug,
                null,
                "Hartlepool and Stockton-on-Tees Children’s Partnership",
                "planned",
                "Partners who plan together for the safety of children.",
                members[0].OrganisationId,
                Money.Pounds(40_000)
            )
        );
        await Send(new StartBudget(slug, Closed, false, Money.Pounds(56_477)));
        await PlanAndAdoptAsync(site, slug, Closed, members);
        await PostAsync(site, slug, EntryKind.Receipt, 1, 87_500);
        await PostAsync(site, slug, EntryKind.Payment, 6, 55_226);
        await site.SendAs(
            "finance",
            new SignClose(slug, Closed, Money.Pounds(56_477 + 87_500 - 55_226), true)
        );
        await site.SendAs("cfo", new CountersignClose(slug, Closed, 1, true));
        await Send(new StartBudget(slug, Adopted, true));
        await AdoptAsync(site, slug, Adopted);
        await Send(
            new VireBudget(
                slug,
                Adopted,
                (await Send(new ReadEditableBudget(slug, Adopted))).Budget.PlanVersion,
                [new(6, Money.Pounds(51_226)), new(7, Money.Pounds(22_000))],
                [],
                "A vacancy until July pays for more training, as the executive group agreed on 4 June 2024."
            )
        );
        await Send(new StartBudget(slug, Draft, true));
        await Send(new StartBudget(slug, Blank, false));

        var address = $"/partnerships/{slug}";
        var page = await site.SignInAsync("finance");
        await UploadAsync(page, address, Posted);
        await page.PressAsync("Post 4 entries");
        var check = await UploadAsync(page, address, Later);
        await page.Context.CloseAsync();
        return new BudgetLife(address, check);
    }

    /// <summary>Chooses the file as an officer does.</summary>
    /// <returns>The address of its preview.</returns>
    private static async Task<string> UploadAsync(IPage page, string address, string[] rows)
    {
        await page.GotoAsync($"{address}/ledger/{Adopted}/import");
        await page.GetByLabel("File", new() { Exact = true })
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "Ledger extract.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend(Header))),
                }
            );
        await page.PressAsync("Continue");
        return new Uri(page.Url).PathAndQuery;
    }

    private static async Task PlanAndAdoptAsync(
        Site site,
        string slug,
        FinancialYear year,
        IReadOnlyList<PartnershipMember> members
    )
    {
        long Of(string name) => members.Single(member => member.Name == name).OrganisationId;
        PlannedLine Contribution(string partner, IncomeSource source, int? pounds) =>
            Line(LineKind.Income, "Contribution", pounds) with
            {
                Source = source,
                PartnerId = Of(partner),
            };
        var shown = await site.SendAs("finance", new ReadEditableBudget(slug, year));
        await site.SendAs(
            "finance",
            new PlanBudget(
                slug,
                year,
                shown.Budget.PlanVersion,
                Money.Pounds(56_477),
                [
                    Contribution("Tees Police", IncomeSource.Contribution, 87_500),
                    Contribution("Tees Integrated Care", IncomeSource.Contribution, null),
                    Contribution(
                        "Stockton Children’s Services",
                        IncomeSource.ContributionInKind,
                        9_000
                    ),
                    Line(LineKind.Income, "Generated income", 12_500) with
                    {
                        Source = IncomeSource.Generated,
                        Note = "Training that other bodies pay for",
                    },
                    Line(LineKind.Expenditure, "Staffing", null),
                    Line(LineKind.Expenditure, "Business manager and administrator", 55_226) with
                    {
                        Parent = 4,
                    },
                    Line(LineKind.Expenditure, "Training", 18_000),
                    Line(LineKind.Expenditure, "Independent scrutiny and practice reviews", 31_000),
                ]
            )
        );
        await AdoptAsync(site, slug, year);
    }

    private static async Task AdoptAsync(Site site, string slug, FinancialYear year)
    {
        var shown = await site.SendAs("finance", new ReadEditableBudget(slug, year));
        await site.SendAs(
            "finance",
            new AdoptBudget(
                slug,
                year,
                shown.Budget.PlanVersion,
                new DateOnly(year.Start.Year, 3, 19),
                "Minute 7"
            )
        );
    }

    private static Task<PostedEntry> PostAsync(
        Site site,
        string slug,
        EntryKind kind,
        int line,
        int pounds
    ) =>
        site.SendAs(
            "finance",
            new PostEntry(
                slug,
                Closed,
                kind,
                line,
                Money.Pounds(pounds),
                new DateOnly(2023, 9, 4),
                $"BACS {line}",
                "For the whole year",
                Guid.NewGuid()
            )
        );

    private static PlannedLine Line(LineKind kind, string name, int? pounds) =>
        new(
            null,
            kind,
            name,
            null,
            null,
            null,
            null,
            pounds is { } known ? Money.Pounds(known) : null,
            null
        );
}
