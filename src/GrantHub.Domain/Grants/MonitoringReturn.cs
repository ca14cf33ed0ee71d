using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>How a return stands on a day.</summary>
public enum ReturnState
{
    Due,

    /// <summary>Its day has passed, and it is not submitted or was sent back.</summary>
    Overdue,

    /// <summary>Waits for the lead officer.</summary>
    Submitted,
    SentBack,
    Accepted,
}

/// <summary>For whom a return was submitted.</summary>
public enum SubmittedFor
{
    /// <summary>By the recipient's own contact.</summary>
    Recipient,

    /// <summary>Recorded by the lead officer, from what the recipient sent otherwise.</summary>
    LeadOfficer,
}

/// <summary>What a return says.</summary>
/// <param name="Spend">Spent in the year so far, from its first day; £0.00 or more.</param>
/// <param name="Activity">What was done.</param>
/// <param name="Outcomes">What came of it.</param>
public sealed record ReturnReport(
    Money Spend,
    string Activity,
    string Outcomes,
    IReadOnlyList<StoredFile> Files
);

/// <summary>One submission of a return; a return that is sent back and submitted again has several.</summary>
/// <param name="SentBackReason">Null unless it was sent back.</param>
public sealed record ReturnSubmission(
    ReturnReport Report,
    SubmittedFor For,
    long ById,
    string ByName,
    DateTime At,
    string? SentBackReason = null,
    string? SentBackByName = null,
    DateTime? SentBackAt = null
);

/// <summary>A report that the recipient owes: spend against the year, activity, outcomes, files.</summary>
public sealed class MonitoringReturn
{
    private MonitoringReturn() { }

    internal MonitoringReturn(
        int number,
        FinancialYear year,
        DateOnly from,
        DateOnly to,
        DateOnly dueOn,
        bool isFinal
    )
    {
        Number = number;
        Year = year;
        From = from;
        To = to;
        DueOn = dueOn;
        IsFinal = isFinal;
    }

    public long Id { get; private set; }
    public long GrantId { get; private set; }

    /// <summary>Within the grant, from 1.</summary>
    public int Number { get; private set; }
    public FinancialYear Year { get; private set; }

    /// <summary>The first day of the period it covers.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The last day of the period it covers.</summary>
    public DateOnly To { get; private set; }
    public DateOnly DueOn { get; private set; }

    /// <summary>The last return of its year; the reconciliation follows it.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>Of the latest submission, while it waits or is accepted; null before, and while it is sent back.</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>The calendar date of that in London, while the submission waits to be accepted. For lists.</summary>
    public DateOnly? WaitsSince { get; private set; }
    public DateTime? AcceptedAt { get; private set; }
    public string? AcceptedByName { get; private set; }

    /// <summary>Spent in the year so far, as the accepted submission says; null until one is accepted.</summary>
    public Money? AcceptedSpend { get; private set; }

    /// <summary>How often it was submitted.</summary>
    public int Rounds { get; private set; }

    /// <summary>In order of time.</summary>
    public IReadOnlyList<ReturnSubmission> Submissions { get; private set; } = [];

    public bool IsAccepted => AcceptedAt is not null;

    public ReturnSubmission? Latest => Submissions.Count == 0 ? null : Submissions[^1];

    /// <summary>Why the latest submission was sent back; null unless the return waits to be submitted again.</summary>
    public string? SentBackReason => SubmittedAt is null ? Latest?.SentBackReason : null;

    public ReturnState StateOn(DateOnly today) =>
        this switch
        {
            { AcceptedAt: not null } => ReturnState.Accepted,
            { SubmittedAt: not null } => ReturnState.Submitted,
            _ when today > DueOn => ReturnState.Overdue,
            { Rounds: > 0 } => ReturnState.SentBack,
            _ => ReturnState.Due,
        };

    internal void Change(DateOnly dueOn) => DueOn = dueOn;

    internal void Submit(ReturnReport report, SubmittedFor submittedFor, Actor by, DateTime at)
    {
        Submissions =
        [
            .. Submissions,
            new ReturnSubmission(report, submittedFor, by.PersonId, by.Name, at),
        ];
        Rounds++;
        SubmittedAt = at;
        WaitsSince = at.LondonDate();
    }

    internal void Accept(Actor by, DateTime at)
    {
        AcceptedAt = at;
        WaitsSince = null;
        AcceptedByName = by.Name;
        AcceptedSpend = Latest!.Report.Spend;
    }

    internal void SendBack(string reason, Actor by, DateTime at)
    {
        Submissions =
        [
            .. Submissions.SkipLast(1),
            Latest! with
            {
                SentBackReason = reason,
                SentBackByName = by.Name,
                SentBackAt = at,
            },
        ];
        SubmittedAt = null;
        WaitsSince = null;
    }
}
