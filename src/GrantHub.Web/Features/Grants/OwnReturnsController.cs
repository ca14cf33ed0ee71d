using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>The returns that the person's own organisation owes: all that a recipient's contact sees.</summary>
[PageNeeds(Permission.SubmitOwnReturns)]
[Route("returns")]
public sealed class OwnReturnsController(
    IMediator mediator,
    IAppendixStore store,
    TimeProvider clock
) : ReturnFilesController(mediator, store)
{
    [HttpGet("")]
    public async Task<IActionResult> List(bool submitted, string? from) =>
        View(
            "OwnReturns",
            new OwnReturnList(
                submitted,
                await Ask(new ListOwnReturns(submitted, from)),
                clock.LondonToday()
            )
        );

    [HttpGet("{reference}/{number:int}")]
    public async Task<IActionResult> Show(string reference, int number)
    {
        var subject = await SubjectAsync(reference, number);
        return subject.Return.SubmittedAt is null
            ? View("SubmitReturn", ReturnForm.For(subject))
            : View("OwnReturn", new ReturnView(subject, clock.LondonToday(), false));
    }

    [HttpPost("{reference}/{number:int}")]
    [RequestSizeLimit(LargestBody)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestBody)]
    public async Task<IActionResult> Submit(string reference, int number, ReturnForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Subject = await SubjectAsync(reference, number);
        return await SubmitAsync(
            form,
            entry => new SubmitOwnReturn(reference, number, entry),
            () =>
            {
                Say(
                    $"The return has been submitted. {form.Subject.LeadOfficer} reads it, and accepts it or sends it back."
                );
                return Redirect(form.Subject.Href);
            }
        );
    }

    [HttpGet("{reference}/{number:int}/files/{round:int}/{place:int}/{name}")]
    [Slow]
    public async Task<IActionResult> Download(string reference, int number, int round, int place) =>
        await Download(await Ask(new ReadOwnReturnFile(reference, number, round, place)));

    private async Task<ReturnSubject> SubjectAsync(string reference, int number) =>
        ReturnSubject.Of(await Ask(new ReadOwnReturn(reference, number)));
}

/// <param name="Submitted">Those that are submitted, else those that are owed.</param>
/// <param name="Today">In London.</param>
public sealed record OwnReturnList(bool Submitted, Page<OwnReturnRow> Page, DateOnly Today)
{
    public string? Href(string? cursor) =>
        cursor is null ? null
        : Submitted ? $"/returns?submitted=true&from={cursor}"
        : $"/returns?from={cursor}";
}
