using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.Imports;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>A budget until the partners adopt it.</summary>
[PageNeeds(Permission.ManagePartnerships)]
[Route("partnerships/{slug}/budgets/{year}")]
public sealed class BudgetPlanController(IMediator mediator, TimeProvider clock)
    : FeatureController(mediator)
{
    /// <summary>A budget file is a few dozen lines; one of this size is something else.</summary>
    private const int LargestFile = 1024 * 1024;

    [HttpGet("edit")]
    public async Task<IActionResult> Edit(string slug, string year)
    {
        var page = await PageAsync(slug, year);
        return page.Budget.AdoptedAt is null
            ? View("EditBudget", BudgetForm.Of(page))
            : Redirect($"{BudgetView.HrefOf(page.Slug, page.Budget.Year)}/virement");
    }

    [HttpPost("edit")]
    public async Task<IActionResult> Edit(string slug, string year, BudgetForm form, string? then)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Page = await PageAsync(slug, year);
        if (form.Reshape(then, ModelState))
            return View("EditBudget", form);
        var (opening, lines) = form.Read(ModelState);
        return await Try(
            new PlanBudget(form.Page.Slug, form.Page.Budget.Year, form.Seen, opening, lines),
            _ =>
            {
                Say("The draft budget has been saved.");
                return Redirect(form.Href);
            },
            () =>
            {
                form.Pad();
                return Task.FromResult<IActionResult>(View("EditBudget", form));
            }
        );
    }

    /// <summary>Fills the editor from a file; nothing is saved until the officer saves.</summary>
    [HttpPost("edit/import")]
    [RequestSizeLimit(2 * LargestFile)]
    public async Task<IActionResult> Import(string slug, string year, IFormFile? file)
    {
        var page = await PageAsync(slug, year);
        var form = BudgetForm.Of(page);
        if (await ReadAsync(file, page) is { } sheet)
        {
            form.Take(sheet);
            ModelState.Clear();
            form.FromFile = Path.GetFileName(file!.FileName);
        }
        else
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("EditBudget", form);
    }

    [HttpPost("copy")]
    public async Task<IActionResult> Copy(string slug, string year)
    {
        var wanted = BudgetYears.Read(year);
        await Ask(new StartBudget(slug, wanted, FromLastYear: true));
        Say($"The lines of {wanted.Before} have been taken over. Change what is different.");
        return Redirect($"{BudgetView.HrefOf(slug, wanted)}/edit");
    }

    [HttpGet("adopt")]
    public async Task<IActionResult> Adopt(string slug, string year)
    {
        var page = await PageAsync(slug, year);
        return View(
            "AdoptBudget",
            new AdoptForm
            {
                Page = page,
                Seen = page.Budget.PlanVersion,
                On = clock.LondonToday(),
            }
        );
    }

    [HttpPost("adopt")]
    public async Task<IActionResult> Adopt(string slug, string year, AdoptForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Page = await PageAsync(slug, year);
        if (form.On is null)
            ModelState.TryAddModelError(
                nameof(form.On),
                "Enter the day on which the partners adopted the budget."
            );
        return await Try(
            new AdoptBudget(
                form.Page.Slug,
                form.Page.Budget.Year,
                form.Seen,
                form.On ?? default,
                form.Minute
            ),
            _ =>
            {
                Say($"The budget of {form.Page.Budget.Year} has been adopted.");
                return Redirect(form.Href);
            },
            () => Task.FromResult<IActionResult>(View("AdoptBudget", form)),
            refusal => refusal.Code == "budget.adopted-on" ? nameof(form.On) : ""
        );
    }

    private Task<EditableBudget> PageAsync(string slug, string year) =>
        Ask(new ReadEditableBudget(slug, BudgetYears.Read(year)));

    /// <summary>The file's one budget; null with a fault for each thing that is wrong with it.</summary>
    private async Task<BudgetSheet?> ReadAsync(IFormFile? file, EditableBudget page)
    {
        if (file is null || file.Length == 0)
            return Fault("Choose a CSV file with the lines of the budget.");
        if (file.Length > LargestFile)
            return Fault("The file is larger than 1 MB, so it is no budget file. Choose another.");
        using var content = new MemoryStream();
        await file.CopyToAsync(content, HttpContext.RequestAborted);
        var log = BudgetFile.Read(content.ToArray());
        foreach (var fault in log.Faults)
            Fault(fault.ToString());
        if (log.Faults.Count > 0)
            return null;
        return log.Sheets is [{ } sheet] && sheet.Year == page.Budget.Year && IsOf(sheet, page)
            ? sheet
            : Fault(
                $"The file has to hold one budget, that of {page.Name} for {page.Budget.Year}."
            );
    }

    private static bool IsOf(BudgetSheet sheet, EditableBudget page) =>
        sheet.Partnership == page.Slug
        || Domain.Grants.Organisation.KeyOf(sheet.Partnership)
            == Domain.Grants.Organisation.KeyOf(page.Name);

    private BudgetSheet? Fault(string sentence)
    {
        ModelState.AddModelError(nameof(BudgetForm.File), sentence);
        return null;
    }
}
