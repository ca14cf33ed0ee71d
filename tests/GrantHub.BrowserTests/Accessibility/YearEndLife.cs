using GrantHub.Application.Grants;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>Three partnerships whose year has ended: one to be closed, one whose close waits, one that is closed.</summary>
/// <param name="Partner">The slug of the partner that contributes to all of them.</param>
internal sealed record YearEndLife(string Partner)
{
    private static readonly FinancialYear Year = new(2016);
    private static readonly Actor Keeper = new(0, "Fay Ledger", Role.PartnershipFinanceLead, []);
    private static readonly DateTime Then = new(2017, 3, 20, 11, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Names = ["Year open", "Year waiting", "Year closed"];
    private static readonly string[] Signed = ["year-waiting", "year-closed"];

    private const string Open = "/partnerships/year-open";
    private const string Waiting = "/partnerships/year-waiting/budgets/2016-17";
    private const string Closed = "/partnerships/year-closed/budgets/2016-17";

    public static IReadOnlyList<string> FinanceForms { get; } =
    [
        $"{Open}/budgets/2016-17/close/sign",
        $"{Open}/contributions/2016-17/1/plan",
        $"{Open}/contributions/2016-17/1/add",
        $"{Open}/contributions/2016-17/instalments/1/invoice",
        $"{Open}/contributions/2016-17/instalments/2/cancel-invoice",
        $"{Waiting}/close/withdraw",
    ];

    public IReadOnlyList<string> FinancePages =>
        [
            $"{Open}/budgets/2016-17/close",
            $"{Open}/budgets/2016-17/close/contributions",
            $"{Open}/budgets/2016-17/close/postings",
            $"{Open}/budgets/2016-17/close/shares",
            $"{Open}/budgets/2016-17/history",
            $"{Open}/contributions",
            $"{Open}/contributions/2016-17/1/grant",
            $"{Open}/contributions/2016-17/instalments/1/change",
            $"{Open}/contributions/2016-17/instalments/1/remove",
            $"/organisations/{Partner}/contributions",
        ];

    public static IReadOnlyList<string> OfficerPages { get; } =
    [$"{Waiting}/close", $"{Closed}/close", $"{Closed}/closes/1"];

    public static IReadOnlyList<string> OfficerForms { get; } =
    [$"{Waiting}/close/countersign", $"{Waiting}/close/send-back", $"{Closed}/reopen"];

    public static async Task<YearEndLife> PrepareAsync(Site site)
    {
        var organisation = await site.Look(async db =>
        {
            var police = Organisation.Add("Year End Police", "year-end-police");
            db.Organisations.Add(police);
            await db.SaveChangesAsync();
            foreach (var name in Names)
            {
                var partnership = Partnership.Add(name, name.ToLowerInvariant().Replace(' ', '-'));
                partnership.SetRule(
                    YearEndRule.Default with
                    {
                        Underspend = UnderspendRule.ReturnProRata,
                    },
                    null
                );
                db.Partnerships.Add(partnership);
                await db.SaveChangesAsync();
                var budget = PartnershipBudget.Start(partnership.Id, Year, Money.Pounds(10), null);
                budget.Plan(
                    Money.Pounds(10),
                    [
                        new(
                            null,
                            LineKind.Income,
                            "Contribution",
                            null,
                            IncomeSource.Contribution,
                            police.Id,
                            police.Name,
                            Money.Pounds(3_000),
                            null
                        ),
                    ],
                    LedgerTotals.None
                );
                budget.Adopt(new DateOnly(2016, 3, 20), null, Keeper, Then);
                budget.PlanInstalments(1, new DateOnly(2016, 5, 1), 2, 6);
                budget.RecordInvoice(
                    2,
                    new DateOnly(2016, 5, 1),
                    "INV 2",
                    new DateOnly(2016, 5, 1)
                );
                db.Budgets.Add(budget);
                await db.SaveChangesAsync();
                db.Postings.AddRange(
                    budget.PostCash(
                        EntryKind.Receipt,
                        1,
                        Money.Pounds(3_500),
                        new EntryWords(new DateOnly(2017, 3, 10), "BACS", "As invoiced"),
                        Keeper,
                        Then
                    )
                );
                await db.SaveChangesAsync();
            }
            return police.Slug;
        });
        foreach (var slug in Signed)
            await site.SendAs("finance", new SignClose(slug, Year, Money.Pounds(3_010), true));
        await site.SendAs("cfo", new CountersignClose("year-closed", Year, 1, true));
        var partner = (await site.SendAs("lead", new OfferSignIns()))[0];
        await site.SendAs(
            "lead",
            new AddContact(
                organisation,
                new ContactDetails(partner.Name, partner.Email, null, "Accountant", partner.Id)
            )
        );
        return new YearEndLife(organisation);
    }
}
