using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>A button that sends its form, or with an address a link that looks like one.</summary>
[HtmlTargetElement("gh-button")]
public sealed class GhButtonTagHelper : TagHelper
{
    private const string StartArrow =
        "<svg class=\"govuk-button__start-icon\" xmlns=\"http://www.w3.org/2000/svg\" width=\"17.5\" height=\"19\" viewBox=\"0 0 33 40\" aria-hidden=\"true\" focusable=\"false\"><path fill=\"currentColor\" d=\"M0 0h13l20 20-20 20H0l20-20z\"/></svg>";

    /// <summary>start, secondary or warning; the main button when left out.</summary>
    public string? Variant
    {
        get;
        // A view writes null as an empty attribute.
        set => field = Markup.NullIfEmpty(value);
    }

    /// <summary>Where a link goes.</summary>
    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ContentAsync();
        output.Become(
            Href is null ? "button" : "a",
            Markup.Classes("govuk-button", Variant is null ? null : $"govuk-button--{Variant}")
        );
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (Href is null)
        {
            if (!output.Attributes.ContainsName("type"))
            {
                output.Attributes.SetAttribute("type", "submit");
            }
            output.Attributes.SetAttribute("data-prevent-double-click", "true");
        }
        else
        {
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
        }
        output.Content.Add(content).Add(Variant == "start" ? new HtmlString(StartArrow) : null);
    }
}
