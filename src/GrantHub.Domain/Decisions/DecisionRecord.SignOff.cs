using GrantHub.Domain.People;

namespace GrantHub.Domain.Decisions;

/// <param name="Reference">As printed, such as "D-2017-0001".</param>
/// <param name="Slug">As an address writes it.</param>
/// <param name="Year">The calendar year it was given out for.</param>
public sealed record DecisionReference(string Reference, string Slug, int Year);

/// <summary>Submit, sign, return, decide, withdraw.</summary>
public sealed partial class DecisionRecord
{
    /// <summary>The officers who must sign this record, in order.</summary>
    public IReadOnlyList<RouteStep> Route(TemplateDefinition template)
    {
        ArgumentNullException.ThrowIfNull(template);
        var money = Content.MoneyIsInvolved(template);
        return
        [
            .. template.Route.Where(step =>
                step.Condition switch
                {
                    RouteCondition.Always => true,
                    RouteCondition.MoneyInvolved => money,
                }
            ),
        ];
    }

    /// <summary>Refuses, with the first thing to do in every task, while the record is not ready to be submitted.</summary>
    public void GuardSubmittable(Actor by, TemplateDefinition template)
    {
        GuardEditable(by);
        ArgumentNullException.ThrowIfNull(template);
        if (Content.ProposesFunding == true && !template.CanFund)
            throw new DomainException(
                "submit.hidden-funding",
                $"The record proposes a grant, but the form \"{template.Name}\" has no section for a grant, so nobody who signs would see it. Withdraw the record and raise it again."
            );
        var open = Checklist(template).Where(task => !task.IsComplete).ToList();
        if (open.Count > 0)
            throw new DomainException(
                "submit.incomplete",
                "The record cannot be submitted yet. "
                    + string.Join(" ", open.Select(task => $"{task.Heading}: {task.Missing[0]}"))
            );
    }

    /// <summary>Seals the content and hands the record to the first officer.</summary>
    /// <param name="reference">Taken at the first submission; later rounds keep the first.</param>
    public void Submit(
        Actor by,
        TemplateDefinition template,
        DecisionReference reference,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(reference);
        GuardSubmittable(by, template);
        if (Reference is null)
            (Reference, Slug, Year) = (reference.Reference, reference.Slug, reference.Year);
        Round++;
        var seal = new Seal(
            Round,
            Domain.Decisions.Seal.CanonicalBytes(template, Content, Appendices),
            at
        );
        seals.Add(seal);
        SealHash = seal.Sha256;
        SubmittedAt = at;
        SubmittedById = by.PersonId;
        ReturnedAt = null;
        ReturnedByName = null;
        ReturnReason = null;
        UpdatedAt = at;
        AwaitingRole = NextRole(template);
        WaitsSince = at.LondonDate();
        Happened(new Happening("Submitted", After: seal.Sha256));
    }

    /// <summary>The comments that the next signer cannot leave out, as (heading's key, why).</summary>
    public IReadOnlyList<(string Heading, string Why)> MandatoryComments(
        TemplateDefinition template,
        Role role
    )
    {
        ArgumentNullException.ThrowIfNull(template);
        var mandatory = new List<(string, string)>();
        foreach (var heading in template.Implications)
        {
            var answer = Content.Implication(heading.Key);
            if (role == Role.ChiefFinanceOfficer && heading.AdviceFrom == role)
            {
                if (Content.ProposesFunding == true)
                    mandatory.Add(
                        (
                            heading.Key,
                            "The chief finance officer’s comments are needed because this decision commits money."
                        )
                    );
                else if (answer.HasEffect == true)
                    mandatory.Add(
                        (
                            heading.Key,
                            "The chief finance officer’s comments are needed because there is a financial effect."
                        )
                    );
            }
            else if (
                role == Role.MonitoringOfficer
                && heading.AdviceFrom == role
                && answer.HasEffect == true
            )
                mandatory.Add(
                    (
                        heading.Key,
                        "The monitoring officer’s comments are needed because there is a legal effect."
                    )
                );

            if (role == Role.MonitoringOfficer && answer.Considered == false)
                mandatory.Add(
                    (
                        heading.Key,
                        $"The monitoring officer’s comments are needed because {heading.Heading.ToLowerInvariant()} has not been considered."
                    )
                );
        }
        return mandatory;
    }

    /// <summary>
    /// What the chief finance officer said when accepting that a funding stream goes beyond its over-programming limit;
    /// null when nothing was accepted.
    /// </summary>
    public string? OverProgrammingAccepted =>
        LiveSignatures
            .FirstOrDefault(signature => signature.Role == Role.ChiefFinanceOfficer)
            ?.CommentOn(Comment.OverProgramming);

    /// <summary>Why the person cannot sign or decide now, as a sentence; null when nothing stands in the way.</summary>
    public string? WhyNotSign(Actor by) => (NotAwaiting() ?? Signer(by).Refusal)?.Message;

