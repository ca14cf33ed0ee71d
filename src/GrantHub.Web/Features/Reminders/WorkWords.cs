using System.Globalization;
using GrantHub.Application.Reminders;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;

namespace GrantHub.Web.Features.Reminders;

/// <summary>How My work reads.</summary>
internal static class WorkWords
{
    /// <summary>From so many days on, waiting is shown in another colour as well.</summary>
    private const int Long = 7;

    public static string Heading(WorkKind kind) =>
        kind switch
        {
            WorkKind.WaitingForMe => "Waiting for me to sign or decide",
            WorkKind.ReturnedToMe => "Returned to me",
            WorkKind.MyDrafts => "My drafts",
            WorkKind.NotYetPublished => "Decided, not yet published",
            WorkKind.ReviewsToSign => "Annual reviews waiting for my signature",
            WorkKind.ReviewsToDo => "Annual reviews to do",
            WorkKind.ReturnsToAccept => "Returns to accept or send back",
            WorkKind.ReturnsOwed => "Returns to submit",
            WorkKind.ReturnsToChase => "Returns overdue from recipients",
            WorkKind.AgreementsToSign => "Grant agreements to have signed",
            WorkKind.PaymentsToRequest => "Payments to request",
            WorkKind.PaymentsToAuthorise => "Payments to authorise",
            WorkKind.PaymentsToMake => "Authorised payments to make",
            WorkKind.GrantsEnding => "Grants ending, to settle",
            WorkKind.MemorandaToReview => "Memoranda of understanding to review",
            WorkKind.ClosesToCountersign => "Year-end closes waiting for my signature",
            WorkKind.ContributionsOverdue => "Contributions overdue",
            WorkKind.InvoicesToSend => "Contributions to invoice",
        };

    /// <summary>The list that shows all of a group.</summary>
    public static string FullList(WorkKind kind) =>
        kind switch
        {
            WorkKind.WaitingForMe => "/decisions?scope=WaitingForMe",
            WorkKind.ReturnedToMe => "/decisions?scope=Mine&status=Returned",
            WorkKind.MyDrafts => "/decisions?scope=Mine&status=Draft",
            WorkKind.NotYetPublished => "/publication",
            WorkKind.ReviewsToSign => "/grants",
            WorkKind.ReviewsToDo
            or WorkKind.ReturnsToAccept
            or WorkKind.ReturnsToChase
            or WorkKind.AgreementsToSign
            or WorkKind.PaymentsToRequest
            or WorkKind.GrantsEnding => "/grants?mine=true",
            WorkKind.PaymentsToAuthorise or WorkKind.PaymentsToMake => "/grants",
            WorkKind.ReturnsOwed => "/returns",
            WorkKind.ClosesToCountersign
            or WorkKind.ContributionsOverdue
            or WorkKind.InvoicesToSend
            or WorkKind.MemorandaToReview => "/partnerships",
        };

    /// <summary>"D-2017-0001, led by Rowan Ellis, £9,800.00. To sign as chief finance officer."</summary>
    public static string Hint(WorkTask task)
    {
        string?[] facts =
        [
            task is { Year: { } year, Reference: { } about }
                ? $"{year}, {about}"
                : task.Year?.ToString() ?? task.Reference,
            task.LeadOfficer is { } lead
                ? task.Reference is null
                    ? $"Led by {lead}"
                    : $"led by {lead}"
                : null,
            task.Amount?.ToString(),
            task.DueOn is { } due ? $"due on {DisplayFormat.Date(due)}" : null,
        ];
        var said = string.Join(", ", facts.Where(fact => fact is not null));
        var next =
            (task is { Reason: { } reason, DueOn: not null } ? $"Sent back: {reason}" : task.Reason)
            ?? task.AwaitingRole switch
            {
                null => null,
                Role.Commissioner or Role.Cabinet => "To decide.",
                { } role => $"To sign as {role.Title().ToLowerInvariant()}.",
            };
        return next is null ? said : $"{said}. {next}";
    }

    /// <summary>"Since today", "1 day", "12 days"; with a due date "Due in 12 days", "1 day late"; on one line.</summary>
    public static string Waiting(WorkTask task) =>
        task.DueOn is not null
            ? Due(task.Days)
            : task.Days switch
            {
                <= 0 => "Since today",
                1 => "1\u00a0day",
                _ => string.Create(CultureInfo.InvariantCulture, $"{task.Days}\u00a0days"),
            };

    /// <param name="late">Days since the due date, below 0 before it.</param>
    public static string Due(int late) =>
        late switch
        {
            < -1 => string.Create(CultureInfo.InvariantCulture, $"Due in {-late}\u00a0days"),
            -1 => "Due tomorrow",
            0 => "Due today",
            1 => "1\u00a0day late",
            _ => string.Create(CultureInfo.InvariantCulture, $"{late}\u00a0days late"),
        };

    public static string Colour(WorkTask task) =>
        task.DueOn is not null && task.Days > 0 ? "red"
        : task.DueOn is not null ? (task.Days > -Long ? "orange" : "grey")
        : task.Days >= Long ? "orange"
        : "grey";
}
