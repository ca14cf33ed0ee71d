using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>The monitoring returns of a grant: asked for, submitted for the recipient, accepted or sent back.</summary>
[Route("grants/{reference}")]
public sealed class ReturnsController(
    IMediator mediator,
    IAppendixStore store,
    ICurrentUser user,
    TimeProvider clock
) : ReturnFilesController(mediator, store)
{
    [HttpGet("returns.csv")]
    public async Task<IActionResult> Csv(string reference)
    {
        var grant = await GrantAsync(reference);
        var today = clock.LondonToday();
        return new CsvResult(
            $"{grant.Slug}-returns.csv",
            [
                "number",
                "financial_year",
                "period_start",
                "period_end",
                "due",
                "final",
                "state",
                "submitted",
                "by",
                "spend",
                "activity",
                "outcomes",
            ],
            grant
                .Returns.Select(owed =>
                    (object?[])
                        [
                            owed.Number,
                            owed.Year.ToString(),
                            owed.From,
                            owed.To,
                            owed.DueOn,
                            owed.IsFinal ? "yes" : "no",
                            ReturnWords.State(owed, today),
                            owed.SubmittedAt?.LondonDate(),
                            owed.Latest?.ByName,
                            owed.Latest?.Report.Spend,
                            owed.Latest?.Report.Activity,
                            owed.Latest?.Report.Outcomes,
                        ]
                )
                .ToAsyncEnumerable()
        );
    }

    [HttpGet("returns/{number:int}")]
    public async Task<IActionResult> Show(string reference, int number) =>
        View(
            "Return",
            new ReturnView(
                await SubjectAsync(reference, number),
                clock.LondonToday(),
                user.May(Permission.ManageGrants)
            )
        );

    [HttpGet("returns/{number:int}/files/{round:int}/{place:int}/{name}")]
    [Slow]
    public async Task<IActionResult> Download(string reference, int number, int round, int place) =>
        await Download(await Ask(new ReadReturnFile(reference, number, round, place)));

    [HttpGet("returns/{number:int}/submit")]
    public async Task<IActionResult> Submit(string reference, int number)
    {
        user.Demand(Permission.ManageGrants);
        var subject = await SubjectAsync(reference, number);
        return subject.Return.SubmittedAt is null
            ? View("SubmitReturn", ReturnForm.For(subject))
            : Redirect(subject.Href);
    }

    [HttpPost("returns/{number:int}/submit")]
    [RequestSizeLimit(LargestBody)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestBody)]
    public async Task<IActionResult> Submit(string reference, int number, ReturnForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        user.Demand(Permission.ManageGrants);
        form.Subject = await SubjectAsync(reference, number);
        return await SubmitAsync(
            form,
            entry => new SubmitReturn(reference, number, entry),
            () => Told(form.Subject.Href, "The return has been recorded.")
        );
    }

    [HttpGet("returns/{number:int}/accept")]
    public async Task<IActionResult> Accept(string reference, int number, int? round)
    {
        user.Demand(Permission.ManageGrants);
        return Confirm(await SubjectAsync(reference, number), round);
    }

    [HttpPost("returns/{number:int}/accept")]
    public async Task<IActionResult> AcceptNow(string reference, int number, int? round)
    {
        var subject = await SubjectAsync(reference, number);
        return await Try(
            new AcceptReturn(reference, number, round),
            _ => Told(subject.Href, "The return has been accepted."),
            () => Task.FromResult<IActionResult>(Confirm(subject, round))
        );
    }

    [HttpGet("returns/{number:int}/send-back")]
    public async Task<IActionResult> SendBack(string reference, int number, int? round)
    {
        user.Demand(Permission.ManageGrants);
        var subject = await SubjectAsync(reference, number);
        return View(
            "ReturnReason",
            ReturnReasonForm.SendBack(
                subject,
                new ReturnReasonForm { Round = round ?? subject.Return.Rounds }
            )
        );
    }

    [HttpPost("returns/{number:int}/send-back")]
    public async Task<IActionResult> SendBack(string reference, int number, ReturnReasonForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var subject = await SubjectAsync(reference, number);
        return await Try(
            new SendReturnBack(reference, number, form.Reason ?? "", form.Round),
            _ => Told(subject.Href, "The return has been sent back."),
            () =>
                Task.FromResult<IActionResult>(
                    View("ReturnReason", ReturnReasonForm.SendBack(subject, form))
                ),
            _ => nameof(form.Reason)
        );
    }

    private async Task<Grant> GrantAsync(string reference) =>
        (await Ask(new ReadGrant(reference))).Grant;

    private async Task<ReturnSubject> SubjectAsync(string reference, int number) =>
        ReturnSubject.Of(await GrantAsync(reference), number);

    private ViewResult Confirm(ReturnSubject subject, int? round) =>
        View("AcceptReturn", new AcceptReturnPage(subject, round ?? subject.Return.Rounds));

    private RedirectResult Told(string href, string sentence)
    {
        Say(sentence);
        return Redirect(href);
    }
}
