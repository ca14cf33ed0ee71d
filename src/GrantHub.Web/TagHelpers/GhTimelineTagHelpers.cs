using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>What happened (MoJ timeline), a <see cref="GhEventTagHelper"/> each, newest first.</summary>
[HtmlTargetElement("gh-timeline")]
public sealed class GhTimelineTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("div", "moj-timeline");
}

/// <summary>One event; its content says more.</summary>
[HtmlTargetElement("gh-event")]
public sealed class GhEventTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    /// <summary>Who did it, with the role held then.</summary>
    public string? By { get; set; }

    /// <summary>The UTC instant, shown in London's time.</summary>
    public DateTime At { get; set; }

    /// <summary>2 to 4.</summary>
    public int HeadingLevel { get; set; } = 2;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ContentAsync();
        output.Become("div", "moj-timeline__item");
        output
            .Content.Add(
                Markup.Element(
                    "div",
                    "moj-timeline__header",
                    Markup.Element($"h{HeadingLevel}", "moj-timeline__title", Title),
                    By is null ? null : Markup.Element("p", "moj-timeline__byline", " by " + By)
                )
            )
            .Add(
                Markup.Element(
                    "p",
                    "moj-timeline__date",
                    Markup
                        .Element("time", null, DisplayFormat.Instant(At))
                        .With(
                            "datetime",
                            At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                        )
                )
            )
            .Add(
                content is null ? null : Markup.Element("div", "moj-timeline__description", content)
            );
    }
}
