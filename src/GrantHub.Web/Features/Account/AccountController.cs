using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Account;

/// <summary>What a person sees and changes of themselves.</summary>
public sealed class AccountController(
    IMediator mediator,
    ICurrentUser user,
    PasswordSignIn passwords
) : FeatureController(mediator)
{
    [HttpGet("account")]
    public async Task<IActionResult> Show() => View("Account", await Ask(new ReadOwnAccount()));

    [HttpGet("account/password")]
    [WithoutNewPassword]
    public IActionResult Password() => View("Password", new PasswordForm());

    [HttpPost("account/password")]
    [WithoutNewPassword]
    public async Task<IActionResult> ChangePassword(PasswordForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
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
            await passwords.RenewAsync(user.Must().PersonId, HttpContext.RequestAborted);
            Say("Your password has been changed. You have been signed out everywhere else.");
        }
        return result;
    }
}

public sealed class PasswordForm
{
    public string? Current { get; set; }
    public string? New { get; set; }
    public string? Again { get; set; }
}
