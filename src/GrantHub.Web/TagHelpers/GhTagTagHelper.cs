using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>A status in words and colour.</summary>
[HtmlTargetElement("gh-tag")]
public sealed class GhTagTagHelper : TagHelper
{
    /// <summary>grey, green, teal, blue, purple, magenta, red, orange or yellow; blue when left out.</summary>
    public string? Colour { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("strong", Markup.Classes("govuk-tag", ClassOf(Colour)));

    internal static string? ClassOf(string? colour) =>
        string.IsNullOrEmpty(colour) ? null : $"govuk-tag--{colour}";
}
