using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>
/// A table with a caption. Its rows are plain HTML (thead, tbody, tfoot); cells with numbers have the class
/// gh-numeric. On a narrow screen it scrolls by itself.
/// </summary>
[HtmlTargetElement("gh-table")]
public sealed class GhTableTagHelper : TagHelper
{
    public string Caption { get; set; } = "";

    /// <summary>s, m, l or xl.</summary>
    public string CaptionSize { get; set; } = "m";

    /// <summary>Where the same rows are had as CSV; no link when left out.</summary>
    public string? CsvHref { get; set; }

    /// <summary>Whether there are no rows; the sentence then stands in place of the table.</summary>
    public bool Empty { get; set; }

    /// <summary>Why there are no rows and what fills them.</summary>
    public string? EmptyText { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", "gh-table-block");
        if (Empty)
        {
            output
                .Content.Add(Markup.Element("h2", $"govuk-heading-{CaptionSize}", Caption))
                .Add(Markup.Element("p", "govuk-body", EmptyText));
            return;
        }
        var captionId = $"table-{context.UniqueId}";
        var caption = Markup
            .Element(
                "caption",
                $"govuk-table__caption govuk-table__caption--{CaptionSize}",
                Markup.Element("span", "gh-table__caption", Caption)
            )
            .With("id", captionId);
        var table = Markup.Element(
            "table",
            "govuk-table gh-table",
            caption,
            await output.GetChildContentAsync()
        );
        output.Content.Add(
            Markup
                .Element("div", "gh-table__region", table)
                .With("role", "region")
                .With("aria-labelledby", captionId)
                // People who use only the keyboard scroll a region by its focus.
                .With("tabindex", "0")
        );
        if (CsvHref is not null)
        {
            output.Content.Add(
                Markup.Element(
                    "p",
                    "gh-table-block__csv",
                    Markup
                        .Element(
                            "a",
                            "govuk-link",
                            "Download as CSV",
                            Markup.Hidden(": " + Caption)
                        )
                        .With("href", CsvHref)
                )
            );
        }
    }
}

/// <summary>A column's header that sorts on the server.</summary>
[HtmlTargetElement("gh-sortable-th")]
public sealed class GhSortableThTagHelper : TagHelper
{
    /// <summary>The address of the list sorted by this column, the other way round when it already is.</summary>
    public string Href { get; set; } = "";

    /// <summary>ascending or descending while the list is sorted by this column; else none.</summary>
    public string Direction { get; set; } = "none";

    public bool Numeric { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ContentAsync();
        output.Become("th", Numeric ? "gh-numeric" : "gh-sortable");
        output.Attributes.SetAttribute("scope", "col");
        output.Attributes.SetAttribute("aria-sort", Direction);
        var mark =
            Direction == "none"
                ? null
                : Markup
                    .Element("span", $"gh-sort__mark gh-sort__mark--{Direction}")
                    .With("aria-hidden", "true");
        output.Content.Add(Markup.Element("a", "gh-sort", content, mark).With("href", Href));
    }
}
