using System.Globalization;
using GrantHub.Domain.Grants;

namespace GrantHub.Web.Features.Grants;

/// <summary>How a monitoring return reads.</summary>
internal static class ReturnWords
{
    /// <summary>"Due", "3 days late", "Sent back", "Sent back, 1 day late", "Waiting for the lead officer", "Accepted".</summary>
    public static string State(ReturnState state, DateOnly dueOn, int rounds, DateOnly today) =>
        state switch
        {
            ReturnState.Due => "Due",
            ReturnState.Overdue => $"{(rounds > 0 ? "Sent back, " : "")}{Late(dueOn, today)}",
            ReturnState.Submitted => "Waiting for the lead officer",
            ReturnState.SentBack => "Sent back",
            ReturnState.Accepted => "Accepted",
        };

    public static string State(MonitoringReturn owed, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(owed);
        return State(owed.StateOn(today), owed.DueOn, owed.Rounds, today);
    }

    public static string Colour(ReturnState state) =>
        state switch
        {
            ReturnState.Due => "grey",
            ReturnState.Overdue => "red",
            ReturnState.Submitted => "blue",
            ReturnState.SentBack => "orange",
            ReturnState.Accepted => "green",
        };

    public static string Title(ReturnPattern pattern) =>
        pattern switch
        {
            ReturnPattern.Yearly => "One for the year",
            ReturnPattern.HalfYearly => "Two, one for each half of the year",
            ReturnPattern.Quarterly => "Four, one for each quarter",
        };

    /// <summary>"Parveen Nerr for the recipient", "Lena Field, recorded by the lead officer".</summary>
    public static string By(ReturnSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        return submission.For switch
        {
            SubmittedFor.Recipient => $"{submission.ByName} for the recipient",
            SubmittedFor.LeadOfficer => $"{submission.ByName}, who recorded it for the recipient",
        };
    }

    private static string Late(DateOnly dueOn, DateOnly today)
    {
        var days = today.DayNumber - dueOn.DayNumber;
        return days == 1
            ? "1\u00a0day late"
            : string.Create(CultureInfo.InvariantCulture, $"{days}\u00a0days late");
    }
}
