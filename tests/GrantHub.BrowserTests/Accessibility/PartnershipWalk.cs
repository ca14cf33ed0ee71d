using static GrantHub.BrowserTests.Accessibility.Step;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>The part of the walk through partnerships: their budgets, ledgers, year ends and contributions.</summary>
internal static class PartnershipWalk
{
    /// <summary>Makes what the pages show.</summary>
    public static async Task<IReadOnlyList<(string? Person, IReadOnlyList<Step> Steps)>> PlanAsync(
        Site site
    )
    {
        var partnership = await PartnershipLife.PrepareAsync(site);
        var budgets = await BudgetLife.PrepareAsync(site);
        var yearEnd = await YearEndLife.PrepareAsync(site);
        return
        [
            ("finance", Partnership(partnership)),
            ("finance", Budgets(budgets)),
            ("finance", [.. Pages(yearEnd.FinancePages), .. Forms(YearEndLife.FinanceForms)]),
            ("cfo", [.. Pages(YearEndLife.OfficerPages), .. Forms(YearEndLife.OfficerForms)]),
        ];
    }

    private static IReadOnlyList<Step> Budgets(BudgetLife life)
    {
        var at = $"{life.Address}/budgets";
        var (closed, adopted) = ($"{at}/{BudgetLife.Closed}", $"{at}/{BudgetLife.Adopted}");
        var (draft, blank) = ($"{at}/{BudgetLife.Draft}", $"{at}/{BudgetLife.Blank}");
        return
        [
            new(life.Address),
            new(at),
            new($"{at}/start", Empty),
            new(blank),
            new($"{blank}/adopt"),
            With($"{blank}/edit", "Opening", "a lot"),
            new(draft),
            With($"{draft}/edit", "Opening", "a lot"),
            new($"{draft}/adopt", Empty),
            new(adopted),
            new($"{adopted}/virement", Empty),
            With($"{adopted}/forecast", "Rows[0].Amount", "a lot"),
            new($"{adopted}/statement"),
            new(closed),
            new($"{closed}/statement"),
            new($"{life.Address}/ledger?year={BudgetLife.Adopted}"),
            new($"{life.Address}/ledger/{BudgetLife.Adopted}/import"),
            new(life.Check, Empty),
            new($"{life.Address}/runway"),
        ];
    }

    private static IReadOnlyList<Step> Partnership(PartnershipLife life)
    {
        var (at, member) = (life.Address, $"{life.Address}/members/{life.Member}");
        var group = $"{at}/groups/{PartnershipLife.Group}";
        return
        [
            new("/partnerships"),
            new("/partnerships?search=nothing+has+such+words"),
            new("/partnerships/add", Empty),
            new(at),
            new($"{at}/change", Empty),
            new($"{at}/rule", Empty),
            new($"{at}/members/add", Empty),
            new($"{member}/change", Empty),
            new($"{member}/memorandum", Empty),
            new($"{member}/memorandum/file", Empty),
            new($"{member}/leave", Empty),
            new($"{at}/members/{life.Left}/rejoin", Empty),
            new($"{at}/priorities/add", Empty),
            new($"{at}/priorities/{PartnershipLife.Priority}/change", Empty),
            new($"{at}/priorities/{PartnershipLife.Priority}/remove"),
            new($"{at}/groups"),
            new($"{at}/groups/add", Empty),
            new($"{group}/change", Empty),
            new($"{group}/close", Empty),
            new($"{group}/chairs/add", Empty),
            new($"{group}/chairs/{PartnershipLife.Chair}/end", Empty),
            new($"{group}/chairs/{PartnershipLife.Chair}/remove"),
            new($"{group}/members/add", Empty),
            new($"{group}/members/{PartnershipLife.GroupMember}/remove"),
            new($"{at}/ledger"),
            new($"{at}/ledger?year=2019-20&search=nothing+has+such+words"),
            new($"{at}/ledger/2019-20/receipt", Empty),
            new($"{at}/ledger/2019-20/payment", Empty),
            new($"{at}/ledger/2019-20/journal", Empty),
            new($"{at}/ledger/2019-20/import", Empty),
            new($"{at}/ledger/2019-20/import/check?file=gone"),
            new($"{at}/ledger/2019-20/entries/1"),
            new($"{at}/ledger/2019-20/entries/1/reverse", Empty),
            new($"{at}/ledger/2019-20/entries/1/evidence", Empty),
            new($"{at}/runway"),
            new($"{at}/runway?years=31"),
            new($"{at}/runway?years=30"),
            new($"{at}/runway/scenarios/add", Empty),
            new($"{at}/runway/scenarios/{PartnershipLife.Scenario}/change", Empty),
            new($"{at}/runway/scenarios/{PartnershipLife.Scenario}/remove"),
            new($"{at}/history"),
        ];
    }
}
