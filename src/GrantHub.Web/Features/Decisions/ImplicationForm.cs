using System.Globalization;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Decisions;

public sealed class ImplicationForm : SectionForm
{
    public const string AddRisk = "add-risk";
    public const string RemoveRisk = "remove-risk-";

    public bool? Considered { get; set; }
    public string? NotConsideredReason { get; set; }
    public bool? HasEffect { get; set; }
    public string? Detail { get; set; }
    public List<RiskRow> Risks { get; set; } = [];

    [BindNever, ValidateNever]
    public ImplicationHeading Heading =>
        Place.Page.Template.Implication(
            Place.TaskKey[(Place.TaskKey.IndexOf('/', StringComparison.Ordinal) + 1)..]
        )!;

    /// <summary>What officers said of it when they signed, in earlier rounds too.</summary>
    [BindNever, ValidateNever]
    public IEnumerable<(Signature Signature, string Text)> Advice =>
        Place.Page.Record.Signatures.SelectMany(signature =>
            signature
                .Comments.Where(comment => comment.Heading == Heading.Key)
                .Select(comment => (signature, comment.Text))
        );

    public override void Fill(DecisionContent content)
    {
        var answer = content.Implication(Heading.Key);
        (Considered, NotConsideredReason, HasEffect, Detail) = (
            answer.Considered,
            answer.NotConsideredReason,
            answer.HasEffect,
            answer.Detail
        );
        Risks =
        [
            .. (answer.Risks ?? []).Select(risk => new RiskRow
            {
                Description = risk.Description,
                Score = risk.Score.ToString(CultureInfo.InvariantCulture),
                Mitigation = risk.Mitigation,
            }),
        ];
        if (Risks.Count == 0)
            Risks.Add(new RiskRow());
    }

    public override bool Reshape(string? button, ModelStateDictionary faults)
    {
        if (button == AddRisk)
            Risks.Add(new RiskRow());
        else if (
            button?.StartsWith(RemoveRisk, StringComparison.Ordinal) == true
            && int.TryParse(
                button.AsSpan(RemoveRisk.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var at
            )
            && at < Risks.Count
        )
            Risks.RemoveAt(at);
        else
            return false;
        if (Risks.Count == 0)
            Risks.Add(new RiskRow());
        Forget(faults, nameof(Risks));
        return true;
    }

    public override SectionEntry Read(ModelStateDictionary faults)
    {
        // Rows are numbered as they stand on the page, so empty ones go only once the others are read.
        var risks = Heading.Risks
            ? Risks
                .Select((row, i) => row.IsEmpty ? null : Risk(row, i, faults))
                .OfType<AssessedRisk>()
                .ToList()
            : [];
        return new ImplicationEntry(
            new ImplicationAnswer(
                Heading.Key,
                Considered,
                HasEffect,
                Detail,
                NotConsideredReason,
                risks
            )
        );
    }

    private static AssessedRisk Risk(RiskRow row, int i, ModelStateDictionary faults)
    {
        var at = $"{nameof(Risks)}[{i}]";
        if (string.IsNullOrWhiteSpace(row.Description))
            faults.AddModelError($"{at}.{nameof(row.Description)}", $"Describe risk {i + 1}.");
        var readable =
            int.TryParse(
                row.Score?.Trim(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var score
            ) && score is >= 1 and <= AssessedRisk.HighestScore;
        if (!readable)
            faults.AddModelError(
                $"{at}.{nameof(row.Score)}",
                $"Enter the score of risk {i + 1} as a whole number from 1 to {AssessedRisk.HighestScore}."
            );
        return new AssessedRisk(row.Description ?? "", score, row.Mitigation);
    }
}

public sealed class RiskRow
{
    public string? Description { get; set; }
    public string? Score { get; set; }
    public string? Mitigation { get; set; }

    public bool IsEmpty =>
        string.IsNullOrWhiteSpace(Description)
        && string.IsNullOrWhiteSpace(Score)
        && string.IsNullOrWhiteSpace(Mitigation);
}
