using GrantHub.Domain.People;

namespace GrantHub.Domain.Reminders;

/// <summary>What runs by itself.</summary>
public enum JobKind
{
    /// <summary>Plans the reminders of the day.</summary>
    PlanReminders,

    /// <summary>Sends what waits in the outbox.</summary>
    SendMail,

    /// <summary>Publishes the decisions whose day has come.</summary>
    PublishDecisions,

    /// <summary>Keeps the heads of the audit trail outside the database.</summary>
    ExportAuditHeads,
}

/// <summary>How a job stands. The last run is recorded without a new version: pausing is what people can be at odds about.</summary>
public sealed class Job : AggregateRoot
{
    private Job() { }

    public Job(JobKind kind) => Kind = kind;

    public const string Subject = "job";

    public override string SubjectKind => Subject;

    public JobKind Kind { get; private set; }

    /// <summary>Null while it runs by its schedule.</summary>
    public DateTime? PausedAt { get; private set; }
    public string? PausedByName { get; private set; }
    public DateTime? LastStartedAt { get; private set; }
    public DateTime? LastEndedAt { get; private set; }

    /// <summary>How many reminders the last run planned, e-mails it sent, decisions it published, or heads it wrote.</summary>
    public int? LastCount { get; private set; }

    /// <summary>Why the last run failed; null when it did not.</summary>
    public string? LastFault { get; private set; }

    public void Pause(Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (PausedAt is not null)
            return;
        (PausedAt, PausedByName) = (at, by.Name);
        Happened(new Happening("JobPaused", Why: Kind.ToString()));
    }

    public void Resume()
    {
        if (PausedAt is null)
            return;
        (PausedAt, PausedByName) = (null, null);
        Happened(new Happening("JobResumed", Why: Kind.ToString()));
    }
}
