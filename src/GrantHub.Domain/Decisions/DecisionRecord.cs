using GrantHub.Domain.Funding;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;

namespace GrantHub.Domain.Decisions;

/// <summary>
/// A decision record: draft, submitted and sealed, signed or returned, decided, published. Which state it is in follows
/// from the facts below (<see cref="DecisionStates"/>).
/// </summary>
/// <remarks>
/// A commissioner keeps a record of each decision of significant public interest: Elected Local Policing Bodies
/// (Specified Information) Order 2011, Sch. para 5.
/// </remarks>
public sealed partial class DecisionRecord : AggregateRoot
{
    /// <summary>In characters.</summary>
    public const int LongestTitle = 400;

    private readonly List<Signature> signatures = [];
    private readonly List<Appendix> appendices = [];
    private readonly List<Seal> seals = [];

    private DecisionRecord() { }

    public const string Subject = "decision";

    public override string SubjectKind => Subject;

    public string TemplateKey { get; private set; } = "";
    public int TemplateVersion { get; private set; }
    public DecisionContent Content { get; private set; } = new();

    /// <summary>Given at the first submission and kept: "D-2017-0001". Null in a draft never submitted.</summary>
    public string? Reference { get; private set; }

    /// <summary>The reference as an address writes it.</summary>
    public string? Slug { get; private set; }

    /// <summary>The calendar year of the first submission or, for an imported record, of the decision; null before.</summary>
    public int? Year { get; private set; }
    public long RaisedById { get; private set; }
    public string RaisedByName { get; private set; } = "";
    public DateTime RaisedAt { get; private set; }

    /// <summary>Last change of any kind; lists are in this order.</summary>
    public DateTime UpdatedAt { get; private set; }

    /// <summary>Of the content, for lists.</summary>
    public string Title { get; private set; } = "";
    public long? LeadOfficerId { get; private set; }
    public string? LeadOfficerName { get; private set; }
    public string? Recipient { get; private set; }
    public Money? Amount { get; private set; }
    public Confidentiality? Confidentiality { get; private set; }

    /// <summary>Counts submissions, from 1; 0 before the first.</summary>
    public int Round { get; private set; }
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>Who submitted last, and so must not sign.</summary>
    public long? SubmittedById { get; private set; }

    /// <summary>Of the sealed bytes, while sealed.</summary>
    public string? SealHash { get; private set; }

    /// <summary>Whose turn it is; null in a draft and once decided or withdrawn.</summary>
    public Role? AwaitingRole { get; private set; }

    /// <summary>
    /// The day, in London, on which it came to whom it waits for now: a signer, its lead officer after a return, or whoever
    /// publishes it; of a draft never submitted, the day of its last change. Null once it waits for nobody.
    /// </summary>
    public DateOnly? WaitsSince { get; private set; }
    public DateTime? ReturnedAt { get; private set; }
    public string? ReturnedByName { get; private set; }
    public string? ReturnReason { get; private set; }
    public DateTime? WithdrawnAt { get; private set; }
    public string? WithdrawReason { get; private set; }
    public Outcome? Outcome { get; private set; }
    public DateTime? DecidedAt { get; private set; }

    /// <summary>The calendar date of the decision, in Europe/London.</summary>
    public DateOnly? DecidedOn { get; private set; }
    public string? DecidedByName { get; private set; }

    /// <summary>Conditions, or the reason for a refusal.</summary>
    public string? DecisionNote { get; private set; }

    /// <summary>The earlier record that this one varies, supersedes or revokes.</summary>
    public long? EarlierId { get; private set; }

    /// <summary>Taken from a log kept before GrantHub: shown without signatures, creates no grant.</summary>
    public DateTime? ImportedAt { get; private set; }

    /// <summary>Unique; a form posted twice raises one record.</summary>
    public Guid RaiseKey { get; private set; }

    /// <summary>Every signature of every round, void ones included, in order of signing.</summary>
    public IReadOnlyList<Signature> Signatures =>
        [.. signatures.OrderBy(s => s.Id == 0).ThenBy(s => s.Id)];

    /// <summary>Those attached now; they are sealed with the record.</summary>
    public IReadOnlyList<Appendix> Appendices => [.. appendices.Where(a => !a.IsRemoved)];

    /// <summary>Those that only seals of earlier rounds rest on.</summary>
    public IReadOnlyList<Appendix> RemovedAppendices => [.. appendices.Where(a => a.IsRemoved)];

    /// <summary>Not loaded with the record; a new seal is added here.</summary>
    public IReadOnlyList<Seal> Seals => seals;

    public DecisionStatus Status =>
        DecisionStates.Of(WithdrawnAt, Outcome, AwaitingRole, ReturnedAt);

    /// <summary>The record can be edited: never submitted, or returned.</summary>
    public bool IsDraft => Status is DecisionStatus.Draft or DecisionStatus.Returned;

