using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>Confirms that something final has been done; the page's heading.</summary>
[HtmlTargetElement("gh-panel")]
public sealed class GhPanelTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ContentAsync();
        output.Become("div", "govuk-panel govuk-panel--confirmation");
        output
            .Content.Add(Markup.Element("h1", "govuk-panel__title", Title))
            .Add(content is null ? null : Markup.Element("div", "govuk-panel__body", content));
    }
}

/// <summary>Tells what has just happened, or what matters on this page.</summary>
[HtmlTargetElement("gh-notification-banner")]
public sealed class GhNotificationBannerTagHelper : TagHelper
{
    /// <summary>Success or Important, by kind, when left out.</summary>
    public string? Title { get; set; }

    /// <summary>Whether it reports a success; it is then read out and takes the focus.</summary>
    public bool Success { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ContentAsync();
        var titleId = $"banner-{context.UniqueId}";
        output.Become(
            "div",
            Markup.Classes(
                "govuk-notification-banner",
                Success ? "govuk-notification-banner--success" : null
            )
        );
        output.Attributes.SetAttribute("role", Success ? "alert" : "region");
        output.Attributes.SetAttribute("aria-labelledby", titleId);
        output.Attributes.SetAttribute("data-module", "govuk-notification-banner");
        output
            .Content.Add(
                Markup.Element(
                    "div",
                    "govuk-notification-banner__header",
                    Markup
                        .Element(
                            "h2",
                            "govuk-notification-banner__title",
                            Title ?? (Success ? "Success" : "Important")
                        )
                        .With("id", titleId)
                )
            )
            .Add(
                Markup.Element(
                    "div",
                    "govuk-notification-banner__content",
                    // In a div, not a paragraph: the content may hold paragraphs and lists of its own.
                    Markup.Element("div", "govuk-notification-banner__heading", content)
                )
            );
    }
}

/// <summary>Says what a person must know before going on.</summary>
[HtmlTargetElement("gh-warning")]
public sealed class GhWarningTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ContentAsync();
        output.Become("div", "govuk-warning-text");
        output
            .Content.Add(
                Markup.Element("span", "govuk-warning-text__icon", "!").With("aria-hidden", "true")
            )
            .Add(
                Markup.Element(
                    "strong",
                    "govuk-warning-text__text",
                    Markup.Hidden("Warning "),
                    content
                )
            );
    }
}

/// <summary>Sets a passage apart, such as the statement that is signed.</summary>
[HtmlTargetElement("gh-inset")]
public sealed class GhInsetTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("div", "govuk-inset-text");
}

/// <summary>Help that is read on demand.</summary>
[HtmlTargetElement("gh-details")]
public sealed class GhDetailsTagHelper : TagHelper
{
    /// <summary>The words that open it.</summary>
    public string Summary { get; set; } = "";

    /// <summary>Whether it is open when the page comes, because something in it needs to be seen.</summary>
    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ContentAsync();
        output.Become("details", "govuk-details");
        if (Open)
            output.Attributes.SetAttribute("open", "open");
        output
            .Content.Add(
                Markup.Element(
                    "summary",
                    "govuk-details__summary",
                    Markup.Element("span", "govuk-details__summary-text", Summary)
                )
            )
            .Add(Markup.Element("div", "govuk-details__text", content));
    }
}
