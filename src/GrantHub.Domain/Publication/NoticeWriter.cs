using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.People;

namespace GrantHub.Domain.Publication;

/// <summary>
/// Writes the notice of a decided record. The one place that says what goes out: what it does not put into the public's
/// document is on no page, in no file and in no search, because all of them are made of the document.
/// </summary>
public sealed class NoticeWriter
{
    private readonly DecisionRecord record;
    private readonly TemplateDefinition template;
    private readonly PublicationPlan plan;

    private NoticeWriter(
        DecisionRecord record,
        TemplateDefinition template,
        PublicationPlan plan
    ) => (this.record, this.template, this.plan) = (record, template, plan);

    /// <summary>The office's own notice: all of the record in its own words.</summary>
    public static NoticeDocument Whole(
        DecisionRecord record,
        TemplateDefinition template,
        AuditPoint? audit
    )
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(template);
        return new NoticeWriter(record, template, PublicationPlan.Everything).Write(
            audit,
            isPublic: false
        );
    }

    /// <summary>
    /// What the public sees: of an exempt record reference, title, date, outcome and ground; of any other, everything that
    /// its plan does not exempt. What nobody has marked as public is not.
    /// </summary>
    public static NoticeDocument Public(
        DecisionRecord record,
        TemplateDefinition template,
        AuditPoint? audit
    )
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(template);
        var writer = new NoticeWriter(record, template, record.Plan);
        return record.Confidentiality == Confidentiality.Part1
            ? writer.Write(audit, isPublic: true)
            : writer.WriteExempt();
    }

    private NoticeDocument WriteExempt() =>
        new()
        {
            Reference = record.Reference!,
            Title = Title,
            Confidentiality = Confidentiality.Part2,
            ExemptGround = record.Content.ExemptGround ?? "Exempt",
            DecidedOn = record.DecidedOn!.Value,
            Outcome = record.Outcome!.Value,
            OutcomeLabel = OutcomeLabel,
        };

    private NoticeDocument Write(AuditPoint? audit, bool isPublic)
    {
        var officers = record.LiveSignatures.Where(signature => signature.Outcome is null);
        var decision = record.LiveSignatures.LastOrDefault(signature =>
            signature.Outcome is not null
        );
        return new NoticeDocument
        {
            Reference = record.Reference!,
            Title = Title,
            Template = template.Name,
            ImportedOn = record.ImportedAt?.LondonDate(),
            Relation =
                record.Content.Relation is { } relation && !plan.IsExempt(NoticeParts.Relation)
                    ? new(relation.Kind, relation.EarlierReference)
                    : null,
            Confidentiality = record.Confidentiality ?? Confidentiality.Part2,
            Parts = [.. template.Sections.SelectMany(section => Section(section, isPublic))],
            Signatures = [.. officers.Select(Signature)],
            DecidedOn = record.DecidedOn!.Value,
            Outcome = record.Outcome!.Value,
            OutcomeLabel = OutcomeLabel,
            DecisionMaker = template.DecisionMaker.InSentence(),
            DecidedBy = record.DecidedByName,
            Decision = decision is null ? null : Signature(decision),
            Note = Note(),
            // By the hash of all of it, and the rest of it, somebody could find out what is left out.
            Seal = plan.Exemptions.Count + plan.Wording.Count == 0 ? record.SealHash : null,
            Audit = audit,
        };
    }

    private string Title => plan.WordingOf(NoticeParts.Title) ?? record.Title;

    private string OutcomeLabel =>
        template.Find(record.Outcome!.Value)?.Label ?? record.Status.Title();

    private IEnumerable<NoticePart> Section(TemplateSection section, bool isPublic) =>
        section.Kind switch
        {
            SectionKind.Fields => Fields(section),
            SectionKind.Funding => Funding(section),
            SectionKind.Implications =>
            [
                new NoticePart(section.Key, section.Heading)
                {
                    Implications = [.. template.Implications.Select(Implication)],
                },
            ],
            SectionKind.Appendices =>
            [
                new NoticePart(section.Key, section.Heading)
                {
                    Appendices = [.. record.Appendices.Select(Appendix)],
                },
            ],
            SectionKind.LeadOfficer => LeadOfficer(section),
            SectionKind.Confidentiality =>
            [
                new NoticePart(section.Key, section.Heading)
                {
                    Confidentiality = new(
                        record.Confidentiality,
                        record.Content.ExemptGround,
                        isPublic ? null : record.Content.ExemptReasoning
                    ),
                },
            ],
        };

    /// <summary>What goes beyond the paper form stands between its decision and its implications, and only when filled.</summary>
    private IEnumerable<NoticePart> Fields(TemplateSection section)
    {
        var afterImplications =
            template.Implications.Count == 0
            || template
                .Sections.TakeWhile(before => before.Key != section.Key)
                .Any(before => before.Kind == SectionKind.Implications);
        foreach (var field in section.Fields ?? [])
        {
            var key = NoticeParts.Answer(field.Key);
            var answer = plan.WordingOf(key) ?? record.Content.Answer(field.Key);
            if (answer is not null && Exempt(key, field.Label) is { } exempt)
                yield return exempt;
            else if (answer is not null || field.Required || afterImplications)
                yield return new NoticePart(key, field.Label)
                {
                    Text = answer is null ? null : new(field.Kind, answer),
                };
        }
    }

    private IEnumerable<NoticePart> Funding(TemplateSection section)
    {
        if (record.Content is not { ProposesFunding: true, Funding: { } funding })
            yield break;
        yield return Exempt(NoticeParts.Funding, section.Heading)
            ?? new NoticePart(NoticeParts.Funding, section.Heading)
            {
                Funding = new(
                    funding.Recipient,
                    funding.Payee,
                    funding.PeriodStart,
                    funding.PeriodEnd,
                    funding.Maximum,
                    funding.Schedule,
                    [
                        .. funding.Streams.Select(share => new NoticeShare(
                            share.Stream,
                            share.Amount
                        )),
                    ],
                    funding.Power == StatutoryPower.Other
                        ? funding.OtherPower
                        : funding.Power?.Title(),
                    funding.BudgetPlan,
                    funding.BudgetApprovedOn
                ),
            };
    }

    private NoticeImplication Implication(ImplicationHeading heading)
    {
        var answer = record.Content.Implication(heading.Key);
        if (plan.ExemptionOf(NoticeParts.Implication(heading.Key)) is { } exempt)
            return new(heading.Heading, answer.Considered == true, exempt.Ground);
        return new(
            heading.Heading,
            answer.Considered == true,
            NotConsideredReason: answer.NotConsideredReason,
            Effect: answer.HasEffect,
            Detail: answer.Detail,
            Risks: answer.Risks,
            Comments:
            [
                .. record
                    .LiveSignatures.Where(signature => signature.CommentOn(heading.Key) is not null)
                    .Select(signature => new NoticeComment(
                        signature.CommentOn(heading.Key)!,
                        signature.PersonName,
                        signature.Capacity,
                        signature.SignedAt.LondonDate()
                    )),
            ]
        );
    }

    private NoticeAppendix Appendix(Appendix appendix, int index) =>
        plan.ExemptionOf(NoticeParts.Appendix(appendix.Sha256)) is { } exempt
            ? new(index + 1, exempt.Ground)
            : new(
                index + 1,
                Name: appendix.Name,
                ContentType: appendix.ContentType,
                Size: appendix.Size,
                Sha256: appendix.Sha256
            );

    private IEnumerable<NoticePart> LeadOfficer(TemplateSection section)
    {
        if (record.Content.LeadOfficer is { } lead)
            yield return Exempt(NoticeParts.LeadOfficer, section.Heading)
                ?? new NoticePart(NoticeParts.LeadOfficer, section.Heading)
                {
                    Contact = new(lead.Name, lead.Post, lead.Telephone, lead.Email),
                };
    }

    private NoticePart? Note()
    {
        if (record.DecisionNote is not { } note)
            return null;
        var heading = record.Outcome == Outcome.NotApproved ? "Reason" : "Note";
        return Exempt(NoticeParts.Note, heading)
            ?? new NoticePart(NoticeParts.Note, heading) { Text = new(FieldKind.Text, note) };
    }

    private NoticeSignature Signature(Signature signature)
    {
        var bare = new NoticeSignature(
            signature.Statement,
            signature.PersonName,
            signature.Capacity,
            signature.SignedAt.LondonDate()
        );
        var interest = signature.Interests.Declared is { } declared
            ? new NoticeInterest(
                declared,
                signature.Interests.Disclosable,
                signature.Interests.DispensationReference,
                signature.Interests.DispensationDate
            )
            : null;
        var comment = signature.CommentOn("");
        var overProgramming = signature.CommentOn(Comment.OverProgramming);
        if (plan.ExemptionOf(NoticeParts.Signing) is { } exempt)
            return comment is null && overProgramming is null && interest is null
                ? bare
                : bare with
                {
                    ExemptGround = exempt.Ground,
                };
        return bare with
        {
            Comment = comment,
            // It speaks of the streams' money, which is exempt with the grant's.
            OverProgramming = plan.IsExempt(NoticeParts.Funding) ? null : overProgramming,
            Interest = interest,
        };
    }

    private NoticePart? Exempt(string key, string heading) =>
        plan.ExemptionOf(key) is { } exempt
            ? new NoticePart(key, heading) { ExemptGround = exempt.Ground }
            : null;
}
