using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GrantHub.Web.TagHelpers;

internal sealed record Choice(
    string Value,
    string Label,
    string? Hint,
    string? Divider,
    bool Exclusive,
    IHtmlContent? Reveal
);

/// <summary>One answer among radios or checkboxes; its content is shown when it is chosen.</summary>
[HtmlTargetElement("gh-option")]
public sealed class GhOptionTagHelper : TagHelper
{
    public string Value { get; set; } = "";

    /// <summary>The words beside the control; the value when left out.</summary>
    public string? Label { get; set; }

    public string? Hint
    {
        get;
        set => field = Markup.NullIfEmpty(value);
    }

    /// <summary>A word on a line of its own before this answer, such as or.</summary>
    public string? Divider { get; set; }

    /// <summary>Whether ticking this checkbox clears the others, as none of these does.</summary>
    public bool Exclusive { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var choices = context.Parts<Choice>("gh-option", "gh-radios or gh-checkboxes");
        choices.Add(
            new(Value, Label ?? Value, Hint, Divider, Exclusive, await output.ContentAsync())
        );
        output.SuppressOutput();
    }
}

/// <summary>A question with several answers, each a <see cref="GhOptionTagHelper"/>.</summary>
public abstract class ChoicesTagHelper(string kind, string inputType) : FieldTagHelper
{
    private List<Choice> choices = [];

    /// <summary>The question; the property's display name when left out.</summary>
    public string? Legend { get; set; }

    /// <summary>Whether the controls are smaller, as in a filter.</summary>
    public bool Small { get; set; }

    // One tick says everything in its own label.
    private bool IsBare => Legend is null && inputType == "checkbox" && choices.Count == 1;

    public override void Init(TagHelperContext context) => choices = context.Collect<Choice>();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        await output.GetChildContentAsync();
        Label = Legend;
        var list = Markup
            .Element(
                "div",
                Markup.Classes($"govuk-{kind}", Small ? $"govuk-{kind}--small" : null, ListClass)
            )
            .With("data-module", $"govuk-{kind}");
        var chosen = Values().ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < choices.Count; i++)
        {
            // The error summary's link goes to the first control, which bears the bare id.
            AddTo(
                list.InnerHtml,
                choices[i],
                i == 0 ? Id : $"{Id}-{i + 1}",
                chosen.Contains(choices[i].Value)
            );
        }
        if (IsBare)
        {
            BecomeGroup(output);
            output.Content.Add(HintElement()).Add(ErrorElement()).Add(list);
        }
        else
        {
            FieldsetGroup(output, list);
        }
    }

    protected virtual string? ListClass => null;

    private void AddTo(IHtmlContentBuilder list, Choice choice, string id, bool isChosen)
    {
        var hintId = choice.Hint is null ? null : id + "-item-hint";
        var described = Markup.Classes(IsBare ? DescribedBy() : null, hintId);
        var input = Markup
            .Void("input", $"govuk-{kind}__input")
            .With("id", id)
            .With("name", Name)
            .With("type", inputType)
            .With("value", choice.Value)
            .With("checked", isChosen ? "checked" : null)
            .With("data-behaviour", choice.Exclusive ? "exclusive" : null)
            .With("aria-describedby", described.Length == 0 ? null : described);
        list.Add(
                choice.Divider is null
                    ? null
                    : Markup.Element("div", $"govuk-{kind}__divider", choice.Divider)
            )
            .Add(
                Markup.Element(
                    "div",
                    $"govuk-{kind}__item",
                    input,
                    Markup
                        .Element("label", $"govuk-label govuk-{kind}__label", choice.Label)
                        .With("for", id),
                    choice.Hint is null
                        ? null
                        : Markup
                            .Element("div", $"govuk-hint govuk-{kind}__hint", choice.Hint)
                            .With("id", hintId)
                )
            );
        if (choice.Reveal is { } reveal)
        {
            // The style sheet hides it while the answer before it is not chosen.
            list.Add(Markup.Element("div", $"govuk-{kind}__conditional", reveal));
        }
    }
}

/// <summary>One answer out of several.</summary>
[HtmlTargetElement("gh-radios")]
public sealed class GhRadiosTagHelper() : ChoicesTagHelper("radios", "radio")
{
    /// <summary>Whether the answers stand side by side; for two short ones only.</summary>
    public bool Inline { get; set; }

    protected override string? ListClass => Inline ? "govuk-radios--inline" : null;
}

/// <summary>Any number of answers, or one tick (a bool with one option of value true).</summary>
[HtmlTargetElement("gh-checkboxes")]
public sealed class GhCheckboxesTagHelper() : ChoicesTagHelper("checkboxes", "checkbox");
