using GrantHub.Application;
using GrantHub.Application.Publication;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Register;

/// <summary>The grants that published decisions made, and who receives them.</summary>
[AllowAnonymous]
public sealed class PublicGrantsController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("register/grants")]
    [PublicPage("search", "year", "recipient", "amount", "from")]
    public async Task<IActionResult> List([FromQuery] RegisterQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var request = query.ToRequest() with { Kind = RegisterKind.Grants };
        var rows = await Ask(request);
        var years = await Ask(new ReadRegisterYears());
        ModelState.Clear();
        return View("List", new RegisterListPage(RegisterListPage.OfGrants, request, rows, years));
    }

    [HttpGet("register/grants/{reference}")]
    [PublicPage]
    public async Task<IActionResult> Show(string reference) =>
        View(
            "Grant",
            await Ask(new ReadPublicGrant(reference))
                ?? throw new NotFoundException(
                    "No grant with that reference is in the register. Check the reference, or look in the list of grants."
                )
                {
                    IsHidden = await Ask(new FindKeptBack(reference)),
                }
        );

    [HttpGet("register/recipients")]
    [PublicPage("from")]
    public async Task<IActionResult> Recipients(string? from) =>
        View("Recipients", await Ask(new ListRecipients(from)));

    [HttpGet("register/recipients/{slug}")]
    [PublicPage("from")]
    public async Task<IActionResult> Recipient(string slug, string? from)
    {
        var recipient = await Ask(new ReadRecipient(slug));
        return View(
            "Recipient",
            new RecipientPage(recipient, await Ask(new ListRegister(Recipient: slug, From: from)))
        );
    }
}

/// <param name="Rows">The decisions that give the recipient money, newest first.</param>
public sealed record RecipientPage(PublicRecipient Recipient, Page<RegisterItem> Rows)
{
    public string Href => HrefOf(Recipient.Slug);
    public string? PreviousHref => At(Rows.Previous);
    public string? NextHref => At(Rows.Next);

    public static string HrefOf(string? slug) =>
        $"/register/recipients/{Uri.EscapeDataString(slug ?? "")}";

    private string? At(string? from) => from is null ? null : $"{Href}?from={from}";
}
