using GrantHub.Application.Reminders;

namespace GrantHub.Infrastructure.Mail;

internal static class MailFaults
{
    /// <summary>Carriers are quoted up to here; the sentence before it says what it is about.</summary>
    private const int LongestQuote = 300;

    public static MailException BadAddress(FormatException fault) =>
        new(
            "The person’s e-mail address is not one that e-mail can be sent to. Correct it on the page of the person.",
            isUnreachable: false,
            cause: fault
        );

    /// <summary>What a carrier said, in one line and not too long.</summary>
    public static string Quote(string? said)
    {
        var line = string.Join(
            ' ',
            (said ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        return line.Length <= LongestQuote ? line : $"{line[..LongestQuote]}…";
    }
}
