using GrantHub.Domain.Reminders;

namespace GrantHub.Application.Reminders;

/// <summary>An e-mail, ready to be handed to whatever carries it.</summary>
/// <param name="MessageId">Stays the same however often it is sent: "123.20171201070000123456@example.org", without brackets.</param>
/// <param name="Text">Plain text, lines ending in LF.</param>
/// <param name="Html">One self-contained document without scripts and pictures.</param>
/// <param name="UnsubscribeUrl">Of digests only, where one click ends the digest (RFC 8058); null otherwise.</param>
public sealed record Mail(
    string MessageId,
    string To,
    string ToName,
    string Subject,
    string Text,
    string Html,
    Uri? UnsubscribeUrl
);

/// <summary>What an e-mail is written from.</summary>
/// <param name="Reminders">Of the message, in order of date, without those stopped; empty for a notice and a test.</param>
public sealed record MailDraft(
    OutboxMessage Message,
    string Name,
    string Email,
    IReadOnlyList<Reminder> Reminders
);

/// <summary>Puts an e-mail into words.</summary>
public interface IMailWriter
{
    /// <param name="today">In London; says how late something is.</param>
    Task<Mail> WriteAsync(MailDraft draft, DateOnly today, CancellationToken cancellationToken);
}

/// <summary>Carries e-mail: an SMTP server, Microsoft Graph, or a folder.</summary>
public interface IMailSender
{
    /// <summary>Returns once the carrier has taken the e-mail for good.</summary>
    /// <exception cref="MailException">It was not taken, or nobody can tell whether it was.</exception>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}

/// <summary>Why an e-mail could not be handed over, as a sentence for the administrator, without the text of the e-mail.</summary>
/// <param name="isUnreachable">The carrier cannot be used at all now: the next e-mail would fail the same way.</param>
/// <param name="retryAfter">How long the carrier asked to be left alone; null when it did not say.</param>
public sealed class MailException(
    string sentence,
    bool isUnreachable,
    TimeSpan? retryAfter = null,
    Exception? cause = null
) : Exception(sentence, cause)
{
    public bool IsUnreachable { get; } = isUnreachable;
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
