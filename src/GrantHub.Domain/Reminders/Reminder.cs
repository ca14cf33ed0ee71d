namespace GrantHub.Domain.Reminders;

/// <summary>Why a person gets a reminder.</summary>
public enum RemindedAs
{
    /// <summary>The work is theirs.</summary>
    Responsible,

    /// <summary>The work is of somebody whose line manager they are.</summary>
    LineManager,

    /// <summary>The policy copies it to a role that they hold.</summary>
    Copied,
}

/// <summary>
/// One reminder, planned once: the unique key is kind, subject, date, offset and person. What it says is taken from the
/// subject on the day of planning. Rows are written by one SQL command for each kind (<c>PlanReminders</c>).
/// </summary>
public sealed class Reminder
{
    private Reminder() { }

    public long Id { get; private set; }
    public WorkKind Kind { get; private set; }

    /// <summary>The row that the work is about: a decision record, a grant, a return, an instalment, a budget.</summary>
    public long SubjectId { get; private set; }

    /// <summary>When it is due, or when it came to the person (<see cref="WorkKinds.HasDueDate"/>).</summary>
    public DateOnly Date { get; private set; }

    /// <summary>In days from <see cref="Date"/>.</summary>
    public int Offset { get; private set; }
    public long PersonId { get; private set; }
    public RemindedAs As { get; private set; }

    /// <summary>For a line manager, whose work it is; else null.</summary>
    public string? Whose { get; private set; }

    /// <summary>Where the work is done, as <c>WorkAddresses</c> reads it.</summary>
    public string Slug { get; private set; } = "";
    public FinancialYear? Year { get; private set; }
    public int? Number { get; private set; }
    public string? Reference { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>The day for which it was planned.</summary>
    public DateOnly PlannedOn { get; private set; }
    public DateTime PlannedAt { get; private set; }

    /// <summary>The day of the digest that carries it; null where it is an e-mail of its own.</summary>
    public DateOnly? DigestOn { get; private set; }

    /// <summary>The work was done, or fell away, before the reminder was sent; it is not sent any more.</summary>
    public DateTime? StoppedAt { get; private set; }
}
