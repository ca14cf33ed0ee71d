using GrantHub.Application;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Features.Account;

/// <summary>Signing in with a password, a code or a passkey, and out.</summary>
[AllowAnonymous]
[NeverHeld]
public sealed class SignInController(
    IMediator mediator,
    ICurrentUser user,
    PasswordSignIn passwords,
    SecondStep secondStep,
    PasskeySignIn passkeys,
    Sessions sessions,
    IAntiforgery antiforgery,
    IOptions<IdentityOptions> identity,
    IOptions<SignInSettings> settings
) : FeatureController(mediator)
{
    [HttpGet("sign-in")]
    public IActionResult Show(string? returnUrl) =>
        user.Actor is null
            ? Form(new SignInForm { ReturnUrl = returnUrl })
            : Redirect(Local(returnUrl));

    [HttpPost("sign-in")]
    [SignInAttempt]
    public async Task<IActionResult> SignIn([FromForm(Name = "")] SignInForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (string.IsNullOrWhiteSpace(form.Email))
            ModelState.AddModelError(nameof(form.Email), "Enter your e-mail address.");
        if (string.IsNullOrEmpty(form.Password))
            ModelState.AddModelError(nameof(form.Password), "Enter your password.");
        if (!ModelState.IsValid)
            return Again(form, null);
        var outcome = await passwords.TryAsync(
            form.Email!,
            form.Password!,
            HttpContext.RequestAborted
        );
        return outcome switch
        {
            SignInOutcome.SignedIn => Redirect(Local(form.ReturnUrl)),
            SignInOutcome.NeedsCode => RedirectToAction(
                nameof(ShowSecondStep),
                new { form.ReturnUrl }
            ),
            _ => Again(
                form,
                Sentence(
                    outcome,
                    "The e-mail address or the password is not right. Check both and try again."
                )
            ),
        };
    }

    [HttpGet("sign-in/second-step")]
    public async Task<IActionResult> ShowSecondStep(string? returnUrl) =>
        View(
            "SecondStep",
            new SecondStepForm
            {
                ReturnUrl = returnUrl,
                IsUnderWay = await secondStep.IsUnderWayAsync(),
            }
        );

    [HttpPost("sign-in/second-step")]
    [SignInAttempt]
    public async Task<IActionResult> TakeSecondStep(SecondStepForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.IsUnderWay = true;
        if (string.IsNullOrWhiteSpace(form.Code))
            ModelState.AddModelError(
                nameof(form.Code),
                "Enter the code that your app shows, or a recovery code."
            );
        else
            switch (await secondStep.TryAsync(form.Code, HttpContext.RequestAborted))
            {
                case SignInOutcome.SignedIn:
                    return Redirect(Local(form.ReturnUrl));
                case SignInOutcome.Expired:
                    form.IsUnderWay = false;
                    break;
                case var outcome:
                    ModelState.AddModelError(
                        nameof(form.Code),
                        Sentence(
                            outcome,
                            "The code is not right, or it has been used. Enter the one that your app shows now."
                        )
                    );
                    break;
            }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("SecondStep", form);
    }

    /// <summary>What a browser needs to ask for a passkey.</summary>
    [HttpPost("sign-in/passkey/options")]
    [SignInAttempt]
    public async Task<IActionResult> PasskeyOptions() =>
        Content(await passkeys.OptionsAsync(), "application/json");

    [HttpPost("sign-in/passkey")]
    [SignInAttempt]
    public async Task<IActionResult> SignInWithPasskey(PasskeyForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var outcome = await passkeys.TryAsync(form.Credential ?? "", HttpContext.RequestAborted);
        return outcome == SignInOutcome.SignedIn
            ? Redirect(Local(form.ReturnUrl))
            : Again(
                new SignInForm { ReturnUrl = form.ReturnUrl },
                Sentence(
                    outcome,
                    "This passkey was not accepted. Try again, or sign in with your password."
                )
            );
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
            await sessions.EndAsync(HttpContext.RequestAborted);
        }
        Say("You have signed out.");
        return RedirectToAction(nameof(Show));
    }

    private string Local(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl! : "/";

    private ViewResult Again(SignInForm form, string? sentence)
    {
        if (sentence is not null)
            ModelState.AddModelError("", sentence);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Form(form);
    }

    private ViewResult Form(SignInForm form)
    {
        form.Provider = settings.Value.Provider is { IsUsed: true, Name: var name } ? name : null;
        return View("SignIn", form);
    }

    /// <summary>One and the same for everything that is refused, with what a person whose account is locked can do.</summary>
    private string Sentence(SignInOutcome outcome, string refused) =>
        outcome switch
        {
            SignInOutcome.Disabled =>
                "This account has been disabled. Ask an administrator if you need it.",
            SignInOutcome.NeedsPasskey =>
                "Your roles need a second factor. Sign in with your passkey. If you have lost it, ask an administrator to take it away.",
            _ =>
                $"{refused} After {identity.Value.Lockout.MaxFailedAccessAttempts} wrong attempts in a row an account is locked for {identity.Value.Lockout.DefaultLockoutTimeSpan.TotalMinutes:0} minutes; if that may have happened, wait that long, or ask an administrator to unlock it.",
        };
}
