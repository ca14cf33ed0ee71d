using System.Security.Cryptography;
using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Domain;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Branding;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using QRCoder;

namespace GrantHub.Web.Features.Account;

/// <summary>Codes of an authenticator app as the second step of signing in.</summary>
public sealed class SecondFactorController(
    IMediator mediator,
    ICurrentUser user,
    PasswordSignIn passwords,
    Sessions sessions,
    SecondFactorRule rule,
    IDataProtectionProvider protection,
    Brand brand
) : OwnSignInController(mediator, user, passwords, sessions)
{
    private const string Address = "/account/second-factor";
    private const int PixelsOfAModule = 5;
    private static readonly TimeSpan OfferLasts = TimeSpan.FromHours(1);

    [HttpGet("account/second-factor")]
    [BeforeAnythingElse(FirstThing.SecondFactor)]
    public async Task<IActionResult> Show() =>
        await Ask(new ReadOwnSignIn()) is { HasAuthenticator: true } state
            ? View("SecondFactor", state)
            : await OfferAsync(new SecondFactorForm());

    [HttpPost("account/second-factor")]
    [BeforeAnythingElse(FirstThing.SecondFactor)]
    public async Task<IActionResult> SetUp(SecondFactorForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var state = await Ask(new ReadOwnSignIn());
        if (state.HasAuthenticator)
            return Told("The authenticator app has been set up already.", Address);
        if (string.IsNullOrWhiteSpace(form.Code))
            ModelState.AddModelError(nameof(form.Code), "Enter the code that your app shows.");
        await ProveAsync(form.Password);
        // A page that stood open for hours shows a new key, for which the code of the old one is not right.
        var key = Read(form.Offer);
        if (key is null)
            ModelState.AddModelError(
                nameof(form.Code),
                "The page was open for too long, so there is a new key. Enter it into your app, then the code that the app shows."
            );
        IReadOnlyList<string> codes = [];
        var refused = await Try(
            new SetUpSecondFactor(key ?? "", form.Code ?? ""),
            made =>
            {
                codes = made;
                return Ok();
            },
            () => OfferAsync(form),
            _ => nameof(form.Code)
        );
        if (codes.Count == 0)
            return refused;
        await RenewAsync(withSecondFactor: true);
        return View("RecoveryCodes", codes);
    }

    [HttpGet("account/second-factor/codes")]
    public IActionResult MakeCodes() => Prove(new ProveForm(), AboutCodes);

    [HttpPost("account/second-factor/codes")]
    public async Task<IActionResult> MakeCodes(ProveForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ProveAsync(form.Password);
        return await Try(
            new MakeRecoveryCodes(),
            codes => View("RecoveryCodes", codes),
            () => Task.FromResult<IActionResult>(Prove(form, AboutCodes))
        );
    }

    [HttpGet("account/second-factor/off")]
    public IActionResult TurnOff() => Prove(new ProveForm(), AboutOff);

    [HttpPost("account/second-factor/off")]
    public async Task<IActionResult> TurnOff(ProveForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ProveAsync(form.Password);
        var isDone = false;
        var result = await Try(
            new TurnOffSecondFactor(),
            _ =>
            {
                isDone = true;
                return Told(
                    "The authenticator app is no longer asked for. You have been signed out everywhere else."
                );
            },
            () => Task.FromResult<IActionResult>(Prove(form, AboutOff))
        );
        if (isDone)
            await RenewAsync();
        return result;
    }

    private static ConfirmPage AboutCodes =>
        new(
            "Make new recovery codes",
            ["Ten new codes are shown once.", "The codes that you have now work no longer."],
            "Make new codes",
            Address,
            "Back to the authenticator app"
        );

    private static ConfirmPage AboutOff =>
        new(
            "Turn off the authenticator app",
            [
                "Your password alone signs you in, unless you use a passkey.",
                "The recovery codes work no longer.",
                "You are signed out everywhere else.",
                "If your roles need a second factor, you are asked to set one up at once.",
            ],
            "Turn off",
            Address,
            "Back to the authenticator app"
        );

    private ITimeLimitedDataProtector Protector =>
        protection
            .CreateProtector("GrantHub.SecondFactorOffer", $"{Me}")
            .ToTimeLimitedDataProtector();

    private async Task<IActionResult> OfferAsync(SecondFactorForm form)
    {
        var key = Read(form.Offer);
        if (key is null)
        {
            key = Totp.NewKey();
            form.Offer = Protector.Protect(key, OfferLasts);
            // Else the field would show the old one again.
            ModelState.Remove(nameof(form.Offer));
        }
        var account = await Ask(new ReadOwnAccount());
        var office = Uri.EscapeDataString(brand.Office.Name);
        form.Key = string.Join(' ', key.Chunk(4).Select(group => new string(group)));
        form.Address =
            $"otpauth://totp/{office}:{Uri.EscapeDataString(account.Email)}?secret={key}&issuer={office}";
        form.IsNeeded = !Sessions.HasSecondFactor(User) && rule.IsNeededWith(Asking.Permissions);
        using var code = QRCodeGenerator.GenerateQrCode(form.Address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        form.Picture = picture.GetGraphic(PixelsOfAModule);
        return View("SetUpSecondFactor", form);
    }

    private string? Read(string? offer)
    {
        if (string.IsNullOrEmpty(offer))
            return null;
        try
        {
            return Protector.Unprotect(offer);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
