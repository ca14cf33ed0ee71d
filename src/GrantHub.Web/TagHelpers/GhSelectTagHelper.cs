using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>One answer out of a long list.</summary>
[HtmlTargetElement("gh-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GhSelectTagHelper : FieldTagHelper
{
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>The words of an empty first entry; no such entry when left out.</summary>
    public string? Placeholder { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var select = Markup
            .Element(
                "select",
                Markup.Classes("govuk-select", Error is null ? null : "govuk-select--error")
            )
            .With("id", Id)
            .With("name", Name)
            .With("aria-describedby", DescribedBy());
        if (Placeholder is not null)
        {
            select.InnerHtml.Add(Markup.Element("option", null, Placeholder).With("value", ""));
        }
        var chosen = Values().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var item in Items)
        {
            // An item marked by the view counts only while nothing was typed and the model is empty.
            var selected =
                chosen.Count > 0 ? chosen.Contains(item.Value ?? item.Text) : item.Selected;
            select.InnerHtml.Add(
                Markup
                    .Element("option", null, item.Text)
                    .With("value", item.Value ?? item.Text)
                    .With("selected", selected ? "selected" : null)
                    .With("disabled", item.Disabled ? "disabled" : null)
            );
        }
        Group(output, select);
    }
}
