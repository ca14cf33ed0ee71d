using System.Globalization;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;

namespace GrantHub.Web.Features.Reminders;

/// <summary>How reminder policies read.</summary>
internal static class PolicyWords
{
    /// <summary>"60, 30 and 7 days before, on the day, 7 days after".</summary>
    public static string When(WorkKind kind, ReminderRule rule)
    {
        var unit = rule.WorkingDays ? "working day" : "day";
        var after = kind.HasDueDate() ? "after" : "after it came";
        string?[] parts =
        [
            Days(rule.Offsets.Where(o => o < 0).Select(o => -o), unit, "before"),
            rule.Offsets.Contains(0)
                ? kind.HasDueDate()
                    ? "on the day"
                    : "on the day it comes"
                : null,
            Days(rule.Offsets.Where(o => o > 0), unit, after),
        ];
        var words = string.Join(", ", parts.Where(part => part is not null));
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }

    /// <summary>"Lead officer; line manager too, 7 days after; copied to chief finance officer".</summary>
    public static string ToWhom(WorkKind kind, ReminderRule rule)
    {
        var words = Responsible(kind);
        if (rule.EscalateAfter is { } at)
            words += $"; their line manager too, {Offset(kind, at, rule.WorkingDays)}";
        if (rule.CopyTo != Role.None)
            words +=
                $"; copied to every {string.Join(", ", rule.CopyTo.Split().Select(role => role.Title().ToLowerInvariant()))}";
        return words;
    }

    /// <summary>Whose work it is.</summary>
    public static string Responsible(WorkKind kind) =>
        kind switch
        {
            WorkKind.WaitingForMe => "Everybody who can sign or decide it now",
            WorkKind.ReturnedToMe or WorkKind.MyDrafts => "Who raised it and its lead officer",
            WorkKind.NotYetPublished => "The lead officer and the monitoring officer",
            WorkKind.ReviewsToSign => "Everybody who can sign it now",
            WorkKind.ReturnsOwed => "The recipient’s contacts who sign in",
            WorkKind.PaymentsToAuthorise => "Payment authorisers who may authorise so much",
            WorkKind.PaymentsToMake => "Payment authorisers and partnership finance leads",
            WorkKind.ClosesToCountersign => "The chief finance officer and their deputies",
            WorkKind.ContributionsOverdue
            or WorkKind.InvoicesToSend
            or WorkKind.MemorandaToReview => "Partnership finance leads",
            WorkKind.ReviewsToDo
            or WorkKind.ReturnsToChase
            or WorkKind.ReturnsToAccept
            or WorkKind.AgreementsToSign
            or WorkKind.PaymentsToRequest
            or WorkKind.GrantsEnding => "The grant’s lead officer",
        };

    /// <summary>"7 days before", "on the day", "1 working day after it came".</summary>
    public static string Offset(WorkKind kind, int offset, bool workingDays = false) =>
        offset switch
        {
            0 => kind.HasDueDate() ? "on the day" : "on the day it comes",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Abs(offset)} {(workingDays ? "working " : "")}{(Math.Abs(offset) == 1 ? "day" : "days")} {(offset < 0 ? "before" : kind.HasDueDate() ? "after" : "after it came")}"
            ),
        };

    public static string As(RemindedAs role, string? whose) =>
        role switch
        {
            RemindedAs.Responsible => "Their own work",
            RemindedAs.LineManager => $"As line manager of {whose}",
            RemindedAs.Copied => "Copied",
        };

    /// <summary>"60, 30 and 7"; null for none.</summary>
    public static string? List(IEnumerable<int> days)
    {
        var texts = days.Order().Select(d => d.ToString(CultureInfo.InvariantCulture)).ToList();
        return texts.Count switch
        {
            0 => null,
            1 => texts[0],
            _ => $"{string.Join(", ", texts.SkipLast(1))} and {texts[^1]}",
        };
    }

    private static string? Days(IEnumerable<int> days, string unit, string end)
    {
        var all = days.ToList();
        return List(all) is { } list ? $"{list} {unit}{(all is [1] ? "" : "s")} {end}" : null;
    }
}