    public bool IsSealed => AwaitingRole is not null;

    public IEnumerable<Signature> LiveSignatures => Signatures.Where(signature => signature.IsLive);

    /// <summary>What a page or an e-mail calls it: the reference, or "draft 12" before there is one.</summary>
    public string Label => Reference ?? $"draft {Id}";

    /// <summary>Raises a draft with the person as its lead officer.</summary>
    public static DecisionRecord Raise(
        Actor by,
        Guid key,
        TemplateDefinition template,
        string title,
        LeadOfficer lead,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(template);
        var record = new DecisionRecord
        {
            RaiseKey = key,
            TemplateKey = template.Key,
            TemplateVersion = template.Version,
            RaisedById = by.PersonId,
            RaisedByName = by.Name,
            RaisedAt = at,
        };
        record.Take(
            new DecisionContent
            {
                LeadOfficer = lead,
                ProposesFunding = template.CanFund ? null : false,
            }.With(TemplateDefinition.TitleKey, title),
            at
        );
        if (record.Title.Length == 0)
            throw new DomainException(
                "decision.title",
                "Enter a title. Officers will find the record by it."
            );
        record.Happened(new Happening("Raised", Role.LeadOfficer.Title(), After: record.Title));
        return record;
    }

    /// <summary>Raises a draft that changes this decided record, with its content already in it.</summary>
    /// <param name="standing">The money as it stands by now; null: as this record has it.</param>
    public DecisionRecord RaiseLater(
        Actor by,
        Guid key,
        TemplateDefinition template,
        RelationKind kind,
        LeadOfficer lead,
        DateTime at,
        FundingProposal? standing = null
    )
    {
        if (Outcome is null || Reference is null)
            throw new DomainException(
                "decision.not-decided",
                "Only a decided record can be varied, superseded or revoked. Change the draft, or withdraw the record."
            );
        if (!CanBe(kind))
            throw new DomainException(
                "decision.not-approved",
                $"{Reference} was not approved, so nothing of it stands that could be varied or revoked. Start a record that supersedes it, to ask again."
            );
        var title = kind switch
        {
            RelationKind.Varies => $"Variation of {Reference}: {PublicTitle}",
            RelationKind.Supersedes => PublicTitle,
            RelationKind.Revokes => $"Revocation of {Reference}: {PublicTitle}",
        };
        var later = Raise(by, key, template, Shortened(title), lead, at);
        var content = later.Content with
        {
            Relation = new Relation(kind, Id, Reference, AmountAtStake),
        };
        if (kind == RelationKind.Revokes)
            content = content with { ProposesFunding = false };
        else if (template.Key == TemplateKey)
            content = content with
            {
                Answers = AnswersAsCorrected(),
                // On a form without the section, a proposal would be hidden from everybody who signs.
                ProposesFunding = template.CanFund ? Content.ProposesFunding : false,
                Funding = template.CanFund ? standing ?? Content.Funding : null,
                Confidentiality = Content.Confidentiality,
                ExemptGround = Content.ExemptGround,
                ExemptReasoning = Content.ExemptReasoning,
            };
        later.Take(content, at);
        if (template.Key == TemplateKey)
            later.Plan = Plan with { Wording = [] };
        return later;
    }

    /// <summary>
    /// What was not approved has decided nothing that a later record could change in part or end; it can be asked for again.
    /// </summary>
    public bool CanBe(RelationKind kind) =>
        Outcome is not null
        && (kind == RelationKind.Supersedes || Outcome != Domain.Decisions.Outcome.NotApproved);

    /// <summary>As the public reads it, where its wording has been corrected.</summary>
    private string PublicTitle => Plan.WordingOf(NoticeParts.Title) ?? Title;

    /// <summary>What was put right for the public must not come back with a later record.</summary>
    private Dictionary<string, string> AnswersAsCorrected() =>
        Content.Answers.ToDictionary(
            answer => answer.Key,
            answer => Plan.WordingOf(NoticeParts.Answer(answer.Key)) ?? answer.Value
        );

    /// <summary>
    /// The money that the record is about, which a deputy's limit is held against: what it commits or, where that is
    /// more, what the record commits that it changes. Null when there is none.
    /// </summary>
    public Money? AmountAtStake =>
        Content.Relation?.EarlierAmount is { } earlier && !(Amount > earlier) ? earlier : Amount;

    /// <summary>Whether the person may change the draft: who raised it, or its lead officer.</summary>
    public bool MayEdit(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.PersonId == RaisedById || by.PersonId == LeadOfficerId;
    }