    /// <summary>Refuses when what stands now is not what the person read before signing.</summary>
    /// <param name="seal">The hash of what was read; null: nothing to compare.</param>
    public void GuardSeen(string? seal)
    {
        if (seal is not null && IsSealed && seal != SealHash)
            throw DomainException.Conflict(
                "sign.unseen",
                $"{Label} was returned and submitted again after you opened it, so it no longer says what you read. Nothing has been signed or returned. Open it again and read it."
            );
    }

    /// <summary>An officer agrees to the statement of the route and hands the record on.</summary>
    public Signature Sign(Actor by, TemplateDefinition template, Signing signing, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(signing);
        signing = signing.Cleaned();
        GuardAwaiting();
        var capacity = GuardSigner(by);
        if (IsDecisionMaker(capacity.Role))
            throw new DomainException(
                "sign.decide",
                $"Every officer has signed {Label}. Decide it or return it."
            );
        GuardIntact(template);
        GuardAgreed(signing);
        if (
            capacity.Role != Role.ChiefFinanceOfficer
            && signing.Comments.Any(c => c.Heading == Comment.OverProgramming)
        )
            throw new DomainException(
                "sign.over-programming",
                "Only the chief finance officer can accept that a funding stream goes beyond its limit."
            );
        foreach (var (heading, why) in MandatoryComments(template, capacity.Role))
            if (signing.Comments.All(c => c.Heading != heading))
                throw new DomainException("sign.comments", why);
        var statement = template.Route.First(step => step.Role == capacity.Role).Statement;
        var signature = Put(by, capacity, statement, signing, null, at);
        AwaitingRole = NextRole(template);
        WaitsSince = at.LondonDate();
        Happened(new Happening("Signed", capacity.Title, After: signature.Hash));
        return signature;
    }

    /// <summary>Puts the record back to draft. Signatures of this round become void and stay in the history.</summary>
    public void Return(Actor by, string reason, DateTime at)
    {
        GuardAwaiting();
        var capacity = GuardSigner(by);
        var words = PastedText.Normalise(reason);
        if (string.IsNullOrWhiteSpace(words))
            throw new DomainException(
                "return.reason",
                "Say why you return the record, so that the lead officer knows what to change."
            );
        foreach (var signature in LiveSignatures)
            signature.Void(at);
        ReturnedAt = at;
        ReturnedByName = by.Name;
        ReturnReason = words;
        AwaitingRole = null;
        SubmittedAt = null;
        SealHash = null;
        UpdatedAt = at;
        WaitsSince = at.LondonDate();
        Happened(new Happening("Returned", capacity.Title, ReturnReason));
    }

    /// <summary>Decides the record for good.</summary>
    /// <param name="note">The reason where the outcome is not approved; else conditions, or nothing.</param>
    public Signature Decide(
        Actor by,
        TemplateDefinition template,
        Outcome outcome,
        string? note,
        Signing signing,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(signing);
        signing = signing.Cleaned();
        GuardAwaiting();
        if (AwaitingRole is { } waiting && !IsDecisionMaker(waiting))
            throw new DomainException(
                "decide.signatures",
                $"{Label} cannot be decided yet. It waits for the signature of the {waiting.Title().ToLowerInvariant()}."
            );
        var capacity = GuardSigner(by);
        GuardIntact(template);
        GuardAgreed(signing);
        var chosen =
            template.Find(outcome)
            ?? throw new DomainException(
                "decide.outcome",
                $"Choose one of the outcomes of the form \"{template.Name}\"."
            );
        var words = PastedText.Normalise(note);
        if (outcome == Domain.Decisions.Outcome.NotApproved && string.IsNullOrWhiteSpace(words))
            throw new DomainException("decide.reason", "Say why the record is not approved.");
        var signature = Put(by, capacity, chosen.Statement, signing, outcome, at);
        Outcome = outcome;
        AwaitingRole = null;
        DecidedAt = at;
        DecidedOn = at.LondonDate();
        WaitsSince = DecidedOn;
        DecidedByName = by.Name;
        DecisionNote = string.IsNullOrWhiteSpace(words) ? null : words;
        Happened(
            new Happening($"Decided:{outcome}", capacity.Title, DecisionNote, After: signature.Hash)
        );
        return signature;
    }

    /// <summary>Whether the person may withdraw it: who may edit it, until it is decided.</summary>
    public void Withdraw(Actor by, string reason, DateTime at)
    {
        if (Outcome is not null)
            throw AlreadyDecided();
        if (WithdrawnAt is not null)
            throw DomainException.Conflict(
                "decision.withdrawn",
                $"{Label} has been withdrawn already."
            );
        if (!MayEdit(by))
            throw new DomainException(
                "decision.not-yours",
                $"Only {RaisedByName}, who raised the record, and its lead officer can withdraw it."
            );
        var words = PastedText.Normalise(reason);
        if (string.IsNullOrWhiteSpace(words))
            throw new DomainException("withdraw.reason", "Say why you withdraw the record.");
        foreach (var signature in LiveSignatures)
            signature.Void(at);
        WithdrawnAt = at;
        WithdrawReason = words;
        AwaitingRole = null;
        WaitsSince = null;
        UpdatedAt = at;
        Happened(new Happening("Withdrawn", Why: WithdrawReason));
    }

