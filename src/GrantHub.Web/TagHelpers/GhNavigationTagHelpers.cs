using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

internal sealed record PageLink(string Href, bool Current, IHtmlContent? Text);

/// <summary>Where this page stands, a <see cref="GhLinkTagHelper"/> each, the root first.</summary>
[HtmlTargetElement("gh-breadcrumbs")]
public sealed class GhBreadcrumbsTagHelper : TagHelper
{
    private List<PageLink> links = [];

    public override void Init(TagHelperContext context) => links = context.Collect<PageLink>();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        var list = Markup.Element("ol", "govuk-breadcrumbs__list");
        foreach (var link in links)
        {
            list.InnerHtml.Add(
                Markup.Element(
                    "li",
                    "govuk-breadcrumbs__list-item",
                    Markup
                        .Element("a", "govuk-breadcrumbs__link", link.Text)
                        .With("href", link.Href)
                )
            );
        }
        output.Become("nav", "govuk-breadcrumbs");
        output.Attributes.SetAttribute("aria-label", "Breadcrumb");
        output.Content.Add(list);
    }
}

/// <summary>The pages of one record (MoJ sub navigation), a <see cref="GhLinkTagHelper"/> each.</summary>
[HtmlTargetElement("gh-sub-nav")]
public sealed class GhSubNavTagHelper : TagHelper
{
    private List<PageLink> links = [];

    /// <summary>What the pages belong to, such as Decision record D-2017-0001.</summary>
    public string Label { get; set; } = "";

    public override void Init(TagHelperContext context) => links = context.Collect<PageLink>();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        var list = Markup.Element("ul", "moj-sub-navigation__list");
        foreach (var link in links)
        {
            list.InnerHtml.Add(
                Markup.Element(
                    "li",
                    "moj-sub-navigation__item",
                    Markup
                        .Element("a", "moj-sub-navigation__link", link.Text)
                        .With("href", link.Href)
                        .With("aria-current", link.Current ? "page" : null)
                )
            );
        }
        output.Become("nav", "moj-sub-navigation");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Content.Add(list);
    }
}

/// <summary>A link of breadcrumbs or of a sub navigation.</summary>
[HtmlTargetElement("gh-link")]
public sealed class GhLinkTagHelper : TagHelper
{
    public string Href { get; set; } = "";

    /// <summary>Whether this page is the one it goes to.</summary>
    public bool Current { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var links = context.Parts<PageLink>("gh-link", "gh-breadcrumbs or gh-sub-nav");
        links.Add(new(Href, Current, await output.ContentAsync()));
        output.SuppressOutput();
    }
}

/// <summary>A link to the page before this one.</summary>
[HtmlTargetElement("gh-back-link")]
public sealed class GhBackLinkTagHelper : TagHelper
{
    public string Href { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ContentAsync();
        output.Become("a", "govuk-back-link");
        output.Attributes.SetAttribute("href", Href);
        output.Content.Add(content ?? (object)"Back");
    }
}

/// <summary>Links to the rows before and after these (keyset paging); nothing when there are none.</summary>
[HtmlTargetElement("gh-pagination", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GhPaginationTagHelper : TagHelper
{
    private const string Left =
        "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z";
    private const string Right =
        "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z";

    public string? PreviousHref { get; set; }

    public string? NextHref { get; set; }

    /// <summary>What is paged, such as Decision records.</summary>
    public string Label { get; set; } = "Pagination";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // A view writes null as an empty attribute.
        if (string.IsNullOrEmpty(PreviousHref) && string.IsNullOrEmpty(NextHref))
        {
            output.SuppressOutput();
            return;
        }
        output.Become("nav", "govuk-pagination");
        output.Attributes.SetAttribute("aria-label", Label);
        output
            .Content.Add(Link("prev", "Previous", Left, PreviousHref))
            .Add(Link("next", "Next", Right, NextHref));
    }

    private static TagBuilder? Link(string rel, string words, string path, string? href)
    {
        if (string.IsNullOrEmpty(href))
        {
            return null;
        }
        var icon = Markup
            .Element(
                "svg",
                $"govuk-pagination__icon govuk-pagination__icon--{rel}",
                Markup.Element("path").With("d", path)
            )
            .With("xmlns", "http://www.w3.org/2000/svg")
            .With("height", "13")
            .With("width", "15")
            .With("aria-hidden", "true")
            .With("focusable", "false")
            .With("viewBox", "0 0 15 13");
        var title = Markup.Element(
            "span",
            "govuk-pagination__link-title",
            words,
            Markup.Hidden(" page")
        );
        var link = Markup.Element(
            "a",
            "govuk-link govuk-pagination__link",
            rel == "prev" ? icon : title,
            rel == "prev" ? title : icon
        );
        return Markup.Element(
            "div",
            $"govuk-pagination__{rel}",
            link.With("href", href).With("rel", rel)
        );
    }
}
