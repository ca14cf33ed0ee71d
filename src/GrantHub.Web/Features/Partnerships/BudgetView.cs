using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;

namespace GrantHub.Web.Features.Partnerships;

/// <param name="MayManage">Whether the person keeps the partnership's money.</param>
/// <param name="MayCountersign">Whether the person countersigns year-end closes.</param>
public sealed record BudgetView(BudgetPage Page, bool MayManage, bool MayCountersign)
{
    public PartnershipBudget Budget => Page.Budget;
    public Statement Statement { get; } = Statement.Of(Page);
    public string Href => HrefOf(Page.Slug, Budget.Year);
    public string LedgerHref => $"/partnerships/{Page.Slug}/ledger?year={Budget.Year}";

    public bool MayPlan => MayManage && Budget.AdoptedAt is null && Budget.ClosingSince is null;

    public bool MayVire =>
        MayManage && Budget.Status == BudgetStatus.Adopted && Budget.ClosingSince is null;

    /// <summary>Lines whose sub-lines do not add up to them, each with the difference.</summary>
    public IReadOnlyList<(BudgetLine Line, Money Difference)> Unallocated =>
        [
            .. Budget
                .Lines.Select(line => (line, Budget.UnallocatedOf(line)))
                .Where(pair => pair.Item2 != Money.Zero),
        ];

    public IReadOnlyList<BudgetLine> ToBeConfirmed =>
        [.. Budget.Lines.Where(line => line.Planned is null && !Budget.HasSubLines(line))];

    /// <summary>What the balance carried forward is compared with the floor: the outturn, or the plan of a draft.</summary>
    public Money Expected =>
        Budget.Status == BudgetStatus.Closed ? Page.ThisYear.Actual.Closing : Page.Forecast.Closing;

    public bool IsBelowFloor => Page.Floor > Money.Zero && Expected < Page.Floor;

    public static string HrefOf(string slug, FinancialYear year) =>
        $"/partnerships/{slug}/budgets/{year}";
}

/// <param name="Caption">Of the table.</param>
/// <param name="TotalLabel">Of its last row.</param>
public sealed record StatementTable(
    string Caption,
    string TotalLabel,
    IReadOnlyList<StatementRow> Rows,
    StatementFigures Total,
    BudgetView View,
    bool HasShares
)
{
    /// <summary>Whether the ledger of the budget can be looked into from a line: not on paper.</summary>
    public bool HasLinks { get; init; } = true;
}
