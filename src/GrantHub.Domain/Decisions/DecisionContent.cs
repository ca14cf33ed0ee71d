using GrantHub.Domain.Funding;

namespace GrantHub.Domain.Decisions;

public enum Confidentiality
{
    /// <summary>Part I: public.</summary>
    Part1,

    /// <summary>Part II: exempt under the Local Government Act 1972 Sch. 12A.</summary>
    Part2,
}

public static class Confidentialities
{
    public static string Title(this Confidentiality confidentiality) =>
        confidentiality switch
        {
            Confidentiality.Part1 => "Part I: public",
            Confidentiality.Part2 => "Part II: exempt",
        };
}

public enum RelationKind
{
    Varies,
    Supersedes,
    Revokes,
}

/// <param name="PersonId">The person in GrantHub, who may then edit the draft and never sign it; null when not a user.</param>
public sealed record LeadOfficer(
    string Name,
    string? Post,
    string? Telephone,
    string? Email,
    long? PersonId = null
);

/// <param name="Score">Likelihood × impact, or the score alone where that is all there is; 1 to 25.</param>
public sealed record AssessedRisk(string Description, int Score, string? Mitigation)
{
    public const int HighestScore = 25;

    internal IEnumerable<(string Part, string Sentence)> Faults()
    {
        if (string.IsNullOrWhiteSpace(Description))
            yield return (
                nameof(ImplicationAnswer.Risks),
                "Describe each risk, or take its line out."
            );
        else if (Score is < 1 or > HighestScore)
            yield return (
                nameof(ImplicationAnswer.Risks),
                $"Enter a score from 1 to {HighestScore} for the risk \"{Description}\": likelihood times impact."
            );
    }
}

/// <summary>The answer under one heading of the implications checklist.</summary>
/// <param name="Considered">
/// The tick of the paper form: "has been considered", not "there is an effect". Null until answered.
/// </param>
/// <param name="HasEffect">Null until answered, and where the heading was not considered.</param>
/// <param name="Detail">What the effect is, or what is said of there being none.</param>
/// <param name="NotConsideredReason">Needed when not considered.</param>
public sealed record ImplicationAnswer(
    string Key,
    bool? Considered,
    bool? HasEffect = null,
    string? Detail = null,
    string? NotConsideredReason = null,
    IReadOnlyList<AssessedRisk>? Risks = null
)
{
    /// <summary>What is still missing or does not fit, as (part, sentence); empty when the heading is answered.</summary>
    public IReadOnlyList<(string Part, string Sentence)> Faults(ImplicationHeading heading)
    {
        ArgumentNullException.ThrowIfNull(heading);
        var name = heading.Heading.ToLowerInvariant();
        return (Considered, HasEffect) switch
        {
            (null, _) =>
            [
                (nameof(Considered), $"Say whether {name} implications have been considered."),
            ],
            (false, _) when string.IsNullOrWhiteSpace(NotConsideredReason) =>
            [
                (
                    nameof(NotConsideredReason),
                    $"Say why {name} implications have not been considered. The monitoring officer has to comment on it."
                ),
            ],
            (false, _) => [],
            (true, null) => [(nameof(HasEffect), $"Say whether there is an effect under {name}.")],
            (true, true) when string.IsNullOrWhiteSpace(Detail) && (Risks ?? []).Count == 0 =>
            [
                (
                    nameof(Detail),
                    $"Describe the effect under {name}, because you said that there is one."
                ),
            ],
            (true, _) => [.. (Risks ?? []).SelectMany(risk => risk.Faults())],
        };
    }
}

/// <summary>A change of an earlier decided record.</summary>
/// <param name="EarlierId">The record that is changed; it was decided and never changes itself.</param>
/// <param name="EarlierAmount">The money that the earlier record is about; null when there is none.</param>
public sealed record Relation(
    RelationKind Kind,
    long EarlierId,
    string EarlierReference,
    Money? EarlierAmount = null
);

/// <summary>
/// What a record says: everything that an officer fills in but the appendices' bytes. Edited while the record is a
/// draft, sealed when it is submitted.
/// </summary>
public sealed record DecisionContent
{
    public string Title { get; init; } = "";

    /// <summary>Text by the key of the template's field; an empty answer is not kept.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } =
        new Dictionary<string, string>();
    public LeadOfficer? LeadOfficer { get; init; }
    public IReadOnlyList<ImplicationAnswer> Implications { get; init; } = [];

    /// <summary>Whether money is proposed; null until answered.</summary>
    public bool? ProposesFunding { get; init; }
    public FundingProposal? Funding { get; init; }

    /// <summary>Null until answered.</summary>
    public Confidentiality? Confidentiality { get; init; }

    /// <summary>The category of the Act that makes it exempt; needed in Part II.</summary>
    public string? ExemptGround { get; init; }

    /// <summary>Why the public interest in keeping it outweighs that in showing it; needed in Part II.</summary>
    public string? ExemptReasoning { get; init; }
    public Relation? Relation { get; init; }

    /// <summary>The answer to a template's field, the title included; null when there is none.</summary>
    public string? Answer(string key) =>
        key == TemplateDefinition.TitleKey
            ? (Title.Length == 0 ? null : Title)
            : Answers.GetValueOrDefault(key);

    /// <summary>A copy with the field answered; an empty text takes the answer away.</summary>
    public DecisionContent With(string key, string? text)
    {
        var clean = PastedText.Normalise(text ?? "");
        if (key == TemplateDefinition.TitleKey)
            return this with { Title = clean.ReplaceLineEndings(" ").Trim() };
        var answers = Answers.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (clean.Length == 0)
            answers.Remove(key);
        else
            answers[key] = clean;
        return this with { Answers = answers };
    }

    /// <summary>A copy with the heading answered.</summary>
    public DecisionContent With(ImplicationAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return this with
        {
            Implications = [.. Implications.Where(a => a.Key != answer.Key), answer],
        };
    }

    public ImplicationAnswer Implication(string key) =>
        Implications.FirstOrDefault(answer => answer.Key == key)
        ?? new ImplicationAnswer(key, null);

    /// <summary>The chief finance officer has to sign: there is a funding proposal or a financial effect.</summary>
    public bool MoneyIsInvolved(TemplateDefinition template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return ProposesFunding == true
            || template.Implications.Any(heading =>
                heading.AdviceFrom == People.Role.ChiefFinanceOfficer
                && Implication(heading.Key).HasEffect == true
            );
    }
}
