using System.Globalization;
using GrantHub.Application.Reminders;
using GrantHub.Domain.People;

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
        };

    /// <summary>Why a group is empty and what fills it.</summary>
    public static string WhenEmpty(WorkKind kind) =>
        kind switch
        {
            WorkKind.WaitingForMe =>
                "Nothing waits for you. Records appear here when it is your turn to sign or decide.",
            WorkKind.ReturnedToMe =>
                "Nothing has been returned to you. Records appear here when an officer sends one back for changes.",
            WorkKind.MyDrafts =>
                "You have no drafts. Records that you raise are here until you submit them.",
            WorkKind.NotYetPublished =>
                "Nothing waits to be published. Records appear here once they have been decided.",
        };

    /// <summary>The list that shows all of a group.</summary>
    public static string FullList(WorkKind kind) =>
        kind switch
        {
            WorkKind.WaitingForMe => "/decisions?scope=WaitingForMe",
            WorkKind.ReturnedToMe => "/decisions?scope=Mine&status=Returned",
            WorkKind.MyDrafts => "/decisions?scope=Mine&status=Draft",
            WorkKind.NotYetPublished => "/decisions?scope=All",
        };

    public static string Href(WorkTask task) => $"/decisions/{task.Address}";

    /// <summary>"D-2017-0001, led by Rowan Ellis, £9,800.00. To sign as chief finance officer."</summary>
    public static string Hint(WorkTask task)
    {
        string?[] facts =
        [
            task.Reference,
            task.LeadOfficer is { } lead
                ? task.Reference is null
                    ? $"Led by {lead}"
                    : $"led by {lead}"
                : null,
            task.Amount?.ToString(),
        ];
        var said = string.Join(", ", facts.Where(fact => fact is not null));
        var next =
            task.Reason
            ?? task.AwaitingRole switch
            {
                null => null,
                Role.Commissioner or Role.Cabinet => "To decide.",
                { } role => $"To sign as {role.Title().ToLowerInvariant()}.",
            };
        return next is null ? said : $"{said}. {next}";
    }

    /// <summary>"Since today", "1 day", "12 days", on one line.</summary>
    public static string Waiting(WorkTask task) =>
        task.Days switch
        {
            <= 0 => "Since today",
            1 => "1\u00a0day",
            _ => string.Create(CultureInfo.InvariantCulture, $"{task.Days}\u00a0days"),
        };

    public static string Colour(WorkTask task) => task.Days >= Long ? "orange" : "grey";
}
