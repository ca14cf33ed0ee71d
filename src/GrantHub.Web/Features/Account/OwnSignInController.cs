using GrantHub.Application;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Account;

/// <summary>
/// Changes to how one signs in oneself: each asks for the password again, and ends every session but this one.
/// </summary>
[NeverHeld]
public abstract class OwnSignInController(
    IMediator mediator,
    ICurrentUser user,
    PasswordSignIn passwords,
    Sessions sessions
) : FeatureController(mediator)
{
    protected ICurrentUser Asking => user;

    protected long Me => user.Must().PersonId;

    protected Task<bool> IsPasswordAsync(string password) =>
        passwords.ProveAsync(Me, password, HttpContext.RequestAborted);

    /// <summary>
    /// Puts an error at the field Password unless it holds the person's, and the session began with the second factor that
    /// they have: a password alone must not be enough to add another, or to take one away.
    /// </summary>
    protected async Task ProveAsync(string? password)
    {
        if (
            !Sessions.HasSecondFactor(User)
            && (await Ask(new Application.People.ReadOwnSignIn())).HasSecondFactor
        )
            ModelState.AddModelError(
                "Password",
                "You signed in with your password alone. Sign out, sign in again with your passkey, and then come back here."
            );
        else if (string.IsNullOrEmpty(password))
            ModelState.AddModelError("Password", "Enter your password.");
        else if (!await IsPasswordAsync(password))
            ModelState.AddModelError(
                "Password",
                "The password is not right. After five wrong attempts in a row your account is locked for 15 minutes, and no password is right."
            );
    }

    /// <param name="withSecondFactor">Whether a second factor was shown just now; else what the session has stays.</param>
    protected async Task RenewAsync(bool withSecondFactor = false)
    {
        var had = Sessions.HasSecondFactor(User);
        // Asked before the new cookie, because who turns off the last one has none from here on.
        var has = (await Mediator.Send(new Application.People.ReadOwnSignIn())).HasSecondFactor;
        await sessions.RenewAsync(Me, withSecondFactor || had && has, HttpContext.RequestAborted);
    }

    /// <summary>Shows the page that asks for the password.</summary>
    protected ViewResult Prove(ProveForm form, ConfirmPage page)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Page = page;
        return View("Prove", form);
    }

    protected RedirectResult Told(string sentence, string address = "/account")
    {
        Say(sentence);
        return Redirect(address);
    }
}
