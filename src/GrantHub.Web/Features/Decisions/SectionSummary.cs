using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;

namespace GrantHub.Web.Features.Decisions;

/// <summary>One section of a record, to read; with links to change it where the reader can.</summary>
public sealed record SectionSummary(DecisionPage Page, TemplateSection Section)
{
    public DecisionContent Content => Page.Record.Content;

    public string Address => Page.Record.Address();

    /// <summary>Null for a reader who cannot change the section.</summary>
    public string? ChangeHref =>
        Page.MayEdit ? $"/decisions/{Address}/sections/{Section.Key}" : null;

    /// <summary>What live signatures say under a heading of the implications.</summary>
    public IEnumerable<(Signature Signature, string Text)> Comments(string heading) =>
        Page.Record.LiveSignatures.SelectMany(signature =>
            signature
                .Comments.Where(comment => comment.Heading == heading)
                .Select(comment => (signature, comment.Text))
        );

    /// <summary>An answer that is a date, as a page shows it.</summary>
    public static string Date(string answer) =>
        DateOnly.TryParseExact(answer, "yyyy-MM-dd", out var date)
            ? DisplayFormat.Date(date)
            : answer;
}
