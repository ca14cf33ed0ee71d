using GrantHub.Application;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>A year of a grant: released in part before its review, settled after its final return.</summary>
[Route("grants/{reference}/years/{year}")]
public sealed class GrantYearController(IMediator mediator, ICurrentUser user)
    : GrantFormController(mediator, user)
{
    private const string Section = "schedule";

    [HttpGet("release")]
    public async Task<IActionResult> Release(string reference, string year)
    {
        var form = new ReleaseForm();
        var of = await YearAsync(reference, year, form, Permission.OverrideBlocks);
        if (of.State != GrantYearState.Indicative)
            throw DomainException.Conflict(
                "release.state",
                $"{of.Year} is {GrantWords.State(of.State).ToLowerInvariant()}, so there is nothing to release early."
            );
        (form.Year, form.Seen) = (of.Year, of.Released.Pence);
        return View("Release", form);
    }

    [HttpPost("release")]
    public async Task<IActionResult> Release(string reference, string year, ReleaseForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Year = (await YearAsync(reference, year, form, Permission.OverrideBlocks)).Year;
        return await SendAsync(
            "Release",
            reference,
            form,
            Permission.OverrideBlocks,
            form.ToRequest(reference),
            $"A part of {form.Year} has been released and can be paid.",
            Section,
            code =>
                code switch
                {
                    "release.amount" or "release.limit" => nameof(form.Amount),
                    "release.reason" => nameof(form.Reason),
                    _ => null,
                }
        );
    }

    [HttpGet("settle")]
    public async Task<IActionResult> Settle(string reference, string year)
    {
        var form = new SettleForm();
        form.Year = (await YearAsync(reference, year, form, Permission.ManageGrants)).Year;
        GuardOpen(form);
        form.CarryForward = form.Offset = Money.Zero.ForField();
        var grant = form.Page.Grant;
        form.Recover = (
            grant.LeavesUnspentWithRecipient ? Money.Zero : grant.FiguresOf(form.Year).Unspent
        ).ForField();
        return View("Settle", form);
    }

    [HttpPost("settle")]
    public async Task<IActionResult> Settle(string reference, string year, SettleForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Year = (await YearAsync(reference, year, form, Permission.ManageGrants)).Year;
        GuardOpen(form);
        return await SendAsync(
            "Settle",
            reference,
            form,
            Permission.ManageGrants,
            form.ToRequest(reference),
            $"{form.Year} has been settled.",
            Section,
            code =>
                code switch
                {
                    "settlement.sum" or "settlement.last" or "settlement.negative" => nameof(
                        form.CarryForward
                    ),
                    "settlement.offset" => nameof(form.Offset),
                    _ => null,
                }
        );
    }

    private static void GuardOpen(SettleForm form)
    {
        if (form.Page.Grant.Years.First(y => y.Year == form.Year).Settlement is { } settlement)
            throw DomainException.Conflict(
                "settlement.twice",
                $"{form.Year} has been settled by {settlement.ByName}."
            );
    }

    private async Task<GrantYear> YearAsync(
        string reference,
        string year,
        GrantForm form,
        Permission needed
    )
    {
        var grant = await ReadAsync(reference, form, needed);
        return grant.Years.FirstOrDefault(y => y.Year.ToString() == year)
            ?? throw new NotFoundException($"{grant.Reference} has no {year} in its schedule.");
    }
}
