using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>A field of one line.</summary>
[HtmlTargetElement("gh-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GhInputTagHelper : FieldTagHelper
{
    /// <summary>text (the default), email, tel, search or password.</summary>
    public string Type { get; set; } = "text";

    /// <summary>2, 3, 4, 5, 10, 20 or 30 characters, or full, two-thirds, one-half, one-third.</summary>
    public string? Width { get; set; }

    public string? Autocomplete { get; set; }

    public string? Inputmode { get; set; }

    /// <summary>The id of a datalist whose entries are offered while one types.</summary>
    public string? List { get; set; }

    /// <summary>Shown in a box before the field, such as £.</summary>
    public string? Prefix { get; set; }

    /// <summary>Shown in a box after the field, such as per item.</summary>
    public string? Suffix { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var classes = Markup.Classes(
            "govuk-input",
            Width is null ? null
                : char.IsAsciiDigit(Width[0]) ? $"govuk-input--width-{Width}"
                : $"govuk-!-width-{Width}",
            Error is null ? null : "govuk-input--error"
        );
        var input = Markup
            .Void("input", classes)
            .With("id", Id)
            .With("name", Name)
            .With("type", Type)
            .With("autocomplete", Autocomplete)
            .With("inputmode", Inputmode)
            .With("list", List)
            .With(
                "spellcheck",
                Type is "email" or "password" || Inputmode is not null ? "false" : null
            )
            .With("aria-describedby", DescribedBy())
            // A password is never sent back.
            .With("value", Type == "password" ? null : Value());
        Group(
            output,
            Prefix is null && Suffix is null
                ? input
                : Markup.Element(
                    "div",
                    "govuk-input__wrapper",
                    Affix("prefix", Prefix),
                    input,
                    Affix("suffix", Suffix)
                )
        );
    }

    private static TagBuilder? Affix(string kind, string? text) =>
        text is null
            ? null
            : Markup.Element("div", $"govuk-input__{kind}", text).With("aria-hidden", "true");
}
