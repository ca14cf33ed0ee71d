using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Domain.Reminders;
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