    private static bool IsDecisionMaker(Role role) => role is Role.Commissioner or Role.Cabinet;

    /// <summary>The next officer of the route without a live signature, then the decision maker.</summary>
    private Role NextRole(TemplateDefinition template)
    {
        var signed = LiveSignatures.Select(signature => signature.Role).ToHashSet();
        return Route(template)
                .Select(step => (Role?)step.Role)
                .FirstOrDefault(role => !signed.Contains(role!.Value))
            ?? template.DecisionMaker;
    }

    private Signature Put(
        Actor by,
        Capacity capacity,
        string statement,
        Signing signing,
        Outcome? outcome,
        DateTime at
    )
    {
        var signature = new Signature(
            Round,
            by,
            capacity,
            statement,
            signing,
            outcome,
            at,
            SealHash!,
            LiveSignatures
        );
        signatures.Add(signature);
        UpdatedAt = at;
        return signature;
    }

    private void GuardAwaiting()
    {
        if (NotAwaiting() is { } refusal)
            throw refusal;
    }

    private DomainException? NotAwaiting()
    {
        if (Outcome is not null)
            return AlreadyDecided();
        if (WithdrawnAt is not null)
            return DomainException.Conflict(
                "decision.withdrawn",
                $"{Label} has been withdrawn, so there is nothing to sign or decide."
            );
        if (AwaitingRole is null)
            return DomainException.Conflict(
                "decision.not-submitted",
                ReturnedAt is null
                    ? $"{Label} has not been submitted, so there is nothing to sign or decide."
                    : $"{ReturnedByName} returned {Label} to draft, so there is nothing to sign or decide until it is submitted again."
            );
        return null;
    }

    private DomainException AlreadyDecided() =>
        DomainException.Conflict(
            "decision.decided",
            $"{Label} was decided by {DecidedByName}: {Outcome switch
            {
                Domain.Decisions.Outcome.Approved => "approved",
                Domain.Decisions.Outcome.NotApproved => "not approved",
                Domain.Decisions.Outcome.Noted => "noted",
                Domain.Decisions.Outcome.Received => "received",
                null => "",
            }}. A decision never changes; a later record can vary, supersede or revoke it."
        );

    private Capacity GuardSigner(Actor by)
    {
        var (capacity, refusal) = Signer(by);
        return capacity ?? throw refusal!;
    }

    /// <summary>In which role the person would sign now, or why not.</summary>
    private (Capacity? Capacity, DomainException? Refusal) Signer(Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (
            LiveSignatures.FirstOrDefault(signature => signature.PersonId == by.PersonId) is
            { } earlier
        )
            return (
                null,
                DomainException.Conflict(
                    "sign.twice",
                    $"You have signed {Label} already, as {earlier.Capacity.ToLowerInvariant()}. Nobody signs twice; the next signature is somebody else’s."
                )
            );
        if (
            by.PersonId == RaisedById
            || by.PersonId == SubmittedById
            || by.PersonId == LeadOfficerId
        )
            return (
                null,
                new(
                    "sign.own",
                    $"You raised, lead or submitted {Label}, so you cannot sign or decide it. A deputy or another holder of the role can."
                )
            );
        var role = AwaitingRole!.Value;
        if (by.In(role) is not { } capacity)
            return (
                null,
                new(
                    "sign.turn",
                    $"{Label} waits for the {role.Title().ToLowerInvariant()} and cannot be signed or decided by anybody else now."
                )
            );
        if (capacity.Limit is { } limit && AmountAtStake > limit)
            return (
                null,
                new(
                    "sign.limit",
                    $"As a deputy you can sign or decide up to {limit}, and this record is about {AmountAtStake}. Leave it to {capacity.ForName}."
                )
            );
        return (capacity, null);
    }

    private static void GuardAgreed(Signing signing)
    {
        if (!signing.Agreed)
            throw new DomainException("sign.agree", Signing.TickMissing);
        signing.Interests.Check();
    }

    /// <summary>Refuses when the stored content is no longer what was sealed.</summary>
    private void GuardIntact(TemplateDefinition template)
    {
        var now = new Seal(
            Round,
            Domain.Decisions.Seal.CanonicalBytes(template, Content, Appendices),
            default
        );
        if (now.Sha256 != SealHash)
            throw new DomainException(
                "seal.broken",
                $"The content of {Label} is not what was sealed when it was submitted. Nothing has been signed. Tell the administrator."
            );
    }
}
