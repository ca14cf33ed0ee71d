namespace GrantHub.Domain.Reminders;

public enum MessageKind
{
    /// <summary>One reminder.</summary>
    Reminder,

    /// <summary>All reminders of a person and a day.</summary>
    Digest,

    /// <summary>Something has just happened that the person is told about (<see cref="Moment"/>).</summary>
    Notice,

    /// <summary>An administrator tries the e-mail settings.</summary>
    Test,
}

public enum MessageState
{
    /// <summary>To be sent, now or after a pause.</summary>
    Waiting,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>Tried as often as the settings say; an administrator can have it tried again.</summary>
    GivenUp,

    /// <summary>What it was about is done, or its person is switched off: never sent.</summary>
    Stopped,
}

/// <summary>
/// An e-mail to one person. It is written in the transaction of what it tells and is sent after that. Holds no address and
/// no text beyond the title: both are looked up when it is sent.
/// </summary>
public sealed class OutboxMessage
{
    private OutboxMessage() { }

    /// <summary>The word under which the audit trail keeps what people do with e-mails.</summary>
    public const string Subject = "message";

    public long Id { get; private set; }
    public MessageKind Kind { get; private set; }
    public long PersonId { get; private set; }

    /// <summary>Of <see cref="MessageKind.Reminder"/>; unique.</summary>
    public long? ReminderId { get; private set; }

    /// <summary>Of <see cref="MessageKind.Digest"/>; one for each person and day.</summary>
    public DateOnly? DigestOn { get; private set; }

    /// <summary>Of <see cref="MessageKind.Notice"/>.</summary>
    public Moment? Moment { get; private set; }

    /// <summary>Of what a notice is about; of a test, the form that asked for it.</summary>
    public string? Reference { get; private set; }
    public string? Title { get; private set; }

    /// <summary>The path of the page that it is about, such as "/decisions/D-2017-0001".</summary>
    public string? Path { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>Not sent before this day in London.</summary>
    public DateOnly SendOn { get; private set; }

    public MessageState State { get; private set; }

    /// <summary>How often sending was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not tried before this instant; of one given up, when that was.</summary>
    public DateTime NextAttemptAt { get; private set; }

    /// <summary>Of the sender that holds it now; see <see cref="LeaseUntil"/>.</summary>
    public Guid? LeaseToken { get; private set; }

    /// <summary>Until then nobody else tries it, whatever becomes of its sender.</summary>
    public DateTime? LeaseUntil { get; private set; }

    /// <summary>Why the last attempt failed; null once sent.</summary>
    public string? Fault { get; private set; }
    public DateTime? SentAt { get; private set; }

    /// <summary>Tells a person what has just happened.</summary>
    public static OutboxMessage Notice(
        Moment moment,
        long personId,
        string? reference,
        string title,
        string path,
        DateTime at
    )
    {
        var message = New(MessageKind.Notice, personId, at);
        (message.Moment, message.Reference, message.Title, message.Path) = (
            moment,
            reference,
            title,
            path
        );
        return message;
    }

    /// <param name="form">That asked for it.</param>
    public static OutboxMessage Test(long personId, DateTime at, Guid? form = null)
    {
        var message = New(MessageKind.Test, personId, at);
        message.Reference = form?.ToString();
        return message;
    }

    private static OutboxMessage New(MessageKind kind, long personId, DateTime at) =>
        new()
        {
            Kind = kind,
            PersonId = personId,
            CreatedAt = at,
            SendOn = at.LondonDate(),
            NextAttemptAt = at,
        };
}
