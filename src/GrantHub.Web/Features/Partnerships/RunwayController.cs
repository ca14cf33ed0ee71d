using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>How long a partnership's reserve lasts, scenario by scenario.</summary>
[Route("partnerships/{slug}")]
public sealed class RunwayController(IMediator mediator, ICurrentUser user)
    : PartnershipFormController(mediator)
{
    private const string RunwayAddress = "/runway";

    [HttpGet("runway")]
    public async Task<IActionResult> Show(string slug, string? from, string? years)
    {
        var ahead = Years(years);
        if (ahead is null)
        {
            ModelState.AddModelError(
                nameof(RunwayView.Years),
                $"Enter how many years to look ahead, from 1 to {ReserveRunway.MostYears}."
            );
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        var page = await Ask(new ReadRunway(slug, Year(from), ahead ?? ReserveRunway.DefaultYears));
        return View("Runway", new RunwayView(page, user.May(Permission.ManagePartnerships)));
    }

    [HttpGet("runway.csv")]
    public async Task<IActionResult> Csv(string slug, string? from, string? years)
    {
        var page = await Ask(
            new ReadRunway(slug, Year(from), Years(years) ?? ReserveRunway.DefaultYears)
        );
        return new CsvResult(
            $"{page.Partnership.Slug}-runway.csv",
            [
                "scenario",
                "financial_year",
                "opening_balance",
                "income",
                "expenditure",
                "in_year",
                "closing_balance",
                "floor",
            ],
            page.Runways.SelectMany(runway =>
                    runway.Years.Select(year =>
                        (object?[])
                            [
                                runway.Name,
                                year.Year.ToString(),
                                year.Opening,
                                year.Income,
                                year.Expenditure,
                                year.InYear,
                                year.Closing,
                                runway.Floor,
                            ]
                    )
                )
                .ToAsyncEnumerable()
        );
    }

    [HttpGet("runway/scenarios/add")]
    public async Task<IActionResult> Add(string slug)
    {
        var form = new ScenarioForm { Expenditure = "0.0", Income = "0.0" };
        await OpenAsync(slug, form);
        return View("Scenario", form);
    }

    [HttpPost("runway/scenarios/add")]
    public async Task<IActionResult> Add(string slug, ScenarioForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await OpenAsync(slug, form);
        return await SendAsync(
            "Scenario",
            form,
            new AddScenario(slug, form.Read(ModelState)),
            $"The scenario {form.Name?.Trim()} has been added.",
            RunwayAddress,
            ScenarioForm.FieldOf
        );
    }

    [HttpGet("runway/scenarios/{number:int}/change")]
    public async Task<IActionResult> Change(string slug, int number)
    {
        var form = new ScenarioForm();
        await OpenAsync(slug, form);
        var scenario = form.Page.Scenario(number);
        form.Heading = scenario.Name;
        form.Fill(scenario.Terms);
        form.Pad();
        return View("Scenario", form);
    }

    [HttpPost("runway/scenarios/{number:int}/change")]
    public async Task<IActionResult> Change(string slug, int number, ScenarioForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await OpenAsync(slug, form);
        form.Heading = form.Page.Scenario(number).Name;
        return await SendAsync(
            "Scenario",
            form,
            new ChangeScenario(slug, number, form.Seen, form.Read(ModelState)),
            $"The scenario {form.Name?.Trim()} has been saved.",
            RunwayAddress,
            ScenarioForm.FieldOf
        );
    }

    [HttpGet("runway/scenarios/{number:int}/remove")]
    public async Task<IActionResult> Remove(string slug, int number)
    {
        user.Demand(Permission.ManagePartnerships);
        var page = await Ask(new ReadPartnership(slug));
        return View(
            "Confirm",
            new ConfirmPage(
                $"Remove the scenario {page.Scenario(number).Name}",
                ["The runway no longer shows it. What it said stays in the history."],
                "Remove this scenario",
                $"/partnerships/{slug}{RunwayAddress}",
                "Back to the runway"
            )
        );
    }

    [HttpPost("runway/scenarios/{number:int}/remove")]
    public async Task<IActionResult> RemoveNow(string slug, int number)
    {
        await Ask(new RemoveScenario(slug, number));
        Say("The scenario has been removed.");
        return Redirect($"/partnerships/{slug}{RunwayAddress}");
    }

    private async Task OpenAsync(string slug, ScenarioForm form)
    {
        user.Demand(Permission.ManagePartnerships);
        await ReadAsync(slug, form);
        form.Names =
        [
            .. ((await Ask(new ReadRunway(slug))).Basis?.Lines ?? [])
                .SelectMany(line => new[] { line.Partner, line.Name })
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        form.Pad();
    }

    /// <summary>Five when nothing was typed; null for what cannot be looked ahead.</summary>
    private static int? Years(string? text) =>
        string.IsNullOrWhiteSpace(text) ? ReserveRunway.DefaultYears
        : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var years)
        && years is >= 1 and <= ReserveRunway.MostYears
            ? years
        : null;

    private static FinancialYear? Year(string? text) =>
        FinancialYear.TryParse(text, out var year) ? year : null;
}

/// <param name="MayManage">Whether the person may change the scenarios.</param>
public sealed record RunwayView(RunwayPage Page, bool MayManage)
{
    public string Href => $"/partnerships/{Page.Partnership.Slug}/runway";

    public int Years => Page.Years;

    public string? From => Page.Basis?.Year.ToString();

    public string Csv => $"{Href}.csv?from={From}&years={Years}";

    public PartnershipNavigation Navigation =>
        new(Page.Partnership.Slug, Page.Partnership.Name, "runway");

    public RunwayChart Chart => new(Page.Runways);

    /// <summary>The years that a runway can start from.</summary>
    public IReadOnlyList<SelectListItem> Starts =>
        [.. Page.BudgetYears.Select(year => new SelectListItem($"{year}", $"{year}"))];

    /// <summary>Lines that nobody has put an amount to yet.</summary>
    public int Unconfirmed => Page.Basis?.Lines.Count(line => line.ToBeConfirmed) ?? 0;

    /// <summary>The saved scenario that a runway is of; null: standstill.</summary>
    public RunwayScenario? ScenarioOf(ReserveRunway runway)
    {
        ArgumentNullException.ThrowIfNull(runway);
        return Page.Partnership.Scenarios.FirstOrDefault(s => s.Name == runway.Name);
    }
}
