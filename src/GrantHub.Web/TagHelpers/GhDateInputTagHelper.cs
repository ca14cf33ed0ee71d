using System.Globalization;
using GrantHub.Web.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>A date in three fields, bound by <see cref="DateInputBinder"/>.</summary>
[HtmlTargetElement("gh-date-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GhDateInputTagHelper : FieldTagHelper
{
    public string? Legend { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Label = Legend;
        var faulty = Error is null ? DateParts.None : Faulty(ViewContext.ModelState, Name);
        var items = Markup.Element("div", "govuk-date-input").With("id", Id);
        foreach (var part in DateInput.Parts)
        {
            items.InnerHtml.Add(Part(part, faulty.HasFlag(part)));
        }
        FieldsetGroup(output, items);
    }

    /// <summary>The fields to correct; all of them when the date is real but breaks another rule.</summary>
    internal static DateParts Faulty(ModelStateDictionary modelState, string name)
    {
        string? Typed(DateParts part) =>
            modelState.TryGetValue($"{name}.{part}", out var entry) ? entry.AttemptedValue : null;
        var faulty = DateInput
            .Read(Typed(DateParts.Day), Typed(DateParts.Month), Typed(DateParts.Year))
            .Faulty;
        return faulty == DateParts.None ? DateParts.All : faulty;
    }

    internal static string PartId(string name, DateParts part) => FieldId($"{name}.{part}");

    private TagBuilder Part(DateParts part, bool faulty)
    {
        var id = PartId(Name, part);
        var input = Markup
            .Void(
                "input",
                Markup.Classes(
                    "govuk-input govuk-date-input__input",
                    part == DateParts.Year ? "govuk-input--width-4" : "govuk-input--width-2",
                    faulty ? "govuk-input--error" : null
                )
            )
            .With("id", id)
            .With("name", $"{Name}.{part}")
            .With("type", "text")
            .With("inputmode", "numeric")
            .With("autocomplete", "off")
            .With(
                "value",
                Typed(part.ToString()) is { } typed ? string.Join(",", typed) : FromModel(part)
            );
        return Markup.Element(
            "div",
            "govuk-date-input__item",
            Markup.Element(
                "div",
                "govuk-form-group",
                Markup
                    .Element("label", "govuk-label govuk-date-input__label", part.ToString())
                    .With("for", id),
                input
            )
        );
    }

    private string? FromModel(DateParts part) =>
        For.Model is not DateOnly date || date == default
            ? null
            : (
                part == DateParts.Day ? date.Day
                : part == DateParts.Month ? date.Month
                : date.Year
            ).ToString(CultureInfo.InvariantCulture);
}
