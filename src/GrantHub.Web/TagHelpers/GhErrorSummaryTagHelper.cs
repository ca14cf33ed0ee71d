using System.Globalization;
using GrantHub.Web.ModelBinding;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

/// <summary>Every error of the page, linked to its field, in the order of the model's properties.</summary>
[HtmlTargetElement("gh-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class GhErrorSummaryTagHelper : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var modelState = ViewContext.ModelState;
        if (modelState.ErrorCount == 0)
        {
            output.SuppressOutput();
            return;
        }
        var list = Markup.Element("ul", "govuk-list govuk-error-summary__list");
        var faulty = modelState
            .Where(entry => entry.Value!.Errors.Count > 0)
            .Select(entry => (entry.Key, entry.Value!.Errors, Place: Place(entry.Key)))
            .OrderBy(entry => entry.Place.Order, Comparer<int[]>.Create(Compare));
        foreach (var (key, errors, (_, field)) in faulty)
        {
            foreach (var error in errors.Select(FieldTagHelper.Text).Distinct())
            {
                list.InnerHtml.Add(Markup.Element("li", null, Link(key, field, error)));
            }
        }
        output.Become("div", "govuk-error-summary");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        output.Content.Add(
            Markup
                .Element(
                    "div",
                    null,
                    Markup.Element("h2", "govuk-error-summary__title", "There is a problem"),
                    Markup.Element("div", "govuk-error-summary__body", list)
                )
                .With("role", "alert")
        );
    }

    private object Link(string key, ModelMetadata? field, string error)
    {
        // What belongs to no field of this page has nothing to go to.
        if (key.Length == 0 || field is null)
        {
            return error;
        }
        var id =
            field.UnderlyingOrModelType == typeof(DateOnly)
                ? GhDateInputTagHelper.PartId(key, FirstFaulty(key))
                : FieldTagHelper.FieldId(key);
        return Markup.Element("a", null, error).With("href", $"#{id}");
    }

    private DateParts FirstFaulty(string key)
    {
        var faulty = GhDateInputTagHelper.Faulty(ViewContext.ModelState, key);
        return DateInput.Parts.First(part => faulty.HasFlag(part));
    }

    // Walks "Schedule[1].Amount" down the model: the position of each step, and the field itself.
    private (int[] Order, ModelMetadata? Field) Place(string key)
    {
        var order = new List<int>();
        ModelMetadata? at = ViewContext.ViewData.ModelMetadata;
        foreach (var step in key.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            if (step.EndsWith(']'))
            {
                order.Add(
                    int.TryParse(
                        step[..^1],
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var index
                    )
                        ? index
                        : int.MaxValue
                );
                at = at?.ElementMetadata;
                continue;
            }
            var position = at
                ?.Properties.ToList()
                .FindIndex(property =>
                    string.Equals(property.PropertyName, step, StringComparison.OrdinalIgnoreCase)
                );
            order.Add(position is >= 0 ? position.Value : int.MaxValue);
            at = position is >= 0 ? at!.Properties[position.Value] : null;
        }
        return ([.. order], at);
    }

    private static int Compare(int[]? left, int[]? right) => left.AsSpan().SequenceCompareTo(right);
}
