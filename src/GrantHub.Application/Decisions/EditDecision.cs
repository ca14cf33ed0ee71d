using System.Globalization;
using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>
/// Saves one section of a draft. What is incomplete is kept for later; what contradicts itself is refused.
/// </summary>
/// <param name="Address">The record's address.</param>
/// <param name="TaskKey">The task that is filled in: a section's key, or "implications/" and a heading's.</param>
/// <param name="Seen">The digest of the section as the form showed it (<see cref="SectionDigest"/>).</param>
/// <param name="Entry">What was entered.</param>
[Requires(Permission.RaiseDecisions)]
public sealed record EditDecision(string Address, string TaskKey, string Seen, SectionEntry Entry)
    : ICommand<Unit>;

/// <summary>What a section's page hands over; the kind fits the section.</summary>
public abstract record SectionEntry;

/// <param name="Answers">By the key of the template's field; null or empty takes the answer away.</param>
public sealed record FieldsEntry(IReadOnlyDictionary<string, string?> Answers) : SectionEntry;

public sealed record LeadOfficerEntry(string? Name, string? Post, string? Telephone, string? Email)
    : SectionEntry;

/// <param name="Funding">Kept also when no funding is proposed, so that a slip of the radio button loses nothing.</param>
public sealed record FundingEntry(bool? ProposesFunding, FundingProposal Funding) : SectionEntry;

public sealed record ImplicationEntry(ImplicationAnswer Answer) : SectionEntry;

public sealed record ConfidentialityEntry(
    Confidentiality? Confidentiality,
    string? Ground,
    string? Reasoning
) : SectionEntry;

internal sealed class EditDecisionValidator : AbstractValidator<EditDecision>
{
    public EditDecisionValidator() =>
        RuleFor(r => r.Entry)
            .Custom(
                (entry, context) =>
                {
                    foreach (var (part, sentence) in Faults(entry))
                        context.AddFailure(part, sentence);
                }
            );

    private static IEnumerable<(string Part, string Sentence)> Faults(SectionEntry entry) =>
        entry switch
        {
            LeadOfficerEntry lead =>
            [
                .. TooLong(nameof(lead.Name), "name", lead.Name),
                .. TooLong(nameof(lead.Post), "post", lead.Post),
                .. TooLong(nameof(lead.Telephone), "telephone number", lead.Telephone),
                .. TooLong(nameof(lead.Email), "e-mail address", lead.Email),
            ],
            FundingEntry { Funding: var funding } =>
            [
                .. TooLong(nameof(funding.Recipient), "recipient", funding.Recipient),
                .. TooLong(nameof(funding.Payee), "payee", funding.Payee),
                .. TooLong(nameof(funding.OtherPower), "power", funding.OtherPower),
                .. TooLong(nameof(funding.BudgetPlan), "plan", funding.BudgetPlan),
            ],
            ImplicationEntry { Answer: var answer } =>
            [
                .. TooLong(nameof(answer.Detail), "detail", answer.Detail, DecisionLimits.Text),
                .. TooLong(
                    nameof(answer.NotConsideredReason),
                    "reason",
                    answer.NotConsideredReason,
                    DecisionLimits.Text
                ),
                .. (answer.Risks ?? []).SelectMany(Faults),
            ],
            ConfidentialityEntry confidentiality => TooLong(
                nameof(confidentiality.Reasoning),
                "reasoning",
                confidentiality.Reasoning,
                DecisionLimits.Text
            ),
            _ => [],
        };

    private static IEnumerable<(string Part, string Sentence)> Faults(AssessedRisk risk, int index)
    {
        var part = string.Create(CultureInfo.InvariantCulture, $"Risks[{index}]");
        if (string.IsNullOrWhiteSpace(risk.Description))
            yield return ($"{part}.{nameof(risk.Description)}", $"Describe risk {index + 1}.");
        if (risk.Score is < 1 or > AssessedRisk.HighestScore)
            yield return (
                $"{part}.{nameof(risk.Score)}",
                $"Enter the score of risk {index + 1} as a whole number from 1 to {AssessedRisk.HighestScore}."
            );
        foreach (
            var fault in TooLong(
                    $"{part}.{nameof(risk.Description)}",
                    "description",
                    risk.Description,
                    DecisionLimits.Text
                )
                .Concat(
                    TooLong(
                        $"{part}.{nameof(risk.Mitigation)}",
                        "mitigation",
                        risk.Mitigation,
                        DecisionLimits.Text
                    )
                )
        )
            yield return fault;
    }

    private static IEnumerable<(string Part, string Sentence)> TooLong(
        string part,
        string name,
        string? text,
        int limit = DecisionLimits.Line
    ) =>
        text?.Length > limit
            ?
            [
                (
                    part,
                    $"The {name} can have at most {limit:N0} characters, and this has {text.Length:N0}."
                ),
            ]
            : [];
}

