using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>Several fields that answer one question, such as the lines of a schedule; its error is the list's own.</summary>
[HtmlTargetElement("gh-fieldset")]
public sealed class GhFieldsetTagHelper : FieldTagHelper
{
    public string? Legend { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        Label = Legend;
        var content = await output.ContentAsync();
        // The error summary's link comes here; no single field is at fault.
        var fields = Markup
            .Element("div", "gh-fieldset", content)
            .With("id", Id)
            .With("tabindex", "-1");
        FieldsetGroup(output, fields);
    }
}
