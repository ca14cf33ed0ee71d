using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GrantHub.Web.Features.Grants;

/// <summary>Which returns a grant asks for, and when they are due.</summary>
[PageNeeds(Permission.ManageGrants)]
[Route("grants/{reference}/returns")]
public sealed class ReturnPlanController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("schedule")]
    public async Task<IActionResult> Schedule(string reference)
    {
        var grant = await GrantAsync(reference);
        return View(
            "ScheduleReturns",
            new ScheduleReturnsForm
            {
                Grant = grant,
                Year = grant
                    .Years.FirstOrDefault(year =>
                        ScheduleReturnsForm.MayReport(grant, year)
                        && grant.Returns.All(r => r.Year != year.Year)
                    )
                    ?.Year.ToString(),
            }
        );
    }

    [HttpPost("schedule")]
    public async Task<IActionResult> Schedule(string reference, ScheduleReturnsForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Grant = await GrantAsync(reference);
        var year = ScheduleReturnsForm.Read(form.Year, ModelState);
        if (form.Pattern is not { } pattern || !Enum.IsDefined(pattern))
            ModelState.AddModelError(nameof(form.Pattern), "Choose how often there is a return.");
        return await Try(
            new ScheduleReturns(reference, year ?? default, form.Pattern ?? default),
            count =>
                Told(
                    form.Grant,
                    count == 1 ? "A return has been added." : $"{count} returns have been added."
                ),
            () => Task.FromResult<IActionResult>(View("ScheduleReturns", form)),
            _ => nameof(form.Year)
        );
    }

    [HttpGet("add")]
    public async Task<IActionResult> Add(string reference) =>
        View("AddReturn", new AddReturnForm { Grant = await GrantAsync(reference) });

    [HttpPost("add")]
    public async Task<IActionResult> Add(string reference, AddReturnForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Grant = await GrantAsync(reference);
        var year = ScheduleReturnsForm.Read(form.Year, ModelState);
        Require(nameof(form.From), form.From, "Enter the first day of the period.");
        Require(nameof(form.To), form.To, "Enter the last day of the period.");
        Require(nameof(form.DueOn), form.DueOn, "Enter the day on which the return is due.");
        return await Try(
            new AddReturn(
                reference,
                year ?? default,
                form.From ?? default,
                form.To ?? default,
                form.DueOn ?? default,
                form.IsFinal
            ),
            number => Told(form.Grant, $"Return {number} has been added."),
            () => Task.FromResult<IActionResult>(View("AddReturn", form)),
            AddReturnForm.FieldOf
        );
    }

    [HttpGet("{number:int}/change")]
    public async Task<IActionResult> Change(string reference, int number)
    {
        var grant = await GrantAsync(reference);
        var subject = ReturnSubject.Of(grant, number);
        return View(
            "ChangeReturn",
            new ChangeReturnForm
            {
                Seen = Shown.Of(ChangeReturn.Words(subject.Return.DueOn)),
                Subject = subject,
                DueOn = subject.Return.DueOn,
            }
        );
    }

    [HttpPost("{number:int}/change")]
    public async Task<IActionResult> Change(string reference, int number, ChangeReturnForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var grant = await GrantAsync(reference);
        form.Subject = ReturnSubject.Of(grant, number);
        Require(nameof(form.DueOn), form.DueOn, "Enter the day on which the return is due.");
        return await Try(
            new ChangeReturn(
                reference,
                number,
                form.Seen ?? "",
                form.DueOn ?? default,
                form.Reason ?? ""
            ),
            _ => Told(grant, $"Return {number} has another due date."),
            () => Task.FromResult<IActionResult>(View("ChangeReturn", form)),
            refusal => refusal.Code == "return.due" ? nameof(form.DueOn) : nameof(form.Reason)
        );
    }

    [HttpGet("{number:int}/remove")]
    public async Task<IActionResult> Remove(string reference, int number) =>
        View(
            "ReturnReason",
            ReturnReasonForm.Remove(
                ReturnSubject.Of(await GrantAsync(reference), number),
                new ReturnReasonForm()
            )
        );

    [HttpPost("{number:int}/remove")]
    public async Task<IActionResult> Remove(string reference, int number, ReturnReasonForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var grant = await GrantAsync(reference);
        return await Try(
            new RemoveReturn(reference, number, form.Reason ?? ""),
            _ => Told(grant, $"Return {number} has been removed."),
            () =>
                Task.FromResult<IActionResult>(
                    View(
                        "ReturnReason",
                        ReturnReasonForm.Remove(ReturnSubject.Of(grant, number), form)
                    )
                ),
            _ => nameof(form.Reason)
        );
    }

    private async Task<Grant> GrantAsync(string reference) =>
        (await Ask(new ReadGrant(reference))).Grant;

    // A date that could not be read has its own sentence already.
    private void Require(string field, DateOnly? date, string sentence)
    {
        if (
            date is null
            && ModelState.GetFieldValidationState(field) != ModelValidationState.Invalid
        )
            ModelState.AddModelError(field, sentence);
    }

    private RedirectResult Told(Grant grant, string sentence)
    {
        Say(sentence);
        return Redirect($"/grants/{grant.Slug}");
    }
}
