using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Features.Account;

/// <summary>What a person sees and changes of themselves.</summary>
public sealed class AccountController(
    IMediator mediator,
    ICurrentUser user,
    PasswordSignIn passwords,
    Sessions sessions,
    IOptions<SignInSettings> settings
) : OwnSignInController(mediator, user, passwords, sessions)
{
    [HttpGet("account")]
    public async Task<IActionResult> Show()
    {
        var provider = settings.Value.Provider;
        return View(
            "Account",
            new AccountPage(
                await Ask(new ReadOwnAccount()),
                await Ask(new ReadOwnSignIn()),
                provider.IsUsed ? provider.Name : null,
                settings.Value.SessionHours
            )
        );
    }

    [HttpGet("account/sessions/end")]
    public IActionResult EndSessions() =>
        View(
            "Confirm",
            new ConfirmPage(
                "Sign out everywhere",
                [
                    "You are signed out on every device, here too.",
                    "What was typed there and not saved is lost.",
                ],
                "Sign out everywhere",
                "/account",
                "Back to your account"
            )
        );

    [HttpPost("account/sessions/end")]
    public async Task<IActionResult> EndSessionsNow()
    {
        await Ask(new SignOutEverywhere());
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Told("You have been signed out everywhere.", "/sign-in");
    }

    [HttpGet("account/mail")]
    public async Task<IActionResult> Mail()
    {
        var account = await Ask(new ReadOwnAccount());
        return View(
            "Mail",
            new MailForm
            {
                Seen = account.Version,
                DailyDigest = account.DailyDigest,
                Wanted = [.. Moments.All.Where(moment => !account.Muted.HasFlag(moment))],
            }
        );
    }

    [HttpPost("account/mail")]
    public Task<IActionResult> ChooseMail(MailForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new ChooseMail(
                form.Seen,
                form.DailyDigest,
                form.Wanted.Aggregate(Moment.None, (all, one) => all | one)
            ),
            _ =>
            {
                Say("How you get e-mail has been saved.");
                return RedirectToAction(nameof(Show));
            },
            () => Task.FromResult<IActionResult>(View("Mail", form))
        );
    }

    [HttpGet("account/password")]
    [BeforeAnythingElse(FirstThing.NewPassword)]
    public IActionResult Password() => View("Password", new PasswordForm());

    [HttpPost("account/password")]
    [NeverHeld]
    [BeforeAnythingElse(FirstThing.NewPassword)]
    public async Task<IActionResult> ChangePassword(PasswordForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        // Wrong ones count here too, so that an open session is no way to guess it.
        if (!string.IsNullOrEmpty(form.Current) && !await IsPasswordAsync(form.Current))
            ModelState.AddModelError(
                nameof(form.Current),
                "The current password is not right. Enter the one that you signed in with."
            );
        var isDone = false;
        var result = await Try(
            new ChangeOwnPassword(form.Current ?? "", form.New ?? "", form.Again ?? ""),
            _ =>
            {
                isDone = true;
                return RedirectToAction(nameof(Show));
            },
            () => Task.FromResult<IActionResult>(View("Password", form)),
            refused =>
                refused.Code == "sign-in.current-password" ? nameof(form.Current) : nameof(form.New)
        );
        if (isDone)
        {
            await RenewAsync();
            Say("Your password has been changed. You have been signed out everywhere else.");
        }
        return result;
    }
}

/// <param name="Provider">What people call the provider of single sign-on; null: there is none.</param>
/// <param name="SessionHours">How long a session lasts at most.</param>
public sealed record AccountPage(
    OwnAccount Account,
    SignInState SignIn,
    string? Provider,
    int SessionHours
);

public sealed class PasswordForm
{
    public string? Current { get; set; }
    public string? New { get; set; }
    public string? Again { get; set; }
}
