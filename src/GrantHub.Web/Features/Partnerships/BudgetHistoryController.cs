using GrantHub.Application.Partnerships;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>What happened to a budget, newest first.</summary>
public sealed class BudgetHistoryController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("partnerships/{slug}/budgets/{year}/history")]
    public async Task<IActionResult> Show(string slug, string year, string? from) =>
        View(
            "BudgetHistory",
            await Ask(new ReadBudgetHistory(slug, BudgetAddress.YearOf(year), from))
        );
}
