using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>A titled box around one <see cref="GhSummaryListTagHelper"/>, with actions in its head.</summary>
[HtmlTargetElement("gh-summary-card")]
public sealed class GhSummaryCardTagHelper : TagHelper
{
    private List<SummaryAction> actions = [];

    public string Title { get; set; } = "";

    /// <summary>2 to 4.</summary>
    public int HeadingLevel { get; set; } = 2;

    public override void Init(TagHelperContext context) =>
        actions = context.Collect<SummaryAction>();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ContentAsync();
        output.Become("div", "govuk-summary-card");
        output
            .Content.Add(
                Markup.Element(
                    "div",
                    "govuk-summary-card__title-wrapper",
                    Markup.Element($"h{HeadingLevel}", "govuk-summary-card__title", Title),
                    SummaryAction.List(
                        actions,
                        "govuk-summary-card__actions",
                        "govuk-summary-card__action",
                        Title
                    )
                )
            )
            .Add(Markup.Element("div", "govuk-summary-card__content", content));
    }
}

/// <summary>Facts, each with its name.</summary>
[HtmlTargetElement("gh-summary-list")]
public sealed class GhSummaryListTagHelper : TagHelper
{
    /// <summary>Whether lines between the rows are left out.</summary>
    public bool Borderless { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become(
            "dl",
            Markup.Classes(
                "govuk-summary-list",
                Borderless ? "govuk-summary-list--no-border" : null
            )
        );
}

/// <summary>One fact, with links to change it (action-href, or several <see cref="GhActionTagHelper"/>).</summary>
[HtmlTargetElement("gh-summary-row")]
public sealed class GhSummaryRowTagHelper : TagHelper
{
    private List<SummaryAction> actions = [];

    /// <summary>The fact's name.</summary>
    public string Key { get; set; } = "";

    public string? ActionHref
    {
        get;
        set => field = Markup.NullIfEmpty(value);
    }

    public string ActionText { get; set; } = "Change";

    /// <summary>What the link is about, for people who hear it alone; the key in lower case when left out.</summary>
    public string? ActionAbout
    {
        get;
        set => field = Markup.NullIfEmpty(value);
    }

    public override void Init(TagHelperContext context) =>
        actions = context.Collect<SummaryAction>();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ContentAsync();
        // A view writes null as an empty attribute.
        if (!string.IsNullOrEmpty(ActionHref))
        {
            actions.Add(new(ActionText, ActionHref, ActionAbout));
        }
        output.Become(
            "div",
            Markup.Classes(
                "govuk-summary-list__row",
                actions.Count == 0 ? "govuk-summary-list__row--no-actions" : null
            )
        );
        var about = Key.Length == 0 ? "" : char.ToLowerInvariant(Key[0]) + Key[1..];
        var links = actions.Select(action => action.Link(action.About ?? about)).ToList();
        output
            .Content.Add(Markup.Element("dt", "govuk-summary-list__key", Key))
            .Add(Markup.Element("dd", "govuk-summary-list__value", content))
            .Add(
                links.Count switch
                {
                    0 => null,
                    1 => Markup.Element("dd", "govuk-summary-list__actions", links[0]),
                    _ => Markup.Element(
                        "dd",
                        "govuk-summary-list__actions",
                        SummaryAction.List(
                            actions,
                            "govuk-summary-list__actions-list",
                            "govuk-summary-list__actions-list-item",
                            about
                        )
                    ),
                }
            );
    }
}

/// <summary>A link of a summary card or row.</summary>
[HtmlTargetElement("gh-action")]
public sealed class GhActionTagHelper : TagHelper
{
    public string Href { get; set; } = "";

    /// <summary>What the link is about, for people who hear it alone; the card's or row's name when left out.</summary>
    public string? About { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        var actions = context.Parts<SummaryAction>(
            "gh-action",
            "gh-summary-card or gh-summary-row"
        );
        actions.Add(new(System.Net.WebUtility.HtmlDecode(text.GetContent().Trim()), Href, About));
        output.SuppressOutput();
    }
}

internal sealed record SummaryAction(string Text, string Href, string? About)
{
    public TagBuilder Link(string about) =>
        Markup.Element("a", "govuk-link", Text, Markup.Hidden(" " + about)).With("href", Href);

    public static TagBuilder? List(
        IReadOnlyList<SummaryAction> actions,
        string listClass,
        string itemClass,
        string about
    )
    {
        if (actions.Count == 0)
        {
            return null;
        }
        var list = Markup.Element("ul", listClass);
        foreach (var action in actions)
        {
            list.InnerHtml.Add(Markup.Element("li", itemClass, action.Link(action.About ?? about)));
        }
        return list;
    }
}
