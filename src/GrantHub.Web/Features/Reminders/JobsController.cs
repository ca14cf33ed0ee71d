using GrantHub.Application;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Mail;
using GrantHub.Infrastructure.Reminders;
using GrantHub.Web.Features.Errors;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Features.Reminders;

/// <summary>What runs by itself, and every e-mail with its fate.</summary>
[PageNeeds(Permission.ManageReminders)]
[Route("admin/jobs")]
public sealed class JobsController(
    IMediator mediator,
    IOptions<ReminderSettings> settings,
    IOptions<MailSettings> mail,
    TimeProvider clock
) : FeatureController(mediator)
{
    [HttpGet("")]
    public async Task<IActionResult> Show() =>
        View(
            "Jobs",
            new JobsPage(
                await Ask(new ReadJobs()),
                settings.Value,
                mail.Value.Transport,
                clock.UtcInstant()
            )
        );

    [HttpGet("{kind}/pause")]
    public IActionResult Pause(string kind)
    {
        var job = KindOf(kind);
        return Confirm(
            $"Pause: {JobWords.Title(job)}",
            job switch
            {
                JobKind.PlanReminders =>
                [
                    "No reminders are planned until somebody resumes the job.",
                    "What falls due meanwhile is planned then, one reminder for each piece of work.",
                    "My work shows everything as before.",
                ],
                JobKind.SendMail =>
                [
                    "No e-mail goes out until somebody resumes the job: neither reminders nor notices nor tests.",
                    "Everything waits in the outbox and goes out then.",
                    "What is being sent at this moment still goes out.",
                ],
                JobKind.PublishDecisions =>
                [
                    "No decision goes out by itself, even when its day has come.",
                    "People can still publish decisions themselves.",
                ],
                JobKind.ExportAuditHeads =>
                [
                    "No head of the audit trail is kept outside the database until somebody resumes the job.",
                    "A trail that is cut off meanwhile shows only by the heads in decision notices.",
                ],
            },
            "Pause the job"
        );
    }

    [HttpPost("{kind}/pause")]
    public async Task<IActionResult> PauseNow(string kind)
    {
        var job = KindOf(kind);
        await Ask(new PauseJob(job));
        return Told($"{JobWords.Title(job)}: the job is paused.");
    }

    [HttpGet("{kind}/resume")]
    public IActionResult Resume(string kind)
    {
        var job = KindOf(kind);
        return Confirm(
            $"Resume: {JobWords.Title(job)}",
            job switch
            {
                JobKind.PlanReminders =>
                [
                    $"Reminders are planned again every day at {settings.Value.At}.",
                    "What fell due meanwhile goes out with the next planning.",
                ],
                JobKind.SendMail => ["What waits in the outbox goes out, from now on."],
                JobKind.PublishDecisions =>
                [
                    "The decisions whose day has come go out within five minutes.",
                ],
                JobKind.ExportAuditHeads =>
                [
                    "The heads of the audit trail are kept outside the database again, every day.",
                ],
            },
            "Resume the job"
        );
    }

    [HttpPost("{kind}/resume")]
    public async Task<IActionResult> ResumeNow(string kind)
    {
        var job = KindOf(kind);
        await Ask(new ResumeJob(job));
        return Told($"{JobWords.Title(job)}: the job runs by its schedule again.");
    }

    [HttpGet("outbox")]
    public async Task<IActionResult> Outbox(MessageState? state, string? from)
    {
        if (!ModelState.IsValid)
            return new RefusalResult(
                StatusCodes.Status400BadRequest,
                "The outbox has no such state to filter by. Open it again and choose from what it offers."
            );
        return View("Outbox", new OutboxPage(state, await Ask(new ListOutbox(state, from))));
    }

    [HttpPost("outbox/{id:long}/retry")]
    public async Task<IActionResult> Retry(long id)
    {
        await Ask(new RetryMessages(id));
        Say("The e-mail is tried again.");
        return Redirect(OutboxPage.Address(MessageState.Waiting));
    }

    [HttpGet("outbox/retry-all")]
    public IActionResult RetryAll() =>
        View(
            "Confirm",
            new ConfirmPage(
                "Try everything again that was given up",
                [
                    "Every e-mail that was given up is tried again from now on, as often as a new one.",
                    "Reminders of work that is done meanwhile do not go out.",
                ],
                "Try all again",
                OutboxPage.Address(MessageState.GivenUp),
                "Back to the outbox"
            )
        );

    [HttpPost("outbox/retry-all")]
    public async Task<IActionResult> RetryAllNow()
    {
        var count = await Ask(new RetryMessages());
        Say(
            count switch
            {
                0 => "Nothing was given up, so there is nothing to try again.",
                1 => "One e-mail is tried again.",
                _ => $"{count:N0} e-mails are tried again.",
            }
        );
        return Redirect(OutboxPage.Address(MessageState.Waiting));
    }

    [HttpPost("test")]
    public async Task<IActionResult> Test(Guid? form)
    {
        await Ask(new SendTestMessage(form ?? Guid.NewGuid()));
        Say(
            "A test message to you is in the outbox. Load this page again in a moment to see what has become of it."
        );
        return Redirect(OutboxPage.Address(null));
    }

    private ViewResult Confirm(string title, IReadOnlyList<string> consequences, string button) =>
        View(
            "Confirm",
            new ConfirmPage(title, consequences, button, "/admin/jobs", "Back to jobs and e-mail")
        );

    private RedirectResult Told(string sentence)
    {
        Say(sentence);
        return Redirect("/admin/jobs");
    }

    private static JobKind KindOf(string kind) =>
        Enum.TryParse<JobKind>(kind, ignoreCase: true, out var known) && Enum.IsDefined(known)
            ? known
            : throw new NotFoundException("There is no such job.");
}

/// <param name="Transport">What carries e-mail; nothing else of its settings.</param>
/// <param name="Now">In UTC.</param>
public sealed record JobsPage(
    JobsOverview Overview,
    ReminderSettings Settings,
    MailTransport Transport,
    DateTime Now
)
{
    /// <summary>E-mail only becomes files.</summary>
    public bool ReachesNobody => Transport == MailTransport.Folder;
}

/// <param name="State">Null: every one.</param>
public sealed record OutboxPage(MessageState? State, Page<OutboxRow> Messages)
{
    public static string Address(MessageState? state, string? from = null) =>
        QueryHelpers.AddQueryString(
            "/admin/jobs/outbox",
            new Dictionary<string, string?> { ["state"] = state?.ToString(), ["from"] = from }
        );

    public string? PageAt(string? from) => from is null ? null : Address(State, from);
}
