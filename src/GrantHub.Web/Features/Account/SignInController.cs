using GrantHub.Application;
using GrantHub.Infrastructure.People;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Features.Account;

/// <summary>Signing in and out.</summary>
[AllowAnonymous]
public sealed class SignInController(
    IMediator mediator,
    ICurrentUser user,
    PasswordSignIn passwords,
    IAntiforgery antiforgery,
    IOptions<IdentityOptions> identity
) : FeatureController(mediator)
{
    [HttpGet("sign-in")]
    public IActionResult Show(string? returnUrl) =>
        user.Actor is null
            ? View("SignIn", new SignInForm { ReturnUrl = returnUrl })
            : Redirect(Local(returnUrl));

    [HttpPost("sign-in")]
    public async Task<IActionResult> SignIn(SignInForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (string.IsNullOrWhiteSpace(form.Email))
            ModelState.AddModelError(nameof(form.Email), "Enter your e-mail address.");
        if (string.IsNullOrEmpty(form.Password))
            ModelState.AddModelError(nameof(form.Password), "Enter your password.");
        if (ModelState.IsValid)
        {
            var attempt = await passwords.TryAsync(
                form.Email!,
                form.Password!,
                HttpContext.RequestAborted
            );
            if (attempt.Outcome == SignInOutcome.SignedIn)
                return Redirect(Local(form.ReturnUrl));
            ModelState.AddModelError("", Sentence(attempt));
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("SignIn", form);
    }

    /// <summary>Also for somebody whose session has ended meanwhile, whose form no longer has a token that fits.</summary>
    [HttpPost("sign-out")]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> SignOutOfSession()
    {
        if (user.Actor is not null)
        {
            if (!await antiforgery.IsRequestValidAsync(HttpContext))
                return BadRequest();
            await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
        Say("You have signed out.");
        return RedirectToAction(nameof(Show));
    }

    private string Local(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl! : "/";

    private string Sentence(SignInAttempt attempt) =>
        attempt.Outcome switch
        {
            SignInOutcome.LockedOut =>
                $"This account is locked for {identity.Value.Lockout.DefaultLockoutTimeSpan.TotalMinutes:0} minutes, because a wrong password was entered {identity.Value.Lockout.MaxFailedAccessAttempts} times. Try again from {DisplayFormat.Instant(attempt.Until!.Value.AddMinutes(1))}, or ask an administrator for a new password.",
            SignInOutcome.Disabled =>
                "This account has been disabled. Ask an administrator if you need it.",
            SignInOutcome.Refused or SignInOutcome.SignedIn =>
                "The e-mail address or the password is not right. Check both and try again.",
        };
}

public sealed class SignInForm
{
    public string? Email { get; set; }
    public string? Password { get; set; }

    /// <summary>Where to go afterwards; anything but an address of this site is ignored.</summary>
    public string? ReturnUrl { get; set; }
}
