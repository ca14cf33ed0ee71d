using System.Globalization;
using GrantHub.Application.Reminders;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Audit;
using GrantHub.Infrastructure.Reminders;

namespace GrantHub.Web.Features.Reminders;

/// <summary>How jobs and the outbox read.</summary>
internal static class JobWords
{
    public static string Title(JobKind kind) =>
        kind switch
        {
            JobKind.PlanReminders => "Plan reminders",
            JobKind.SendMail => "Send e-mail",
            JobKind.PublishDecisions => "Publish decisions",
            JobKind.ExportAuditHeads => "Keep the heads of the audit trail elsewhere",
        };

    public static string Schedule(JobKind kind, ReminderSettings settings) =>
        kind switch
        {
            JobKind.PlanReminders =>
                $"Every day at {settings.At}, London time, and at the server’s start if that was missed",
            JobKind.SendMail => settings.SendEverySeconds == 1
                ? "Every second"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Every {settings.SendEverySeconds} seconds"
                ),
            JobKind.PublishDecisions =>
                "Every five minutes; what has a day set goes out soon after midnight",
            JobKind.ExportAuditHeads =>
                "Every day at 00:15, London time, and at the server’s start if that was missed",
        };

    public static string Next(JobDetails job, ReminderSettings settings, DateTime now) =>
        job.PausedAt is not null
            ? "Not until it is resumed"
            : job.Kind switch
            {
                JobKind.PlanReminders => DisplayFormat.Instant(settings.Daily.NextAfter(now)),
                JobKind.SendMail => string.Create(
                    CultureInfo.InvariantCulture,
                    $"Within {settings.SendEverySeconds} seconds while the server runs"
                ),
                JobKind.PublishDecisions => "Within five minutes while the server runs",
                JobKind.ExportAuditHeads => DisplayFormat.Instant(
                    AuditSettings.Daily.NextAfter(now)
                ),
            };

    /// <summary>"12 reminders planned", "1 e-mail sent".</summary>
    public static string Done(JobKind kind, int count)
    {
        var number = count.ToString("N0", CultureInfo.InvariantCulture);
        return kind switch
        {
            JobKind.PlanReminders => $"{number} {(count == 1 ? "reminder" : "reminders")} planned",
            JobKind.SendMail => $"{number} {(count == 1 ? "e-mail" : "e-mails")} sent",
            JobKind.PublishDecisions =>
                $"{number} {(count == 1 ? "decision" : "decisions")} published",
            JobKind.ExportAuditHeads => $"{number} {(count == 1 ? "head" : "heads")} written",
        };
    }

    public static string State(MessageState state) =>
        state switch
        {
            MessageState.Waiting => "Waiting",
            MessageState.Sent => "Sent",
            MessageState.GivenUp => "Given up",
            MessageState.Stopped => "Not needed any more",
        };

    public static string Colour(MessageState state) =>
        state switch
        {
            MessageState.Waiting => "blue",
            MessageState.Sent => "green",
            MessageState.GivenUp => "red",
            MessageState.Stopped => "grey",
        };

    public static string Count(int count) =>
        count >= OutboxCount.Most
            ? $"{OutboxCount.Most.ToString("N0", CultureInfo.InvariantCulture)} or more"
            : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>What an e-mail is about.</summary>
    public static string What(OutboxRow row) =>
        row.Kind switch
        {
            MessageKind.Reminder when row is { Work: { } kind, Offset: { } offset } =>
                $"{WorkWords.Heading(kind)}, {PolicyWords.Offset(kind, offset)}: {About(row)}",
            MessageKind.Digest when row.DigestOn is { } day =>
                $"Reminders of {DisplayFormat.Date(day)} in one e-mail",
            MessageKind.Notice when row.Moment is { } moment =>
                $"{MomentWords.Title(moment)}: {About(row)}",
            MessageKind.Test => "Test message",
            _ => About(row),
        };

    private static string About(OutboxRow row) =>
        string.Join(", ", new[] { row.Title, row.Reference }.Where(part => part is not null));
}

/// <summary>How the moments read that people can be told of.</summary>
internal static class MomentWords
{
    public static string Title(Moment moment) =>
        moment switch
        {
            Moment.SignOffRequested => "Something has come to me to sign or decide",
            Moment.Returned => "A decision record or annual review of mine was sent back",
            Moment.Approved => "A decision record of mine was approved, noted or received",
            Moment.Refused => "A decision record of mine was not approved",
            Moment.ReturnSentBack => "A monitoring return was sent back",
            Moment.PaymentMade => "A payment of a grant was made",
            _ => throw new ArgumentOutOfRangeException(nameof(moment), moment, "Several at once."),
        };
}