internal sealed class EditDecisionHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    TimeProvider clock
) : IRequestHandler<EditDecision, Unit>
{
    public async Task<Unit> Handle(EditDecision request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        var template = await templates.OfAsync(record, cancellationToken);
        var content = await WithAsync(record.Content, template, request, cancellationToken);
        var theirs = ContentText.Of(template, record.Content, request.TaskKey);
        var yours = ContentText.Of(template, content, request.TaskKey);
        if (record.IsDraft && theirs != yours && SectionDigest.Of(theirs) != request.Seen)
            throw new StaleException(
                "Somebody else changed this page while you had it open, so your answers have not been saved. Both are shown here: copy what you want to keep, then open the page again.",
                theirs,
                yours
            );
        record.Edit(user.Must(), template, request.TaskKey, content, clock.UtcInstant());
        return Unit.Value;
    }

    private async Task<DecisionContent> WithAsync(
        DecisionContent content,
        TemplateDefinition template,
        EditDecision request,
        CancellationToken cancellationToken
    ) =>
        request.Entry switch
        {
            FieldsEntry fields => WithFields(content, template, request.TaskKey, fields),
            LeadOfficerEntry lead => content with
            {
                LeadOfficer = await LeadAsync(lead, cancellationToken),
            },
            FundingEntry funding => content with
            {
                ProposesFunding = funding.ProposesFunding,
                Funding = await NamedAsync(funding.Funding, cancellationToken),
            },
            ImplicationEntry implication => content.With(Clean(implication.Answer)),
            ConfidentialityEntry entry => content with
            {
                Confidentiality = entry.Confidentiality,
                ExemptGround =
                    entry.Confidentiality == Confidentiality.Part2
                        ? Ground(entry.Ground, content.ExemptGround)
                        : null,
                ExemptReasoning =
                    entry.Confidentiality == Confidentiality.Part2 ? Clean(entry.Reasoning) : null,
            },
            _ => throw new InvalidOperationException(
                $"No section takes a {request.Entry.GetType().Name}."
            ),
        };

    private static DecisionContent WithFields(
        DecisionContent content,
        TemplateDefinition template,
        string taskKey,
        FieldsEntry entry
    )
    {
        foreach (var field in template.Section(taskKey)?.Fields ?? [])
            if (entry.Answers.TryGetValue(field.Key, out var text))
                content = content.With(field.Key, Checked(field, text));
        return content;
    }

    private static string? Checked(TemplateField field, string? text)
    {
        var longest = field.Kind is FieldKind.Text or FieldKind.NumberedList
            ? DecisionLimits.Text
            : DecisionLimits.Line;
        if (text?.Length > longest)
            throw new DomainException(
                "decision.too-long",
                $"\"{field.Label}\" can have at most {longest:N0} characters, and this has {text.Length:N0}. Put the rest into an appendix."
            );
        if (
            field.Kind == FieldKind.Choice
            && !string.IsNullOrEmpty(text)
            && field.Choices?.Contains(text) != true
        )
            throw new DomainException(
                "decision.choice",
                $"Choose one of the answers under \"{field.Label}\"."
            );
        return text;
    }

    private async Task<LeadOfficer?> LeadAsync(
        LeadOfficerEntry entry,
        CancellationToken cancellationToken
    )
    {
        var email = Clean(entry.Email);
        return new LeadOfficer(
            Clean(entry.Name) ?? "",
            Clean(entry.Post),
            Clean(entry.Telephone),
            email,
            await LeadOfficers.PersonIdAsync(db, email, cancellationToken)
        );
    }

    /// <summary>Puts today's name beside each stream, so that the sealed record reads by itself.</summary>
    private async Task<FundingProposal> NamedAsync(
        FundingProposal funding,
        CancellationToken cancellationToken
    )
    {
        var ids = funding.Streams.Select(share => share.StreamId).ToList();
        var names =
            ids.Count == 0
                ? []
                : await db
                    .Streams.Where(s => ids.Contains(s.Id))
                    .ToDictionaryAsync(s => s.Id, s => s.Name, cancellationToken);
        return funding with
        {
            Recipient = Clean(funding.Recipient) ?? "",
            Payee = Clean(funding.Payee),
            OtherPower = Clean(funding.OtherPower),
            BudgetPlan = Clean(funding.BudgetPlan),
            Schedule = [.. funding.Schedule.OrderBy(line => line.Year)],
            Streams =
            [
                .. funding.Streams.Select(share =>
                    names.TryGetValue(share.StreamId, out var name)
                        ? share with
                        {
                            Stream = name,
                        }
                        : throw new DomainException(
                            "funding.stream",
                            "Choose a funding stream from the list."
                        )
                ),
            ],
        };
    }

    private static ImplicationAnswer Clean(ImplicationAnswer answer) =>
        answer with
        {
            HasEffect = answer.Considered == true ? answer.HasEffect : null,
            NotConsideredReason =
                answer.Considered == false ? Clean(answer.NotConsideredReason) : null,
            Detail = answer.Considered == true ? Clean(answer.Detail) : null,
            Risks =
                answer.Considered == true && answer.Risks is { Count: > 0 } risks
                    ?
                    [
                        .. risks.Select(risk =>
                            risk with
                            {
                                Description = PastedText.Normalise(risk.Description),
                                Mitigation = Clean(risk.Mitigation),
                            }
                        ),
                    ]
                    : null,
        };

    /// <param name="present">A record taken over from a log can have words of its own.</param>
    private static string? Ground(string? ground, string? present) =>
        string.IsNullOrWhiteSpace(ground) ? null
        : ground == present || ExemptGrounds.All.Contains(ground) ? ground
        : throw new DomainException(
            "decision.ground",
            "Choose one of the grounds of the Local Government Act 1972, Schedule 12A."
        );

    private static string? Clean(string? text)
    {
        var clean = PastedText.Normalise(text ?? "").Trim();
        return clean.Length == 0 ? null : clean;
    }
}
