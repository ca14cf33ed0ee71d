using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

internal sealed record FilterTag(string Group, string Text, string Href);

/// <summary>
/// The filter of a list (MoJ filter): a GET form, so that a filtered list can be bookmarked, and a tag for
/// each filter in use, a <see cref="GhFilterTagTagHelper"/> each. Its other content is the fields.
/// </summary>
[HtmlTargetElement("gh-filter")]
public sealed class GhFilterTagHelper : TagHelper
{
    private List<FilterTag> tags = [];

    /// <summary>The list's address, without a query.</summary>
    public string Href { get; set; } = "";

    /// <summary>The words that head it.</summary>
    public string Title { get; set; } = "Filter";

    public override void Init(TagHelperContext context) => tags = context.Collect<FilterTag>();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var fields = await output.ContentAsync();
        output.Become("details", "moj-filter gh-filter");
        output.Attributes.SetAttribute(
            new TagHelperAttribute("open", null, HtmlAttributeValueStyle.Minimized)
        );
        var content = Markup.Element("div", "moj-filter__content");
        if (tags.Count > 0)
        {
            content.InnerHtml.Add(Selected());
        }
        content.InnerHtml.Add(
            Markup.Element(
                "div",
                "moj-filter__options",
                Markup
                    .Element(
                        "form",
                        null,
                        fields,
                        Markup
                            .Element("button", "govuk-button", "Apply filters")
                            .With("type", "submit")
                    )
                    .With("method", "get")
                    .With("action", Href)
            )
        );
        output.Content.Add(Markup.Element("summary", "moj-filter__header", Title)).Add(content);
    }

    private TagBuilder Selected()
    {
        var selected = Markup.Element(
            "div",
            "moj-filter__selected",
            Markup.Element("h2", "govuk-heading-s", "Filters in use"),
            Markup.Element(
                "p",
                null,
                Markup
                    .Element("a", "govuk-link govuk-link--no-visited-state", "Clear filters")
                    .With("href", Href)
            )
        );
        foreach (var group in tags.GroupBy(tag => tag.Group))
        {
            var list = Markup.Element("ul", "moj-filter-tags");
            foreach (var tag in group)
            {
                list.InnerHtml.Add(
                    Markup.Element(
                        "li",
                        null,
                        Markup
                            .Element(
                                "a",
                                "moj-filter__tag",
                                Markup.Hidden("Remove this filter: "),
                                tag.Text
                            )
                            .With("href", tag.Href)
                    )
                );
            }
            selected
                .InnerHtml.Add(
                    Markup.Element("h3", "govuk-heading-s govuk-!-margin-bottom-0", group.Key)
                )
                .Add(list);
        }
        return selected;
    }
}

/// <summary>One filter in use, with the address of the list without it.</summary>
[HtmlTargetElement("gh-filter-tag", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GhFilterTagTagHelper : TagHelper
{
    /// <summary>What is filtered by, such as State.</summary>
    public string Group { get; set; } = "";

    public string Text { get; set; } = "";

    public string Href { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        context.Parts<FilterTag>("gh-filter-tag", "gh-filter").Add(new(Group, Text, Href));
        output.SuppressOutput();
    }
}
