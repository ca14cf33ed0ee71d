using System.Globalization;
using GrantHub.Domain.Reminders;

namespace GrantHub.Web.Features.Reminders;

/// <summary>How e-mails read.</summary>
internal static class MailWords
{
    public static string SubjectOf(Reminder reminder, DateOnly today)
    {
        var what = $"{One(reminder.Kind)}, {About(reminder)}";
        return reminder switch
        {
            { As: RemindedAs.LineManager, Whose: { } whose } => $"{whose}’s work is late: {what}",
            _ when !reminder.Kind.HasDueDate() =>
                $"Waiting for {(reminder.As == RemindedAs.Copied ? "somebody" : "you")}: {what}",
            _ when reminder.Date < today => $"Late: {what}",
            _ when reminder.Date == today => $"Due today: {what}",
            _ => $"Due on {DisplayFormat.Date(reminder.Date)}: {what}",
        };
    }

    public static string OpeningOf(Reminder reminder) =>
        reminder.As switch
        {
            RemindedAs.Responsible => "This is for you to do:",
            RemindedAs.LineManager =>
                $"You are the line manager of {reminder.Whose}, who has this to do:",
            RemindedAs.Copied => "Your office copies this reminder to your role:",
        };

    public static string TitleOf(Reminder reminder) =>
        $"{One(reminder.Kind)}: {About(reminder)}{reminder.As switch
        {
            RemindedAs.LineManager => $" ({reminder.Whose}, whose line manager you are)",
            RemindedAs.Copied => " (copied to your role)",
            _ => "",
        }}";

    /// <summary>"Due on 30 January 2018, in 7 days." or "Since 18 May 2017, 5 days."</summary>
    public static string DetailOf(Reminder reminder, DateOnly today)
    {
        var on = DisplayFormat.Date(reminder.Date);
        var days = today.DayNumber - reminder.Date.DayNumber;
        if (!reminder.Kind.HasDueDate())
            return days <= 0 ? $"Since {on}." : $"Since {on}, {Days(days)}.";
        return days switch
        {
            0 => $"Due today, {on}.",
            < 0 => $"Due on {on}, in {Days(-days)}.",
            _ => $"Was due on {on}, {Days(days)} late.",
        };
    }

    public static string SubjectOf(Moment moment, string about) =>
        moment switch
        {
            Moment.SignOffRequested => $"For you to sign or decide: {about}",
            Moment.Returned => $"Returned to you: {about}",
            Moment.Approved => $"Decided: {about}",
            Moment.Refused => $"Not approved: {about}",
            Moment.ReturnSentBack => $"Return sent back: {about}",
            Moment.PaymentMade => $"Payment made: {about}",
            Moment.None => throw new ArgumentOutOfRangeException(nameof(moment)),
            _ => throw new ArgumentOutOfRangeException(nameof(moment)),
        };

    public static string OpeningOf(Moment moment) =>
        moment switch
        {
            Moment.SignOffRequested => "This has come to you to sign or decide:",
            Moment.Returned => "This was sent back to you. The page says why, and by whom:",
            Moment.Approved => "This has been decided. The page says how, and on what conditions:",
            Moment.Refused => "This has not been approved. The page gives the reason:",
            Moment.ReturnSentBack =>
                "This monitoring return was sent back to your organisation. The page says what to change:",
            Moment.PaymentMade => "A payment of this grant has been made:",
            Moment.None => throw new ArgumentOutOfRangeException(nameof(moment)),
            _ => throw new ArgumentOutOfRangeException(nameof(moment)),
        };

    public static string DigestSubject(int count) =>
        count == 1
            ? "Your work: 1 reminder"
            : string.Create(CultureInfo.InvariantCulture, $"Your work: {count} reminders");

    public static string About(string? reference, string? title) =>
        string.Join(", ", new[] { reference, title }.Where(part => !string.IsNullOrEmpty(part)));

    private static string About(Reminder reminder) =>
        About(reminder.Reference, reminder.Title)
        + (reminder.Year is { } year && !reminder.Kind.IsOfAnOrganisation() ? $", {year}" : "");

    /// <summary>The work is named by a partnership and a partner, whose year says nothing more.</summary>
    private static bool IsOfAnOrganisation(this WorkKind kind) =>
        kind == WorkKind.MemorandaToReview;

    private static string Days(int days) =>
        days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");

    private static string One(WorkKind kind) =>
        kind switch
        {
            WorkKind.WaitingForMe => "Decision record to sign or decide",
            WorkKind.ReturnedToMe => "Decision record sent back for changes",
            WorkKind.ReviewsToSign => "Annual review to sign",
            WorkKind.ClosesToCountersign => "Year-end close to countersign",
            WorkKind.ReviewsToDo => "Annual review",
            WorkKind.ReturnsOwed => "Monitoring return to submit",
            WorkKind.ReturnsToChase => "Monitoring return overdue from the recipient",
            WorkKind.ReturnsToAccept => "Monitoring return to accept or send back",
            WorkKind.AgreementsToSign => "Grant agreement to have signed",
            WorkKind.PaymentsToRequest => "Payment to request",
            WorkKind.PaymentsToAuthorise => "Payment to authorise",
            WorkKind.PaymentsToMake => "Authorised payment to make",
            WorkKind.GrantsEnding => "Grant ending, to settle",
            WorkKind.ContributionsOverdue => "Contribution overdue",
            WorkKind.InvoicesToSend => "Contribution to invoice",
            WorkKind.MemorandaToReview => "Memorandum of understanding to review",
            WorkKind.NotYetPublished => "Decision to publish",
            WorkKind.MyDrafts => "Draft",
        };
}
