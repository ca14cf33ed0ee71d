namespace GrantHub.Web.Features.Reminders;

/// <summary>What an e-mail says, the same in plain text and in HTML.</summary>
/// <param name="Opening">The first paragraph.</param>
/// <param name="Closing">The paragraphs after the items.</param>
/// <param name="UnsubscribeUrl">Of a digest; null otherwise.</param>
public sealed record MailBody(
    string Subject,
    string Name,
    string Opening,
    IReadOnlyList<MailItem> Items,
    IReadOnlyList<string> Closing,
    Uri? UnsubscribeUrl
);

/// <param name="Title">"Annual review: G-2017-0001, Board business unit".</param>
/// <param name="Detail">"Due on 30 January 2018, in 7 days."</param>
/// <param name="Url">The page on which it is done.</param>
public sealed record MailItem(string Title, string Detail, Uri Url);
