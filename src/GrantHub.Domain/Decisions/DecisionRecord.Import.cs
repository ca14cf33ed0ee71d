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
            PublishedAt = at,
        };
        var funds = logged.Recipient is not null || logged.Amount is not null;
        record.Take(
            new DecisionContent
            {
                Title = logged.Title,
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
            }.With(DecisionKey, logged.Decision),
            at
        );
        record.UpdatedAt = record.DecidedAt.Value;
        record.Happened(new Happening("Imported", After: logged.Reference));
        return record;
    }

    /// <summary>Whether the line says the same as this record, so that importing it again changes nothing.</summary>
    public bool SaysTheSameAs(LoggedDecision logged)
    {
        ArgumentNullException.ThrowIfNull(logged);
        return ImportedAt is not null
            && Reference == logged.Reference
            && Title == Content.With(TemplateDefinition.TitleKey, logged.Title).Title
            && Content.Answer(DecisionKey)
                == Content.With(DecisionKey, logged.Decision).Answer(DecisionKey)
            && DecidedOn == logged.DecisionDate
            && DecidedByName == logged.DecisionMaker
            && Outcome == logged.Outcome
            && Confidentiality == logged.Confidentiality
            && Content.ExemptGround == logged.RestrictedReason
            && Recipient == logged.Recipient
            && Amount == logged.Amount
            && Content.Funding?.PeriodStart == logged.PeriodStart
            && Content.Funding?.PeriodEnd == logged.PeriodEnd;
    }
}
