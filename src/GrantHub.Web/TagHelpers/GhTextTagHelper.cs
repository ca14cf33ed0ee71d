using GrantHub.Infrastructure.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>Text in light Markdown, as officers write it in a record.</summary>
[HtmlTargetElement("gh-text", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GhTextTagHelper : TagHelper
{
    public string? Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", "gh-text");
        output.Content.SetHtmlContent(LightMarkdown.ToHtml(Of));
    }
}
