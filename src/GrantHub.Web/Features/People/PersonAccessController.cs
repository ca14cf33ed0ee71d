using GrantHub.Application.People;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.People;

/// <summary>How a person signs in: password, lock-out, sessions, and whether at all.</summary>
[PageNeeds(Permission.ManagePeople)]
[Route("admin/people/{id:long}")]
public sealed class PersonAccessController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("password")]
    public async Task<IActionResult> Password(long id) =>
        View("Password", new ResetForm { Heading = (await Ask(new ReadPerson(id))).Name });

    [HttpPost("password")]
    [NeverHeld]
    public Task<IActionResult> Password(long id, ResetForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new ResetPassword(id, form.Password ?? ""),
            _ => Told(id, "The password has been set. It has to be changed at the next sign-in."),
            async () =>
            {
                form.Heading = (await Ask(new ReadPerson(id))).Name;
                return View("Password", form);
            },
            _ => nameof(form.Password)
        );
    }

    [HttpPost("unlock")]
    public async Task<IActionResult> Unlock(long id)
    {
        await Ask(new UnlockPerson(id));
        return Told(id, "The account is no longer locked.");
    }

    [HttpGet("sessions/end")]
    public async Task<IActionResult> EndSessions(long id)
    {
        var person = await Ask(new ReadPerson(id));
        return Confirm(
            person,
            $"Sign {person.Name} out everywhere",
            "End all sessions",
            [
                $"{person.Name} is signed out on every device at the next page opened.",
                "What was typed there and not saved is lost.",
                "Signing in again with the same password works at once. Set another password if it may be known to others.",
            ]
        );
    }

    [HttpPost("sessions/end")]
    public async Task<IActionResult> EndSessionsNow(long id)
    {
        await Ask(new EndSessions(id));
        return Told(id, "All sessions have been ended.");
    }

    [HttpGet("second-factor/remove")]
    public async Task<IActionResult> TakeAwaySecondFactor(long id) =>
        ConfirmTakingAway(await Ask(new ReadPerson(id)));

    [HttpPost("second-factor/remove")]
    public Task<IActionResult> TakeAwaySecondFactorNow(long id) =>
        Try(
            new TakeAwaySecondFactor(id),
            _ =>
                Told(
                    id,
                    "The second factor has been taken away. The person is signed out everywhere."
                ),
            async () => ConfirmTakingAway(await Ask(new ReadPerson(id)))
        );

    private ViewResult ConfirmTakingAway(PersonDetails person) =>
        Confirm(
            person,
            $"Take away the second factor of {person.Name}",
            "Take away",
            [
                $"The authenticator app, the recovery codes and every passkey of {person.Name} work no longer.",
                $"{person.Name} is signed out everywhere, and signs in with the password alone.",
                "Where their roles need a second factor, they set up a new one before anything else.",
                "Make sure that it is really they who ask: call them on a number that you know.",
            ]
        );

    [HttpGet("disable")]
    public async Task<IActionResult> Disable(long id) =>
        ConfirmDisabling(await Ask(new ReadPerson(id)));

    [HttpPost("disable")]
    public Task<IActionResult> DisableNow(long id) =>
        Try(
            new DisablePerson(id),
            _ => Told(id, "The account has been disabled."),
            async () => ConfirmDisabling(await Ask(new ReadPerson(id)))
        );

    [HttpPost("enable")]
    public async Task<IActionResult> Enable(long id)
    {
        await Ask(new EnablePerson(id));
        return Told(id, "The account has been enabled.");
    }

    private ViewResult ConfirmDisabling(PersonDetails person) =>
        Confirm(
            person,
            $"Disable {person.Name}",
            "Disable this account",
            [
                $"{person.Name} is signed out everywhere and cannot sign in.",
                "Nobody can act as their deputy, and they cannot act for others.",
                "Their records, signatures and history stay as they are.",
                "You can enable the account again, with the same roles and password.",
            ]
        );

    private ViewResult Confirm(
        PersonDetails person,
        string title,
        string button,
        IReadOnlyList<string> consequences
    ) =>
        View(
            "Confirm",
            new ConfirmPage(
                title,
                consequences,
                button,
                $"/admin/people/{person.Id}",
                $"Back to {person.Name}"
            )
        );

    private RedirectResult Told(long id, string sentence)
    {
        Say(sentence);
        return Redirect($"/admin/people/{id}");
    }
}
