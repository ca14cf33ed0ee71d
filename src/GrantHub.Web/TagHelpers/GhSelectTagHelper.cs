using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>One answer out of a long list; items of a group stand under its name.</summary>
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
        var groups = new Dictionary<string, TagBuilder>();
        var chosen = Values().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var item in Items)
        {
            var group = item.Group is { } named ? Grouped(select, named.Name) : select;
            // An item marked by the view counts only while nothing was typed and the model is empty.
            var selected =
                chosen.Count > 0 ? chosen.Contains(item.Value ?? item.Text) : item.Selected;
            group.InnerHtml.Add(
                Markup
                    .Element("option", null, item.Text)
                    .With("value", item.Value ?? item.Text)
                    .With("selected", selected ? "selected" : null)
                    .With("disabled", item.Disabled ? "disabled" : null)
            );
        }
        Group(output, select);

        TagBuilder Grouped(TagBuilder list, string name)
        {
            if (!groups.TryGetValue(name, out var group))
            {
                groups[name] = group = Markup.Element("optgroup").With("label", name);
                list.InnerHtml.Add(group);
            }
            return group;
        }
    }
}
