using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>What is to be done, a <see cref="GhTaskTagHelper"/> each.</summary>
[HtmlTargetElement("gh-task-list")]
public sealed class GhTaskListTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("ul", "govuk-task-list");
}

/// <summary>One task; without an address it cannot be opened yet.</summary>
[HtmlTargetElement("gh-task", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GhTaskTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public string? Href
    {
        get;
        set => field = Markup.NullIfEmpty(value);
    }

    public string? Hint
    {
        get;
        set => field = Markup.NullIfEmpty(value);
    }

    /// <summary>Such as Completed; "Cannot start yet" without an address, when left out.</summary>
    public string? Status
    {
        get;
        set => field = Markup.NullIfEmpty(value);
    }

    /// <summary>A tag's colour; plain words, as for what is completed, when left out.</summary>
    public string? Colour { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = $"task-{context.UniqueId}";
        var hintId = Hint is null ? null : id + "-hint";
        var status = Status ?? (Href is null ? "Cannot start yet" : null);
        var statusId = status is null ? null : id + "-status";
        output.Become(
            "li",
            Markup.Classes(
                "govuk-task-list__item",
                Href is null ? null : "govuk-task-list__item--with-link"
            )
        );
        var title = Href is null
            ? Markup.Element("div", null, Title)
            : Markup
                .Element("a", "govuk-link govuk-task-list__link", Title)
                .With("href", Href)
                .With(
                    "aria-describedby",
                    Markup.Classes(hintId, statusId) is { Length: > 0 } ids ? ids : null
                );
        var hint = Hint is null
            ? null
            : Markup.Element("div", "govuk-task-list__hint", Hint).With("id", hintId);
        var muted =
            Href is null && string.IsNullOrEmpty(Colour)
                ? "govuk-task-list__status--cannot-start-yet"
                : null;
        output.Content.Add(Markup.Element("div", "govuk-task-list__name-and-hint", title, hint));
        if (status is not null)
        {
            output.Content.Add(
                Markup
                    .Element(
                        "div",
                        Markup.Classes("govuk-task-list__status", muted),
                        string.IsNullOrEmpty(Colour)
                            ? status
                            : Markup.Element(
                                "strong",
                                $"govuk-tag {GhTagTagHelper.ClassOf(Colour)}",
                                status
                            )
                    )
                    .With("id", statusId)
            );
        }
    }
}