    /// <summary>Replaces the content of one section of a draft.</summary>
    /// <param name="taskKey">The task that is changed, for the history.</param>
    public void Edit(
        Actor by,
        TemplateDefinition template,
        string taskKey,
        DecisionContent content,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(content);
        GuardEditable(by);
        if (content.Title.Length == 0)
            throw new DomainException(
                "decision.title",
                "Enter a title. Officers will find the record by it."
            );
        if (content.ProposesFunding == true && content.Funding?.Faults() is [var fault, ..])
            throw new DomainException("decision.funding", fault.Sentence);
        if (content.ProposesFunding == true && content.Relation?.Kind == RelationKind.Revokes)
            throw new DomainException(
                "decision.revokes-and-funds",
                "A record that revokes another cannot propose a grant. Use one that supersedes it instead."
            );
        var before = ContentText.Of(template, Content, taskKey);
        var after = ContentText.Of(template, content, taskKey);
        if (
            before == after
            && Content.ProposesFunding == content.ProposesFunding
            && Content.LeadOfficer?.PersonId == content.LeadOfficer?.PersonId
        )
            return;
        Take(content, at);
        Happened(new Happening($"Edited:{taskKey}", Before: before, After: after));
    }

    /// <summary>Names the person behind the lead officer of a draft, who may then edit it and never sign it.</summary>
    public void LinkLeadOfficer(Actor by, long personId, DateTime at)
    {
        GuardEditable(by);
        if (Content.LeadOfficer is { } lead)
            Take(Content with { LeadOfficer = lead with { PersonId = personId } }, at);
    }

    public void Attach(Actor by, Appendix appendix, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(appendix);
        GuardEditable(by);
        if (Appendices.FirstOrDefault(other => other.Sha256 == appendix.Sha256) is { } same)
            throw new DomainException(
                "appendix.twice",
                $"{appendix.Name} is attached already. Its content is the same as that of {same.Name}."
            );
        appendix.AttachFor(Round + 1);
        appendices.Add(appendix);
        UpdatedAt = at;
        Happened(new Happening("AppendixAdded", After: appendix.Name));
    }

    /// <summary>
    /// Takes an appendix off a draft and returns it. Where it was sealed before it is kept with its rounds; else its file
    /// can be deleted.
    /// </summary>
    public Appendix Detach(Actor by, long appendixId, DateTime at)
    {
        GuardEditable(by);
        var appendix =
            Appendices.FirstOrDefault(appendix => appendix.Id == appendixId)
            ?? throw new DomainException("appendix.gone", "The appendix has been removed already.");
        if (appendix.FirstRound <= Round)
            appendix.RemoveAfter(Round);
        else
            appendices.Remove(appendix);
        UpdatedAt = at;
        Happened(new Happening("AppendixRemoved", Before: appendix.Name));
        return appendix;
    }

    /// <summary>What is left to do before it can be submitted.</summary>
    public IReadOnlyList<ChecklistTask> Checklist(TemplateDefinition template) =>
        DecisionChecklist.Of(template, Content, Appendices.Count);

    /// <summary>Why the person cannot change the record, as a sentence; null when they can.</summary>
    public string? WhyNotEdit(Actor by) => NotEditable(by)?.Message;

    private void GuardEditable(Actor by)
    {
        if (NotEditable(by) is { } refusal)
            throw refusal;
    }

    private DomainException? NotEditable(Actor by)
    {
        if (IsSealed)
            return DomainException.Conflict(
                "decision.sealed",
                $"{Label} has been submitted and is sealed, so it cannot be changed. An officer can return it to draft."
            );
        if (!IsDraft)
            return DomainException.Conflict(
                "decision.closed",
                $"{Label} is {Status.Title().ToLowerInvariant()}, so it cannot be changed. A later record can vary, supersede or revoke a decision."
            );
        return MayEdit(by)
            ? null
            : new(
                "decision.not-yours",
                $"Only {RaisedByName}, who raised the record, and its lead officer can change it."
            );
    }

    private static string Shortened(string title)
    {
        if (title.Length <= LongestTitle)
            return title;
        var end = LongestTitle - 1;
        return $"{title[..(char.IsHighSurrogate(title[end - 1]) ? end - 1 : end)]}…";
    }

    /// <summary>Takes content over, with the facts that lists filter by.</summary>
    private void Take(DecisionContent content, DateTime at)
    {
        Content = content;
        Title = content.Title;
        LeadOfficerId = content.LeadOfficer?.PersonId;
        LeadOfficerName = content.LeadOfficer?.Name;
        Recipient =
            content.ProposesFunding == true && content.Funding is { Recipient.Length: > 0 }
                ? content.Funding.Recipient
                : null;
        Amount = content.ProposesFunding == true ? content.Funding?.Maximum : null;
        Confidentiality = content.Confidentiality;
        EarlierId = content.Relation?.EarlierId;
        UpdatedAt = at;
        if (ReturnedAt is null)
            WaitsSince = at.LondonDate();
    }
}
