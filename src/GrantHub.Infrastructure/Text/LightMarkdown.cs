using System.Net;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GrantHub.Infrastructure.Text;

/// <summary>
/// The Markdown that decision records take: paragraphs, line breaks, bold, italic, lists, headings
/// and links. Anything else is shown as it was typed.
/// </summary>
public static class LightMarkdown
{
    // A page has its own headings down to level 3.
    private const int LevelsAbove = 3;
    private const int LowestLevel = 6;

    private static readonly string[] LinkSchemes =
    [
        Uri.UriSchemeHttp,
        Uri.UriSchemeHttps,
        Uri.UriSchemeMailto,
    ];

    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    /// <summary>HTML that can stand in a page as it is; empty for empty text.</summary>
    public static string ToHtml(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return string.Empty;
        }

        try
        {
            var document = Markdown.Parse(text, Pipeline);
            foreach (var heading in document.Descendants<HeadingBlock>())
            {
                heading.Level = Math.Min(heading.Level + LevelsAbove, LowestLevel);
            }

            // Within a list Markdig draws a line, asked for or not.
            foreach (var line in document.Descendants<ThematicBreakBlock>().ToList())
            {
                var typed = new LiteralInline(line.Content.ToString().Trim());
                line.Parent![line.Parent.IndexOf(line)] = new ParagraphBlock
                {
                    Inline = new ContainerInline().AppendChild(typed),
                };
            }

            SecureLinks(document);
            return document.ToHtml(Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig refuses lists within lists without end; no one wrote that to be read.
            return $"<p>{WebUtility.HtmlEncode(text)}</p>\n";
        }
    }

    private static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .DisableHtml()
            .UseSoftlineBreakAsHardlineBreak()
            .UseAutoLinks();
        var blocks = builder.BlockParsers;
        // A line that Word indented with a tab is no program code, and a figure after ">" no quotation.
        blocks.TryRemove<IndentedCodeBlockParser>();
        blocks.TryRemove<FencedCodeBlockParser>();
        blocks.TryRemove<QuoteBlockParser>();
        blocks.TryRemove<ThematicBreakParser>();
        blocks.TryRemove<HtmlBlockParser>();
        blocks.Find<ParagraphBlockParser>()!.ParseSetexHeadings = false;
        builder.InlineParsers.TryRemove<CodeInlineParser>();
        builder.InlineParsers.TryRemove<HtmlEntityParser>();
        return builder.Build();
    }

    private static void SecureLinks(MarkdownDocument document)
    {
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            if (link.IsImage || !IsAllowed(link.Url))
            {
                link.ReplaceBy(new ContainerInline());
            }
            else
            {
                Secure(link);
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            if (link.IsEmail || IsAllowed(link.Url))
            {
                Secure(link);
            }
            else
            {
                link.ReplaceBy(new LiteralInline(link.Url));
            }
        }
    }

    private static void Secure(MarkdownObject link) =>
        link.GetAttributes().AddProperty("rel", "noopener noreferrer nofollow");

    private static bool IsAllowed(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && LinkSchemes.Contains(uri.Scheme);
}
