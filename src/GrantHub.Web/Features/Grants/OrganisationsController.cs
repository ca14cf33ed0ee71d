using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>The organisations that receive grants: finding, reading and changing them.</summary>
public sealed class OrganisationsController(IMediator mediator, ICurrentUser user)
    : FeatureController(mediator)
{
    [HttpGet("organisations")]
    public async Task<IActionResult> List(OrganisationList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        list.Page = await Ask(new ListOrganisations(list.Search, list.From));
        list.MayManage = user.May(Permission.ManageOrganisations);
        return View("Organisations", list);
    }

    [HttpGet("organisations.csv")]
    public async Task<IActionResult> ListCsv(string? search)
    {
        // Before the first byte, so that a refusal still gets its page.
        var first = await Ask(new ListOrganisations(search));
        return new CsvResult(
            "organisations.csv",
            ["name", "charity_number", "company_number", "identifier", "grants"],
            Rows(search, first)
        );
    }

    [HttpGet("organisations/{slug}")]
    public async Task<IActionResult> Show(string slug, string? from) =>
        View(
            "Organisation",
            new OrganisationView(
                await Ask(new ReadOrganisation(slug)),
                await Ask(new ListOrganisationGrants(slug, from)),
                user.May(Permission.ManageOrganisations)
            )
        );

    [HttpGet("organisations/{slug}/grants.csv")]
    public async Task<IActionResult> GrantsCsv(string slug)
    {
        var first = await Ask(new ListOrganisationGrants(slug));
        return new CsvResult(
            $"{slug}-grants.csv",
            ["reference", "title", "period_start", "period_end", "ceiling", "confirmed", "paid"],
            GrantRows(slug, first)
        );
    }

    // Not below /organisations, where an organisation's own name could be the same.
    [HttpGet("new-organisation")]
    public IActionResult Add()
    {
        user.Demand(Permission.ManageOrganisations);
        return View("AddOrganisation", new OrganisationForm());
    }

    [HttpPost("new-organisation")]
    public Task<IActionResult> Add(OrganisationForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new AddOrganisation(form.Name ?? ""),
            slug =>
            {
                Say($"{form.Name?.Trim()} has been added.");
                return Redirect($"/organisations/{slug}");
            },
            () => Task.FromResult<IActionResult>(View("AddOrganisation", form)),
            OrganisationForm.FieldOf
        );
    }

    [HttpGet("organisations/{slug}/change")]
    public async Task<IActionResult> Change(string slug)
    {
        user.Demand(Permission.ManageOrganisations);
        var page = await Ask(new ReadOrganisation(slug));
        return View(
            "ChangeOrganisation",
            new OrganisationForm
            {
                Seen = page.Version,
                Heading = page.Name,
                BackHref = $"/organisations/{page.Slug}",
                Name = page.Name,
                LegalName = page.LegalName,
                Address = page.Address,
                Charity = page.Numbers.Charity,
                Company = page.Numbers.Company,
                Other = page.Numbers.Other,
            }
        );
    }

    [HttpPost("organisations/{slug}/change")]
    public Task<IActionResult> Change(string slug, OrganisationForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new ChangeOrganisation(
                slug,
                form.Seen,
                form.Name ?? "",
                form.LegalName,
                form.Address,
                new PublicNumbers(form.Charity, form.Company, form.Other)
            ),
            _ =>
            {
                Say("The details have been saved.");
                return Redirect($"/organisations/{slug}");
            },
            async () =>
            {
                form.Heading = (await Ask(new ReadOrganisation(slug))).Name;
                form.BackHref = $"/organisations/{slug}";
                return View("ChangeOrganisation", form);
            },
            OrganisationForm.FieldOf
        );
    }

    /// <summary>Page after page, so that memory does not grow with the list.</summary>
    private async IAsyncEnumerable<object?[]> Rows(string? search, Page<OrganisationRow> page)
    {
        await foreach (
            var row in page.ThroughAsync(next => Ask(new ListOrganisations(search, next)))
        )
            yield return
            [
                row.Name,
                row.CharityNumber,
                row.CompanyNumber,
                row.OtherIdentifier,
                row.Grants,
            ];
    }

    private async IAsyncEnumerable<object?[]> GrantRows(
        string slug,
        Page<OrganisationGrantRow> page
    )
    {
        await foreach (
            var row in page.ThroughAsync(next => Ask(new ListOrganisationGrants(slug, next)))
        )
            yield return
            [
                row.Reference,
                row.Title,
                row.PeriodStart,
                row.PeriodEnd,
                row.Ceiling,
                row.Confirmed,
                row.Paid,
            ];
    }
}
