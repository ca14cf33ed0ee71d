using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>A field of several lines.</summary>
[HtmlTargetElement("gh-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GhTextareaTagHelper : FieldTagHelper
{
    /// <summary>Height in lines.</summary>
    public int Rows { get; set; } = 5;

    /// <summary>How many characters are accepted; the page counts down. None when left out.</summary>
    public int? MaxLength { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var infoId = MaxLength is null ? null : Id + "-info";
        var textarea = Markup
            .Element(
                "textarea",
                Markup.Classes(
                    "govuk-textarea",
                    MaxLength is null ? null : "govuk-js-character-count",
                    Error is null ? null : "govuk-textarea--error"
                )
            )
            .With("id", Id)
            .With("name", Name)
            .With("rows", Rows.ToString(CultureInfo.InvariantCulture))
            .With("aria-describedby", DescribedBy(infoId));
        // A browser drops the first line break of a textarea, so the typed one needs another before it.
        textarea.InnerHtml.AppendHtml("\n").Add(Value());
        Group(output, textarea);
        if (MaxLength is { } limit)
        {
            output.Become("div", "govuk-character-count");
            output.Attributes.SetAttribute("data-module", "govuk-character-count");
            output.Attributes.SetAttribute(
                "data-maxlength",
                limit.ToString(CultureInfo.InvariantCulture)
            );
            output.Content.Add(
                Markup
                    .Element(
                        "div",
                        "govuk-hint govuk-character-count__message",
                        $"You can enter up to {limit.ToString("N0", CultureInfo.CurrentCulture)} characters"
                    )
                    .With("id", infoId)
            );
        }
    }
}
