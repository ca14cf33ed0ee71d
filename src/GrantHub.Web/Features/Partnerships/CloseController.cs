using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>The close of a year: what to check, signing, countersigning, undoing, and every version of it.</summary>
[Route("partnerships/{slug}/budgets/{year}")]
public sealed class CloseController(IMediator mediator, ICurrentUser user)
    : FeatureController(mediator)
{
    [HttpGet("close")]
    public async Task<IActionResult> Show(string slug, string year) =>
        View("Close", await ViewAsync(slug, year));

    [HttpGet("close/contributions")]
    public async Task<IActionResult> Contributions(string slug, string year) =>
        View("CloseContributions", await ViewAsync(slug, year));

    [HttpGet("close/postings")]
    public async Task<IActionResult> Postings(string slug, string year) =>
        View("ClosePostings", await ViewAsync(slug, year));

    [HttpGet("close/shares")]
    public async Task<IActionResult> Shares(string slug, string year) =>
        View("CloseShares", await ViewAsync(slug, year));

    [HttpGet("closes/{number:int}")]
    public async Task<IActionResult> Version(string slug, string year, int number)
    {
        var view = await ViewAsync(slug, year);
        return View(
            "ClosedVersion",
            new ClosedVersion(
                view,
                view.Budget.Closes.FirstOrDefault(close => close.Number == number)
                    ?? throw new NotFoundException(
                        $"{view.Year} has no close {number}. Look for it on the page of the close."
                    )
            )
        );
    }

    [HttpGet("close/sign")]
    public async Task<IActionResult> Sign(string slug, string year)
    {
        user.Demand(Permission.ManagePartnerships);
        return View("SignClose", SignCloseForm.Of(await ViewAsync(slug, year)));
    }

    [HttpPost("close/sign")]
    public async Task<IActionResult> Sign(string slug, string year, SignCloseForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        user.Demand(Permission.ManagePartnerships);
        form.View = await ViewAsync(slug, year);
        return await Try(
            new SignClose(
                slug,
                form.View.Year,
                new Money(form.Seen),
                form.Agreed,
                // A form without it has shown nothing.
                form.Preview
                    ?? ""
            ),
            _ =>
                Told(
                    form.View,
                    $"You have signed the close of {form.View.Year}. It is now the turn of the chief finance officer."
                ),
            () => Task.FromResult<IActionResult>(View("SignClose", form.Unticked(ModelState))),
            FieldOf
        );
    }

    [HttpGet("close/countersign")]
    public async Task<IActionResult> Countersign(string slug, string year)
    {
        user.Demand(Permission.CountersignCloses);
        return View("CountersignClose", CountersignForm.Of(await ViewAsync(slug, year)));
    }

    [HttpPost("close/countersign")]
    public async Task<IActionResult> Countersign(string slug, string year, CountersignForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        user.Demand(Permission.CountersignCloses);
        form.View = await ViewAsync(slug, year);
        return await Try(
            new CountersignClose(slug, form.View.Year, form.Close, form.Agreed),
            _ =>
                Told(
                    form.View,
                    $"{form.View.Year} is closed. {form.View.Year.Next} opens with {form.View.Page.Figures.CarriedForward}."
                ),
            () =>
                Task.FromResult<IActionResult>(View("CountersignClose", form.Unticked(ModelState))),
            FieldOf
        );
    }

    [HttpGet("close/send-back")]
    public Task<IActionResult> SendBack(string slug, string year) =>
        ShowUndoAsync(CloseUndo.SendBack, slug, year);

    [HttpPost("close/send-back")]
    public Task<IActionResult> SendBack(string slug, string year, CloseReasonForm form) =>
        UndoAsync(
            CloseUndo.SendBack,
            slug,
            year,
            form,
            (at, seen, reason) => new SendCloseBack(slug, at, seen, reason),
            "The close has been sent back to the partnership finance lead."
        );

    [HttpGet("close/withdraw")]
    public Task<IActionResult> Withdraw(string slug, string year) =>
        ShowUndoAsync(CloseUndo.Withdraw, slug, year);

    [HttpPost("close/withdraw")]
    public Task<IActionResult> Withdraw(string slug, string year, CloseReasonForm form) =>
        UndoAsync(
            CloseUndo.Withdraw,
            slug,
            year,
            form,
            (at, seen, reason) => new WithdrawClose(slug, at, seen, reason),
            "The signed close has been withdrawn."
        );

    [HttpGet("reopen")]
    public Task<IActionResult> Reopen(string slug, string year) =>
        ShowUndoAsync(CloseUndo.Reopen, slug, year);

    [HttpPost("reopen")]
    public Task<IActionResult> Reopen(string slug, string year, CloseReasonForm form) =>
        UndoAsync(
            CloseUndo.Reopen,
            slug,
            year,
            form,
            (at, seen, reason) => new ReopenYear(slug, at, seen, reason),
            "The year is open again."
        );

    private async Task<IActionResult> ShowUndoAsync(CloseUndo undo, string slug, string year)
    {
        user.Demand(undo.Needed);
        return View("UndoClose", CloseReasonForm.Of(undo, await ViewAsync(slug, year)));
    }

    private async Task<IActionResult> UndoAsync(
        CloseUndo undo,
        string slug,
        string year,
        CloseReasonForm form,
        Func<FinancialYear, int, string, IRequest<Unit>> request,
        string done
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        user.Demand(undo.Needed);
        form.View = await ViewAsync(slug, year);
        form.Undo = undo;
        return await Try(
            request(form.View.Year, form.Close, form.Reason ?? ""),
            _ => Told(form.View, done),
            () => Task.FromResult<IActionResult>(View("UndoClose", form)),
            refused =>
                refused.Code is "close.back-reason" or "close.reopen-reason"
                    ? nameof(form.Reason)
                    : ""
        );
    }

    private async Task<CloseView> ViewAsync(string slug, string year) =>
        new(
            await Ask(new ReadClose(slug, BudgetAddress.YearOf(year))),
            user.May(Permission.ManagePartnerships),
            user.May(Permission.CountersignCloses),
            user.Must().PersonId
        );

    private RedirectResult Told(CloseView view, string sentence)
    {
        Say(sentence);
        return Redirect($"{view.Href}/close");
    }

    private static string FieldOf(DomainException refused) =>
        refused.Code == "close.agree" ? nameof(SignCloseForm.Agreed) : "";
}
