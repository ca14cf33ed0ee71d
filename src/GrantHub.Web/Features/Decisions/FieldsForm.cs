using System.Globalization;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Web.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Decisions;

/// <summary>The answers to the fields of a section, in the template's order.</summary>
public sealed class FieldsForm : SectionForm
{
    private const string DateFormat = "yyyy-MM-dd";

    public List<FieldAnswer> Answers { get; set; } = [];

    [BindNever, ValidateNever]
    public IReadOnlyList<TemplateField> Fields =>
        Place.Page.Template.Section(Place.TaskKey)?.Fields ?? [];

    public override void Fill(DecisionContent content) =>
        Answers = [
            .. Fields.Select(field =>
            {
                var text = content.Answer(field.Key);
                return new FieldAnswer
                {
                    Key = field.Key,
                    Text = text,
                    Date = DateOnly.TryParseExact(text, DateFormat, out var date) ? date : null,
                };
            }),
        ];

    public override SectionEntry Read(ModelStateDictionary faults)
    {
        // What was not sent at all is not changed.
        while (Answers.Count < Fields.Count)
            Answers.Add(new FieldAnswer());
        var answers = new Dictionary<string, string?>();
        for (var i = 0; i < Fields.Count; i++)
        {
            var (field, answer) = (Fields[i], Answers[i]);
            if (answer.Key != field.Key)
                continue;
            if (field.Kind == FieldKind.Date)
                NameTheField(faults, $"{nameof(Answers)}[{i}].{nameof(answer.Date)}", field.Label);
            answers[field.Key] =
                field.Kind == FieldKind.Date
                    ? answer.Date?.ToString(DateFormat, CultureInfo.InvariantCulture)
                    : answer.Text;
        }
        return new FieldsEntry(answers);
    }

    public override string FieldOf(Domain.DomainException refused)
    {
        var at = Fields
            .ToList()
            .FindIndex(field =>
                refused.Code == "decision.title"
                    ? field.Key == TemplateDefinition.TitleKey
                    : refused.Message.Contains($"\"{field.Label}\"", StringComparison.Ordinal)
            );
        return at < 0 ? "" : $"{nameof(Answers)}[{at}].{nameof(FieldAnswer.Text)}";
    }

    /// <summary>The binder knows the property, not the template's label.</summary>
    private static void NameTheField(ModelStateDictionary faults, string name, string label)
    {
        if (faults[name] is not { Errors.Count: > 0 } entry)
            return;
        string? Typed(DateParts part) => faults[$"{name}.{part}"]?.AttemptedValue;
        var fault = DateInput
            .Read(Typed(DateParts.Day), Typed(DateParts.Month), Typed(DateParts.Year))
            .Fault;
        entry.Errors.Clear();
        entry.Errors.Add($"{label} {fault ?? "must be a date"}");
    }
}

public sealed class FieldAnswer
{
    /// <summary>Sent with every field, because a choice that nobody has made is not sent at all.</summary>
    public string? Key { get; set; }
    public string? Text { get; set; }
    public DateOnly? Date { get; set; }
}
