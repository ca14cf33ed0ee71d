using GrantHub.Application.Partnerships;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>What changes in an adopted budget, and what is expected of it.</summary>
[PageNeeds(Permission.ManagePartnerships)]
[Route("partnerships/{slug}/budgets/{year}")]
public sealed class VirementController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("virement")]
    public async Task<IActionResult> Virement(string slug, string year)
    {
        var page = await PageAsync(slug, year);
        var form = new VirementForm { Page = page, Seen = page.Budget.PlanVersion };
        return Shown(form);
    }

    [HttpPost("virement")]
    public async Task<IActionResult> Virement(string slug, string year, VirementForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Page = await PageAsync(slug, year);
        form.Fill(line => line.Planned);
        var (changes, added) = form.Read(ModelState);
        return await Try(
            new VireBudget(
                form.Page.Slug,
                form.Page.Budget.Year,
                form.Seen,
                changes,
                added,
                form.Reason ?? ""
            ),
            _ =>
            {
                Say("The virement has been made. What was adopted stays beside it.");
                return Redirect(form.Href);
            },
            () => Task.FromResult<IActionResult>(Shown(form)),
            refusal => refusal.Code == "virement.reason" ? nameof(form.Reason) : ""
        );
    }

    [HttpGet("forecast")]
    public async Task<IActionResult> Forecast(string slug, string year)
    {
        var form = new ForecastForm { Page = await PageAsync(slug, year) };
        form.Fill(line => line.Forecast);
        return View("Forecast", form);
    }

    [HttpPost("forecast")]
    public async Task<IActionResult> Forecast(string slug, string year, ForecastForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Page = await PageAsync(slug, year);
        form.Fill(line => line.Forecast);
        return await Try(
            new EnterForecasts(form.Page.Slug, form.Page.Budget.Year, form.Read(ModelState)),
            _ =>
            {
                Say("The forecasts have been saved.");
                return Redirect(form.Href);
            },
            () => Task.FromResult<IActionResult>(View("Forecast", form))
        );
    }

    private ViewResult Shown(VirementForm form)
    {
        form.Fill(line => line.Planned);
        form.Pad();
        return View("Virement", form);
    }

    private Task<EditableBudget> PageAsync(string slug, string year) =>
        Ask(new ReadEditableBudget(slug, BudgetYears.Read(year)));
}
