using GrantHub.Domain.Funding;
using GrantHub.Domain.People;

namespace GrantHub.Domain.Decisions;

/// <summary>One line of a decision log kept before GrantHub.</summary>
/// <param name="RestrictedReason">Needed in Part II.</param>
public sealed record LoggedDecision(
    string Reference,
    string Title,
    string Decision,
    DateOnly DecisionDate,
    string DecisionMaker,
    Outcome Outcome,
    Confidentiality Confidentiality,
    string? RestrictedReason,
    string? Recipient,
    Money? Amount,
    DateOnly? PeriodStart,
    DateOnly? PeriodEnd
);

public sealed partial class DecisionRecord
{
    public const string DecisionKey = "decision";

    /// <summary>Takes a decision over from a log, with its reference as it is. It is in the register at once.</summary>
    public static DecisionRecord Import(LoggedDecision logged, string slug, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(logged);
        var record = new DecisionRecord
        {
            RaiseKey = Guid.NewGuid(),
            TemplateKey = TemplateDefinition.ImportedKey,
            TemplateVersion = 1,
            RaisedById = Actor.Operator.PersonId,
            RaisedByName = Actor.Operator.Name,
            RaisedAt = at,
            ImportedAt = at,
            Reference = logged.Reference,
            Slug = slug,
            Year = logged.DecisionDate.Year,
            Outcome = logged.Outcome,
            DecidedOn = logged.DecisionDate,
            DecidedAt = logged.DecisionDate.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc),
            DecidedByName = logged.DecisionMaker,
        };
        record.Take(ContentOf(logged), at);
        record.UpdatedAt = record.DecidedAt.Value;
        record.WaitsSince = null;
        record.PublishedAt = at;
        record.Happened(new Happening("Imported", After: logged.Reference));
        return record;
    }

    /// <summary>Whether the line says the same as this record, so that importing it again changes nothing.</summary>
    public bool SaysTheSameAs(LoggedDecision logged)
    {
        ArgumentNullException.ThrowIfNull(logged);
        var said = ContentOf(logged);
        return ImportedAt is not null
            && Reference == logged.Reference
            && Title == said.Title
            && Content.Answer(DecisionKey) == said.Answer(DecisionKey)
            && DecidedOn == logged.DecisionDate
            && DecidedByName == logged.DecisionMaker
            && Outcome == logged.Outcome
            && Confidentiality == said.Confidentiality
            && Content.ExemptGround == said.ExemptGround
            && Content.Funding?.Recipient == said.Funding?.Recipient
            && Content.Funding?.Maximum == said.Funding?.Maximum
            && Content.Funding?.PeriodStart == said.Funding?.PeriodStart
            && Content.Funding?.PeriodEnd == said.Funding?.PeriodEnd;
    }

    private static DecisionContent ContentOf(LoggedDecision logged)
    {
        var funds =
            logged
            is { Recipient: not null }
                or { Amount: not null }
                or { PeriodStart: not null }
                or { PeriodEnd: not null };
        return new DecisionContent
        {
            ProposesFunding = funds,
            Funding = funds
                ? new FundingProposal
                {
                    Recipient = logged.Recipient ?? "",
                    Maximum = logged.Amount,
                    PeriodStart = logged.PeriodStart,
                    PeriodEnd = logged.PeriodEnd,
                }
                : null,
            Confidentiality = logged.Confidentiality,
            ExemptGround = logged.RestrictedReason,
        }
            .With(TemplateDefinition.TitleKey, logged.Title)
            .With(DecisionKey, logged.Decision);
    }
}
