using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.Publication;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>A partnership's budgets, year by year.</summary>
[Route("partnerships/{slug}/budgets")]
public sealed class BudgetsController(IMediator mediator, ICurrentUser user)
    : FeatureController(mediator)
{
    private const string Workbook =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [HttpGet("")]
    public async Task<IActionResult> List(string slug) =>
        View(
            "Budgets",
            new BudgetListView(
                await Ask(new ListBudgets(slug)),
                user.May(Permission.ManagePartnerships)
            )
        );

    [HttpGet("start")]
    [PageNeeds(Permission.ManagePartnerships)]
    public async Task<IActionResult> Start(string slug)
    {
        var list = await Ask(new ListBudgets(slug));
        return View(
            "StartBudget",
            new StartBudgetForm
            {
                List = list,
                Year = list.NextYear.ToString(),
                FromLastYear = list.Budgets.Any(b => b.Year == list.NextYear.Before),
            }
        );
    }

    [HttpPost("start")]
    [PageNeeds(Permission.ManagePartnerships)]
    public Task<IActionResult> Start(string slug, StartBudgetForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var (year, opening) = form.Read(ModelState);
        return Try(
            new StartBudget(slug, year, form.FromLastYear, opening),
            _ =>
            {
                Say($"The budget for {year} has been started.");
                return Redirect($"{BudgetView.HrefOf(slug, year)}/edit");
            },
            async () =>
            {
                form.List = await Ask(new ListBudgets(slug));
                return View("StartBudget", form);
            },
            refusal => refusal.Code == "budget.no-last-year" ? nameof(form.FromLastYear) : ""
        );
    }

    [HttpGet("{year}")]
    public async Task<IActionResult> Show(string slug, string year) =>
        View("Budget", await ViewAsync(slug, year));

    [HttpGet("{year}/statement.csv")]
    public async Task<IActionResult> Csv(string slug, string year)
    {
        var view = await ViewAsync(slug, year);
        return new CsvResult(
            FileName(view, "csv"),
            StatementFile.Columns,
            StatementFile.Rows(view.Page, view.Statement).ToAsyncEnumerable()
        );
    }

    [HttpGet("{year}/statement.xlsx")]
    public async Task<IActionResult> Xlsx(string slug, string year)
    {
        var view = await ViewAsync(slug, year);
        return File(
            StatementWorkbook.Write(view.Page, view.Statement),
            Workbook,
            FileName(view, "xlsx")
        );
    }

    private static string FileName(BudgetView view, string extension) =>
        $"{view.Page.Slug}-{view.Budget.Year}-statement.{extension}";

    private async Task<BudgetView> ViewAsync(string slug, string year) =>
        new(
            await Ask(new ReadBudget(slug, BudgetYears.Read(year))),
            user.May(Permission.ManagePartnerships),
            user.May(Permission.CountersignCloses)
        );
}

public sealed record BudgetListView(BudgetList List, bool MayManage);

internal static class BudgetYears
{
    /// <exception cref="NotFoundException">The address names no financial year.</exception>
    public static FinancialYear Read(string year) =>
        FinancialYear.TryParse(year, out var read)
            ? read
            : throw new NotFoundException(
                "There is no such financial year. A year is written as 2019-20."
            );
}
