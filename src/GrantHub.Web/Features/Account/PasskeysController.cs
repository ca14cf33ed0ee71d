using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Account;

/// <summary>One's own passkeys: adding, naming and removing.</summary>
public sealed class PasskeysController(
    IMediator mediator,
    ICurrentUser user,
    PasswordSignIn passwords,
    Sessions sessions,
    SignInManager<SignIn> signIns
) : OwnSignInController(mediator, user, passwords, sessions)
{
    [HttpGet("account/passkeys/add")]
    [BeforeAnythingElse(FirstThing.SecondFactor)]
    public IActionResult Add() => View("AddPasskey", new AddPasskeyForm());

    /// <summary>What a browser needs to make a passkey.</summary>
    [HttpPost("account/passkeys/options")]
    [BeforeAnythingElse(FirstThing.SecondFactor)]
    public async Task<IActionResult> Options()
    {
        var account = await Ask(new ReadOwnAccount());
        return Content(
            await signIns.MakePasskeyCreationOptionsAsync(
                new PasskeyUserEntity
                {
                    Id = Me.ToString(CultureInfo.InvariantCulture),
                    Name = account.Email,
                    DisplayName = account.Name,
                }
            ),
            "application/json"
        );
    }

    [HttpPost("account/passkeys/add")]
    [BeforeAnythingElse(FirstThing.SecondFactor)]
    public async Task<IActionResult> Add(AddPasskeyForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ProveAsync(form.Password);
        var passkey = ModelState.IsValid ? await ReadAsync(form.Credential) : null;
        if (ModelState.IsValid && passkey is null)
            ModelState.AddModelError(
                "",
                "The browser made no passkey that can be used here. Try again, with JavaScript switched on."
            );
        var isDone = false;
        var result = await Try(
            new AddPasskey(form.Name ?? "", passkey!),
            _ =>
            {
                isDone = true;
                return Told(
                    "The passkey has been added. You have been signed out everywhere else."
                );
            },
            () => Task.FromResult<IActionResult>(View("AddPasskey", form))
        );
        if (isDone)
            await RenewAsync(withSecondFactor: true);
        return result;
    }

    [HttpGet("account/passkeys/{id}")]
    public async Task<IActionResult> Rename(string id)
    {
        var passkey = await FindAsync(id);
        return View(
            "Passkey",
            new RenamePasskeyForm
            {
                Id = id,
                Name = passkey.Name,
                Heading = passkey.Name,
            }
        );
    }

    [HttpPost("account/passkeys/{id}")]
    public Task<IActionResult> Rename(string id, RenamePasskeyForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new RenamePasskey(id, form.Name ?? ""),
            _ => Told("The name has been saved."),
            async () =>
            {
                (form.Id, form.Heading) = (id, (await FindAsync(id)).Name);
                return View("Passkey", form);
            }
        );
    }

    [HttpGet("account/passkeys/{id}/remove")]
    public async Task<IActionResult> Remove(string id) =>
        Prove(new ProveForm(), AboutRemoving(await FindAsync(id)));

    [HttpPost("account/passkeys/{id}/remove")]
    public async Task<IActionResult> Remove(string id, ProveForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ProveAsync(form.Password);
        var isDone = false;
        var result = await Try(
            new RemovePasskey(id),
            _ =>
            {
                isDone = true;
                return Told(
                    "The passkey has been removed. You have been signed out everywhere else."
                );
            },
            async () => Prove(form, AboutRemoving(await FindAsync(id)))
        );
        if (isDone)
            await RenewAsync();
        return result;
    }

    private static ConfirmPage AboutRemoving(Passkey passkey) =>
        new(
            $"Remove the passkey {passkey.Name}",
            [
                "It no longer signs you in.",
                "You are signed out everywhere else.",
                "The device may still offer it; delete it there too.",
            ],
            "Remove",
            "/account",
            "Back to your account"
        );

    private async Task<Passkey> FindAsync(string id) =>
        (await Ask(new ReadOwnSignIn())).Passkeys.SingleOrDefault(p => p.Id == id)
        ?? throw new NotFoundException("You have no such passkey.");

    private async Task<UserPasskeyInfo?> ReadAsync(string? credential)
    {
        if (string.IsNullOrWhiteSpace(credential))
            return null;
        try
        {
            var made = await signIns.PerformPasskeyAttestationAsync(credential);
            return made.Succeeded && made.UserEntity.Id == Me.ToString(CultureInfo.InvariantCulture)
                ? made.Passkey
                : null;
        }
        catch (InvalidOperationException)
        {
            // Identity's word for an answer to a question that was never asked of this browser.
            return null;
        }
    }
}
