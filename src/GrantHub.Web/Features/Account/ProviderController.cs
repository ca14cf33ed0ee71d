using System.Globalization;
using System.Security.Claims;
using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Features.Errors;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Features.Account;

/// <summary>Single sign-on: signing in through the office's provider, and connecting one's account to it.</summary>
public sealed class ProviderController(
    IMediator mediator,
    ICurrentUser user,
    PasswordSignIn passwords,
    Sessions sessions,
    ProviderSignIn provider,
    IOptions<SignInSettings> settings
) : OwnSignInController(mediator, user, passwords, sessions)
{
    private const string Address = "/account/provider";

    /// <summary>Who asked to be connected, so that what another person began in the same browser counts for nothing.</summary>
    private const string ConnectedPerson = "person";

    private ProviderSettings Provider => settings.Value.Provider;

    /// <summary>A link and no form, because the page's policy forbids a form to end at another site.</summary>
    [AllowAnonymous]
    [HttpGet("sign-in/provider")]
    public Task<IActionResult> SignIn(string? returnUrl) =>
        GoAsync(
            new AuthenticationProperties
            {
                RedirectUri = QueryHelpers.AddQueryString(
                    "/sign-in/provider/done",
                    "returnUrl",
                    Url.IsLocalUrl(returnUrl) ? returnUrl : "/"
                ),
            }
        );

    [AllowAnonymous]
    [HttpGet("sign-in/provider/done")]
    public async Task<IActionResult> Finish(string? returnUrl)
    {
        if (await ReadAsync() is not { Person: null } said)
            return Redirect("/sign-in");
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        var local = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        return await provider.TryAsync(said.Subject, HttpContext.RequestAborted) switch
        {
            SignInOutcome.SignedIn => Redirect(local),
            SignInOutcome.NeedsCode => Redirect(
                QueryHelpers.AddQueryString("/sign-in/second-step", "returnUrl", local)
            ),
            SignInOutcome.NeedsPasskey => new RefusalResult(
                StatusCodes.Status403Forbidden,
                "Your roles need a second factor. Go to the sign-in page and sign in with your passkey. If you have lost it, ask an administrator to take it away."
            ),
            _ => new RefusalResult(
                StatusCodes.Status403Forbidden,
                $"No account here that can be used is connected to who you are at {Provider.Name}. If you have an account, go to the sign-in page, sign in with your password once, and connect it on the page Your account. If it was connected, ask an administrator whether it is locked or disabled."
            ),
        };
    }

    [HttpGet("account/provider")]
    public async Task<IActionResult> Show() => await PageAsync(new ProviderForm());

    [HttpGet("account/provider/go")]
    public Task<IActionResult> Go() =>
        GoAsync(
            new AuthenticationProperties(
                new Dictionary<string, string?>
                {
                    [ConnectedPerson] = Me.ToString(CultureInfo.InvariantCulture),
                }
            )
            {
                RedirectUri = Address,
            }
        );

    /// <summary>
    /// Asks for the password, because whoever made the browser sign in at the provider need not be the person who sits
    /// here.
    /// </summary>
    [HttpPost("account/provider")]
    public async Task<IActionResult> Connect(ProviderForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (await SubjectAsync() is not { } subject)
            return Redirect(Address);
        await ProveAsync(form.Password);
        var isDone = false;
        var result = await Try(
            new ConnectProvider(new(Provider.Issuer, subject, Provider.Name)),
            _ =>
            {
                isDone = true;
                return Told(
                    $"Your account is connected. From now on you can sign in through {Provider.Name}. You have been signed out everywhere else."
                );
            },
            () => PageAsync(form)
        );
        if (isDone)
        {
            await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
            await RenewAsync();
        }
        return result;
    }

    [HttpGet("account/provider/disconnect")]
    public IActionResult Disconnect() => Prove(new ProveForm(), AboutDisconnecting);

    [HttpPost("account/provider/disconnect")]
    public async Task<IActionResult> Disconnect(ProveForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ProveAsync(form.Password);
        var isDone = false;
        var result = await Try(
            new DisconnectProvider(Provider.Issuer),
            _ =>
            {
                isDone = true;
                return Told("Single sign-on no longer signs you in. Your password still does.");
            },
            () => Task.FromResult<IActionResult>(Prove(form, AboutDisconnecting))
        );
        if (isDone)
            await RenewAsync();
        return result;
    }

    private static ConfirmPage AboutDisconnecting =>
        new(
            "Stop signing in with single sign-on",
            ["Your password signs you in, and single sign-on no longer does."],
            "Disconnect",
            Address,
            "Back to single sign-on"
        );

    private async Task<IActionResult> PageAsync(ProviderForm form)
    {
        form.Name = Provider.IsUsed ? Provider.Name : null;
        form.IsConnected = (await Ask(new ReadOwnSignIn())).Issuers.Contains(Provider.Issuer);
        form.IsUnderWay = !form.IsConnected && await SubjectAsync() is not null;
        return View("Provider", form);
    }

    private async Task<IActionResult> GoAsync(AuthenticationProperties properties)
    {
        if (!Provider.IsUsed)
            throw new NotFoundException("This office uses no single sign-on.");
        try
        {
            await HttpContext.ChallengeAsync(Hosting.Provider.Scheme, properties);
            return new EmptyResult();
        }
        catch (Exception fault) when (Hosting.Provider.IsAtFault(fault))
        {
            return new RefusalResult(
                StatusCodes.Status503ServiceUnavailable,
                $"{Provider.Name} cannot be reached, or is not set up as it should be. Sign in with your password, and tell an administrator."
            );
        }
    }

    private async Task<string?> SubjectAsync() =>
        await ReadAsync() is { } said && said.Person == Me.ToString(CultureInfo.InvariantCulture)
            ? said.Subject
            : null;

    /// <summary>What the provider has just said; the person is who asked to be connected, null when signing in.</summary>
    private async Task<(string Subject, string? Person)?> ReadAsync()
    {
        var read = await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme);
        return read.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is { } subject
            ? (
                subject,
                read.Properties?.Items.TryGetValue(ConnectedPerson, out var person) == true
                    ? person
                    : null
            )
            : null;
    }
}
