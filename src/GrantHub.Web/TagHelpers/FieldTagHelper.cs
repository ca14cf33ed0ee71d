using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>What every form field shares: its name, what was typed, and its label, hint and error.</summary>
public abstract class FieldTagHelper : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The model's property; its name, value and errors follow from it.</summary>
    [HtmlAttributeName("asp-for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>The question; the property's display name when left out.</summary>
    public string? Label { get; set; }

    /// <summary>s, m, l or xl; ordinary text when left out.</summary>
    public string? LabelSize { get; set; }

    /// <summary>Whether only people who hear the page get the label: for a field in a table, whose headings say the same.</summary>
    public bool LabelHidden { get; set; }

    /// <summary>Whether the label (or legend) is the page's only heading of level 1.</summary>
    public bool LabelIsHeading { get; set; }

    /// <summary>Help that stands between the label and the field.</summary>
    public string? Hint
    {
        get;
        set => field = Markup.NullIfEmpty(value);
    }

    protected string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    protected string Id => FieldId(Name);

    protected string? Error => ErrorOf(ViewContext.ModelState, Name);

    protected string LabelText => Label ?? For.Metadata.GetDisplayName();

    private string? HintId => string.IsNullOrEmpty(Hint) ? null : Id + "-hint";

    private string? ErrorId => Error is null ? null : Id + "-error";

    internal static string FieldId(string name) => TagBuilder.CreateSanitizedId(name, "_");

    internal static string? ErrorOf(ModelStateDictionary modelState, string name) =>
        modelState.TryGetValue(name, out var entry) && entry.Errors.Count > 0
            ? Text(entry.Errors[0])
            : null;

    // An exception's own words are for developers.
    internal static string Text(ModelError error) =>
        error.ErrorMessage.Length > 0
            ? error.ErrorMessage
            : "This field could not be read. Enter it again.";

    /// <summary>What was typed last, or else what the model holds.</summary>
    protected string? Value(string? part = null) =>
        Typed(part) is { Length: > 0 } typed ? string.Join(",", typed!)
        : Typed(part) is null ? Format(For.Model)
        : null;

    /// <summary>Each of the values chosen, or else those the model holds.</summary>
    protected IEnumerable<string> Values() =>
        Typed(null)
        ?? For.Model switch
        {
            null => [],
            string text => [text],
            System.Collections.IEnumerable many => many.Cast<object>().Select(one => Format(one)!),
            var one => [Format(one)!],
        };

    /// <summary>What the form sent for the field (or its part); null when it was not sent.</summary>
    protected string[]? Typed(string? part)
    {
        var key = part is null ? Name : $"{Name}.{part}";
        return ViewContext.ModelState.TryGetValue(key, out var entry) && entry.RawValue is { } raw
            ? raw as string[] ?? [raw.ToString()!]
            : null;
    }

    /// <summary>The ids that describe the field, for aria-describedby; null for none.</summary>
    protected string? DescribedBy(string? more = null) =>
        Markup.Classes(HintId, ErrorId, more) is { Length: > 0 } ids ? ids : null;

    protected TagBuilder? HintElement() =>
        string.IsNullOrEmpty(Hint)
            ? null
            : Markup.Element("div", "govuk-hint", Hint).With("id", HintId);

    protected TagBuilder? ErrorElement() =>
        Error is not { } error
            ? null
            : Markup
                .Element("p", "govuk-error-message", Markup.Hidden("Error:"), " ", error)
                .With("id", ErrorId);

    /// <summary>A group with label, hint and error above one control.</summary>
    protected void Group(TagHelperOutput output, IHtmlContent control)
    {
        var sized =
            LabelHidden ? "govuk-visually-hidden"
            : LabelSize is null ? null
            : $"govuk-label--{LabelSize}";
        var label = Markup
            .Element("label", Markup.Classes("govuk-label", sized), LabelText)
            .With("for", Id);
        BecomeGroup(output);
        output
            .Content.Add(
                LabelIsHeading ? Markup.Element("h1", "govuk-label-wrapper", label) : label
            )
            .Add(HintElement())
            .Add(ErrorElement())
            .Add(control);
    }

    /// <summary>A group whose fieldset holds several controls under one legend.</summary>
    protected void FieldsetGroup(TagHelperOutput output, IHtmlContent controls)
    {
        var sized = LabelSize is null ? null : $"govuk-fieldset__legend--{LabelSize}";
        var legend = Markup.Element(
            "legend",
            Markup.Classes("govuk-fieldset__legend", sized),
            LabelIsHeading ? Markup.Element("h1", "govuk-fieldset__heading", LabelText) : LabelText
        );
        BecomeGroup(output);
        output.Content.Add(
            Markup
                .Element(
                    "fieldset",
                    "govuk-fieldset",
                    legend,
                    HintElement(),
                    ErrorElement(),
                    controls
                )
                .With("aria-describedby", DescribedBy())
        );
    }

    protected void BecomeGroup(TagHelperOutput output) =>
        output.Become(
            "div",
            Markup.Classes("govuk-form-group", Error is null ? null : "govuk-form-group--error")
        );

    protected static string? Format(object? value) =>
        Convert.ToString(value, CultureInfo.CurrentCulture);
}
