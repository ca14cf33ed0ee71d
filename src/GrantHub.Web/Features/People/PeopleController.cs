using GrantHub.Application.People;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Errors;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.People;

/// <summary>The people who sign in: finding, adding and changing them.</summary>
[PageNeeds(Permission.ManagePeople)]
[Route("admin/people")]
public sealed class PeopleController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("")]
    public async Task<IActionResult> List(PeopleList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (!ModelState.IsValid)
            return new RefusalResult(
                StatusCodes.Status400BadRequest,
                "The list of people has no such role or state to filter by. Open the list again and choose from what it offers."
            );
        list.People = await Ask(new ListPeople(list.Role, list.State, list.Search, list.From));
        return View("List", list);
    }

    [HttpGet("add")]
    public IActionResult Add() => View("Add", new AddPersonForm());

    [HttpPost("add")]
    [NeverHeld]
    public Task<IActionResult> Add(AddPersonForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new AddPerson(
                form.Name ?? "",
                form.Email ?? "",
                form.Post,
                form.Telephone,
                form.Roles.Together(),
                form.Password ?? ""
            ),
            id =>
            {
                Say(
                    $"{form.Name} can sign in now, with the password you set, and will have to change it."
                );
                return RedirectToAction(nameof(Show), new { id });
            },
            () => Task.FromResult<IActionResult>(View("Add", form)),
            Field
        );

        static string Field(DomainException refused) =>
            refused.Code switch
            {
                "person.email-taken" or "person.email" or "sign-in.email" => nameof(form.Email),
                "sign-in.refused" => nameof(form.Password),
                _ => "",
            };
    }

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Show(long id) => View("Person", await Ask(new ReadPerson(id)));

    [HttpGet("{id:long}/details")]
    public async Task<IActionResult> Change(long id)
    {
        var person = await Ask(new ReadPerson(id));
        return View(
            "Details",
            new PersonForm
            {
                Seen = person.Version,
                Heading = person.Name,
                Name = person.Name,
                Post = person.Post,
                Telephone = person.Telephone,
            }
        );
    }

    [HttpPost("{id:long}/details")]
    public Task<IActionResult> Change(long id, PersonForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new ChangePerson(id, form.Seen, form.Name ?? "", form.Post, form.Telephone),
            _ => Changed(id, $"The details of {form.Name} have been saved."),
            async () =>
            {
                form.Heading = (await Ask(new ReadPerson(id))).Name;
                return View("Details", form);
            }
        );
    }

    [HttpGet("{id:long}/roles")]
    public async Task<IActionResult> GiveRoles(long id)
    {
        var person = await Ask(new ReadPerson(id));
        return View(
            "Roles",
            new RolesForm
            {
                Seen = person.Version,
                Heading = person.Name,
                Roles = [.. person.Roles.Split()],
            }
        );
    }

    [HttpPost("{id:long}/roles")]
    public Task<IActionResult> GiveRoles(long id, RolesForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new GiveRoles(id, form.Seen, form.Roles.Together()),
            _ =>
                Changed(
                    id,
                    "The roles have been saved. If they changed, the person has been signed out and has the new ones after signing in again."
                ),
            async () =>
            {
                form.Heading = (await Ask(new ReadPerson(id))).Name;
                return View("Roles", form);
            },
            _ => nameof(form.Roles)
        );
    }

    [HttpGet("{id:long}/line-manager")]
    public async Task<IActionResult> ChooseLineManager(long id)
    {
        var person = await Ask(new ReadPerson(id));
        return await LineManagerForm(
            id,
            new() { Seen = person.Version, ManagerId = person.LineManagerId }
        );
    }

    [HttpPost("{id:long}/line-manager")]
    public Task<IActionResult> ChooseLineManager(long id, LineManagerForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new ChooseLineManager(id, form.Seen, form.ManagerId),
            _ => Changed(id, "The line manager has been saved."),
            () => LineManagerForm(id, form),
            _ => nameof(form.ManagerId)
        );
    }

    private async Task<IActionResult> LineManagerForm(long id, LineManagerForm form)
    {
        form.Heading = (await Ask(new ReadPerson(id))).Name;
        form.Offers = await Ask(new OfferDeputies(id));
        return View("LineManager", form);
    }

    private RedirectToActionResult Changed(long id, string sentence)
    {
        Say(sentence);
        return RedirectToAction(nameof(Show), new { id });
    }
}
