using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Grants;

/// <summary>Whom the office writes to at an organisation, and which sign-ins submit its returns.</summary>
[PageNeeds(Permission.ManageOrganisations)]
[Route("organisations/{slug}/contacts")]
public sealed class ContactsController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("add")]
    public async Task<IActionResult> Add(string slug) => await FormAsync(slug, new ContactForm());

    [HttpPost("add")]
    public Task<IActionResult> Add(string slug, ContactForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new AddContact(slug, form.Details()),
            _ => Told(slug, $"{form.Name?.Trim()} has been added."),
            () => FormAsync(slug, form),
            ContactForm.FieldOf
        );
    }

    [HttpGet("{number:int}/change")]
    public async Task<IActionResult> Change(string slug, int number)
    {
        var page = await Ask(new ReadOrganisation(slug));
        var contact = Of(page, number);
        return await FormAsync(
            slug,
            new ContactForm
            {
                Seen = page.Version,
                Heading = contact.Name,
                Name = contact.Name,
                Post = contact.Post,
                Email = contact.Email,
                Telephone = contact.Telephone,
                PersonId = contact.PersonId,
            }
        );
    }

    [HttpPost("{number:int}/change")]
    public async Task<IActionResult> Change(string slug, int number, ContactForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Heading = (await ContactAsync(slug, number)).Name;
        return await Try(
            new ChangeContact(slug, number, form.Details(), form.Seen),
            _ => Told(slug, $"The details of {form.Name?.Trim()} have been saved."),
            () => FormAsync(slug, form),
            ContactForm.FieldOf
        );
    }

    [HttpPost("{number:int}/main")]
    public async Task<IActionResult> MakeMain(string slug, int number)
    {
        await Ask(new MakeMainContact(slug, number));
        return Told(slug, "There is another main contact now.");
    }

    [HttpGet("{number:int}/remove")]
    public async Task<IActionResult> Remove(string slug, int number) =>
        Confirm(slug, await ContactAsync(slug, number));

    [HttpPost("{number:int}/remove")]
    public async Task<IActionResult> RemoveNow(string slug, int number)
    {
        var contact = await ContactAsync(slug, number);
        return await Try(
            new RemoveContact(slug, number),
            _ => Told(slug, $"{contact.Name} has been removed."),
            () => Task.FromResult<IActionResult>(Confirm(slug, contact))
        );
    }

    private async Task<ContactRow> ContactAsync(string slug, int number) =>
        Of(await Ask(new ReadOrganisation(slug)), number);

    private static ContactRow Of(OrganisationPage page, int number) =>
        page.Contacts.FirstOrDefault(c => c.Number == number)
        ?? throw new NotFoundException(
            $"{page.Name} has no such contact. Somebody may have removed it."
        );

    private ViewResult Confirm(string slug, ContactRow contact)
    {
        var consequences = new List<string>
        {
            $"{contact.Name} is no longer a contact. That they were stays in the history.",
        };
        if (contact.SignIn is { } signIn)
            consequences.Add($"{signIn} no longer sees the returns of the organisation.");
        return View(
            "Confirm",
            new ConfirmPage(
                $"Remove {contact.Name}",
                consequences,
                "Remove this contact",
                $"/organisations/{slug}",
                "Back to the organisation"
            )
        );
    }

    private async Task<IActionResult> FormAsync(string slug, ContactForm form)
    {
        form.Page = await Ask(new ReadOrganisation(slug));
        var offers = (await Ask(new OfferSignIns()))
            .Select(offer => new SelectListItem(
                $"{offer.Name}, {offer.Email}",
                offer.Id.ToString(CultureInfo.InvariantCulture)
            ))
            .ToList();
        // One who has lost the role stays until somebody takes them off.
        if (
            form.Page.Contacts.FirstOrDefault(c =>
                c.PersonId is not null && c.PersonId == form.PersonId
            )
                is { PersonId: { } linked, SignIn: { } name }
            && offers.TrueForAll(o => o.Value != linked.ToString(CultureInfo.InvariantCulture))
        )
            offers.Add(new SelectListItem(name, linked.ToString(CultureInfo.InvariantCulture)));
        form.SignIns = offers;
        return View("Contact", form);
    }

    private RedirectResult Told(string slug, string sentence)
    {
        Say(sentence);
        return Redirect($"/organisations/{slug}");
    }
}
