using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>
/// A partnership whose year 2016-17 has ended: two partners, adopted, and £1,000.00 better than its budget. Today is
/// 19 May 2017.
/// </summary>
/// <param name="Partners">The slugs of the two contributing organisations.</param>
internal sealed record EndedYear(string Slug, IReadOnlyList<string> Partners)
{
    public static readonly FinancialYear Year = new(2016);
    public static readonly FinancialYear Next = new(2017);
    public static readonly Money Opening = Money.Pounds(10_000);

    public const int FirstLine = 1;
    public const int SecondLine = 2;
    public const int EventsLine = 3;

    private static readonly Actor Keeper = new(0, "Fay Ledger", Role.PartnershipFinanceLead, []);
    private static readonly DateTime Then = new(2017, 3, 20, 11, 0, 0, DateTimeKind.Utc);

    public string Href => $"/partnerships/{Slug}/budgets/{Year}";
    public string Contributions => $"/partnerships/{Slug}/contributions";

    public static readonly YearEndRule ProRata = YearEndRule.Default with
    {
        Underspend = UnderspendRule.ReturnProRata,
    };

    public static async Task<EndedYear> OfAsync(
        AppFixture app,
        YearEndRule? rule = null,
        bool received = true
    )
    {
        var key = Guid.NewGuid().ToString("N")[..8];
        return await app.Look(async db =>
        {
            var police = Organisation.Add($"Police {key}", $"police-{key}");
            var council = Organisation.Add($"Council {key}", $"council-{key}");
            db.Organisations.AddRange(police, council);
            var partnership = Partnership.Add($"Safeguarding {key}", $"safe-{key}");
            partnership.SetRule(rule ?? YearEndRule.Default, null);
            db.Partnerships.Add(partnership);
            await db.SaveChangesAsync();
            var budget = PartnershipBudget.Start(partnership.Id, Year, Opening, null);
            budget.Plan(Opening, Lines(police, council), LedgerTotals.None);
            budget.Adopt(new DateOnly(2016, 3, 20), null, Keeper, Then);
            db.Budgets.Add(budget);
            await db.SaveChangesAsync();
            if (received)
            {
                db.Postings.AddRange(Cash(budget, EntryKind.Receipt, FirstLine, 3_000));
                db.Postings.AddRange(Cash(budget, EntryKind.Receipt, SecondLine, 1_000));
            }
            db.Postings.AddRange(Cash(budget, EntryKind.Payment, EventsLine, 4_000));
            await db.SaveChangesAsync();
            return new EndedYear(partnership.Slug, [police.Slug, council.Slug]);
        });
    }

    public static IReadOnlyList<PlannedLine> Lines(Organisation police, Organisation council) =>
        [From(police, 3_000), From(council, 1_000), Spend(5_000)];

    public static PlannedLine From(Organisation organisation, long? pounds) =>
        new(
            null,
            LineKind.Income,
            "Contribution",
            null,
            IncomeSource.Contribution,
            organisation.Id,
            organisation.Name,
            pounds is { } given ? Money.Pounds(given) : null,
            null
        );

    public static PlannedLine Spend(long pounds) =>
        new(
            null,
            LineKind.Expenditure,
            "Events",
            null,
            null,
            null,
            null,
            Money.Pounds(pounds),
            null
        );

    public static IReadOnlyList<Posting> Cash(
        PartnershipBudget budget,
        EntryKind kind,
        int line,
        long pounds
    ) =>
        budget.PostCash(
            kind,
            line,
            Money.Pounds(pounds),
            new EntryWords(new DateOnly(2017, 3, 10), "BACS", "As invoiced"),
            Keeper,
            Then
        );

    /// <summary>Posts £1.00 of expenditure, as the ledger's page does.</summary>
    public Task PostAsync(AppFixture app) =>
        app.Look(async db =>
        {
            var budget = await db
                .Budgets.Include(b => b.Lines)
                .Include(b => b.Closes)
                .SingleAsync(b =>
                    b.Year == Year
                    && db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Slug == Slug)
                );
            db.Postings.AddRange(Cash(budget, EntryKind.Payment, EventsLine, 1));
            return await db.SaveChangesAsync();
        });

    public Task SignAsync(AppFixture app, Money? seen = null, string by = Cast.Finance) =>
        app.SendAs(by, new SignClose(Slug, Year, seen ?? Money.Pounds(10_000), true));

    public Task CountersignAsync(AppFixture app, string by = Cast.Cfo, int seen = 1) =>
        app.SendAs(by, new CountersignClose(Slug, Year, seen, true));

    public async Task<ClosePage> ReadAsync(AppFixture app) =>
        await app.SendAsOperator(new ReadClose(Slug, Year));
}
