using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;

namespace GrantHub.Domain.Grants;

/// <summary>
/// A multi-year grant that an approved decision record made. The maximum of the decision is its ceiling; the first year
/// is confirmed, each later one indicative until a review says otherwise.
/// </summary>
/// <remarks>Everything that changes it needs the whole of it loaded: the rules look across years and payments.</remarks>
public sealed partial class Grant : AggregateRoot
{
    private readonly List<GrantYear> years = [];
    private readonly List<GrantStream> streams = [];
    private readonly List<GrantChange> changes = [];
    private readonly List<GrantShare> shares = [];
    private readonly List<Instalment> instalments = [];
    private readonly List<Recovery> recoveries = [];
    private readonly List<MonitoringReturn> returns = [];
    private readonly List<AnnualReview> reviews = [];

    private Grant() { }

    public const string Subject = "grant";

    public override string SubjectKind => Subject;

    public string Reference { get; private set; } = "";
    public string Slug { get; private set; } = "";

    /// <summary>The decision that made it.</summary>
    public long DecisionId { get; private set; }
    public string DecisionReference { get; private set; } = "";
    public string Title { get; private set; } = "";
    public long RecipientId { get; private set; }

    /// <summary>The recipient's name on the day of the decision.</summary>
    public string RecipientName { get; private set; } = "";

    /// <summary>Who is paid, where the recipient is not a legal person.</summary>
    public string? Payee { get; private set; }
    public long? LeadOfficerId { get; private set; }
    public string LeadOfficerName { get; private set; } = "";
    public DateOnly PeriodStart { get; private set; }
    public DateOnly PeriodEnd { get; private set; }
    public Money Ceiling { get; private set; }
    public StatutoryPower Power { get; private set; }
    public string? OtherPower { get; private set; }
    public DateTime ApprovedAt { get; private set; }

    /// <summary>In order of year.</summary>
    public IReadOnlyList<GrantYear> Years => [.. years.OrderBy(year => year.Year)];
    public IReadOnlyList<GrantStream> Streams => streams;

    /// <summary>The decision that made the grant, then those that changed it.</summary>
    public IReadOnlyList<GrantChange> Changes =>
        [.. changes.OrderBy(change => change.Id == 0).ThenBy(change => change.Id)];

    /// <summary>Makes the grant that an approved record with a funding proposal calls for, without re-keying.</summary>
    public static Grant FromDecision(
        DecisionRecord decision,
        Organisation recipient,
        string reference,
        string slug,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(recipient);
        if (
            decision.Outcome != Outcome.Approved
            || decision.Content is not { ProposesFunding: true, Funding: { } funding }
        )
            throw new DomainException(
                "grant.no-decision",
                "A grant needs an approved decision record with a funding proposal."
            );
        var grant = new Grant
        {
            Reference = reference,
            Slug = slug,
            DecisionId = decision.Id,
            DecisionReference = decision.Reference!,
            Title = decision.Title,
            RecipientId = recipient.Id,
            RecipientName = funding.Recipient,
            LeadOfficerId = decision.LeadOfficerId,
            LeadOfficerName = decision.LeadOfficerName ?? decision.RaisedByName,
            ApprovedAt = at,
        };
        grant.TakeTerms(funding);
        var first = true;
        foreach (var line in funding.Schedule.OrderBy(line => line.Year))
        {
            grant.years.Add(
                new GrantYear(
                    line.Year,
                    line.Amount,
                    first ? GrantYearState.Confirmed : GrantYearState.Indicative
                )
            );
            first = false;
        }
        grant.changes.Add(new GrantChange(decision, null));
        grant.Reschedule();
        grant.Happened(
            new Happening("GrantMade", Why: decision.Reference, After: grant.ScheduleWords())
        );
        return grant;
    }

    /// <summary>
    /// Takes over the ceiling and schedule of a later decision that varies the one behind the grant. A year keeps its
    /// state; a new year is indicative; an indicative year that the later decision leaves out is discontinued, and a
    /// discontinued one that it lists is planned again.
    /// </summary>
    public void Vary(DecisionRecord later)
    {
        ArgumentNullException.ThrowIfNull(later);
        if (
            later.Outcome != Outcome.Approved
            || later.Content is not { ProposesFunding: true, Funding: { } funding }
        )
            throw new DomainException(
                "grant.no-decision",
                "A grant is varied by an approved decision record with a funding proposal."
            );
        GuardVariation(funding);
        var before = ScheduleWords();
        foreach (var line in funding.Schedule)
            if (years.Find(year => year.Year == line.Year) is { } year)
            {
                year.Plan(line.Amount);
                year.Reinstate(StateOfReinstated(line.Year));
            }
            else
                years.Add(new GrantYear(line.Year, line.Amount, StateOfNew(line.Year)));
        LeaveOut(funding);
        TakeTerms(funding);
        LeadOfficerId = later.LeadOfficerId ?? LeadOfficerId;
        LeadOfficerName = later.LeadOfficerName ?? LeadOfficerName;
        changes.Add(new GrantChange(later, RelationKind.Varies));
        Reschedule();
        Happened(
            new Happening(
                "GrantVaried",
                Why: later.Reference,
                Before: before,
                After: ScheduleWords()
            )
        );
    }

    /// <summary>
    /// Ends what a later decision takes away: every indicative year, and of the confirmed ones what is not yet authorised
    /// or paid. A decision that supersedes takes the confirmed years that it pays for itself, so that no year is confirmed
    /// twice; one that revokes takes them all.
    /// </summary>
    public void GiveWayTo(DecisionRecord later)
    {
        ArgumentNullException.ThrowIfNull(later);
        if (
            later.Outcome != Outcome.Approved
            || later.Content.Relation is not { Kind: not RelationKind.Varies } relation
        )
            throw new DomainException(
                "grant.no-decision",
                "A grant is discontinued by an approved decision record that supersedes or revokes another."
            );
        var before = ScheduleWords();
        changes.Add(new GrantChange(later, relation.Kind));
        var paidByLater = later.Content is { ProposesFunding: true, Funding: { } funding }
            ? funding.Schedule.Select(line => line.Year).ToHashSet()
            : [];
        foreach (var year in years)
            if (year.State == GrantYearState.Indicative)
                year.Discontinue();
            else if (GivesWay(year, relation.Kind, paidByLater))
                year.DiscontinueBeyond(Committed(year.Year));
        Reschedule();
        Happened(
            new Happening(
                "GrantDiscontinued",
                Why: later.Reference,
                Before: before,
                After: ScheduleWords()
            )
        );
    }

    /// <summary>Whether a later decision takes what is confirmed of a year and neither authorised nor paid.</summary>
    private bool GivesWay(
        GrantYear year,
        RelationKind kind,
        IReadOnlySet<FinancialYear> paidByLater
    ) =>
        year is { State: GrantYearState.Confirmed, Settlement: null }
        && (kind == RelationKind.Revokes || paidByLater.Contains(year.Year))
        && Committed(year.Year) < year.Planned;

    /// <summary>
    /// The grant as it stands, to start a record from that varies it. Years that are not paid any more are left out.
    /// </summary>
    /// <param name="basis">The proposal of an earlier decision; gives what the grant does not keep.</param>
    public FundingProposal Proposal(FundingProposal basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return basis with
        {
            Recipient = RecipientName,
            Payee = Payee,
            PeriodStart = PeriodStart,
            PeriodEnd = PeriodEnd,
            Maximum = Ceiling,
            Schedule =
            [
                .. Years
                    .Where(year =>
                        year.State != GrantYearState.Discontinued || year.Confirmed > Money.Zero
                    )
                    .Select(year => new ScheduleLine(
                        year.Year,
                        year.State == GrantYearState.Discontinued ? year.Confirmed : year.Planned
                    )),
            ],
            Streams =
            [
                .. streams.Select(stream => new StreamShare(
                    stream.StreamId,
                    stream.Stream,
                    stream.Amount
                )),
            ],
            Power = Power,
            OtherPower = OtherPower,
        };
    }

    private static void GuardTerms(FundingProposal funding)
    {
        if (funding.Missing() is [var missing, ..])
            throw new DomainException("grant.terms", missing.Sentence);
    }

    private void TakeTerms(FundingProposal funding)
    {
        GuardTerms(funding);
        Payee = funding.Payee;
        PeriodStart = funding.PeriodStart!.Value;
        PeriodEnd = funding.PeriodEnd!.Value;
        Ceiling = funding.Maximum!.Value;
        Power = funding.Power!.Value;
        OtherPower = funding.OtherPower;
        streams.Clear();
        streams.AddRange(
            funding.Streams.Select(share => new GrantStream(
                share.StreamId,
                share.Stream,
                share.Amount
            ))
        );
    }

    /// <summary>What is confirmed and what is paid can be raised by a later decision, never taken away.</summary>
    private void GuardVariation(FundingProposal funding)
    {
        GuardTerms(funding);
        if (Termination is { } termination)
            throw new DomainException(
                "grant.terminated",
                $"{Reference} was terminated on {termination.On.InWords()}, so it cannot be varied. Return the record; money that is to be granted again needs a record of its own."
            );
        foreach (var year in Years)
        {
            var line = funding.Schedule.FirstOrDefault(line => line.Year == year.Year);
            if (
                line is null
                && (year.State == GrantYearState.Confirmed || year.Released > Money.Zero)
            )
                throw new DomainException(
                    "grant.confirmed-year",
                    $"{year.Year} of {Reference} is confirmed at {year.Confirmed}, and the record leaves it out. Return the record so that the schedule holds every confirmed year."
                );
            if (year.Settlement is not null && line?.Amount > year.Planned)
                throw new DomainException(
                    "grant.settled-year",
                    $"{year.Year} of {Reference} is settled, so nothing more can be paid for it, and the record raises it from {year.Planned} to {line.Amount}. Return the record so that the year holds at most {year.Planned}."
                );
            var least = year.Released > Committed(year.Year) ? year.Released : Committed(year.Year);
            if (line is not null && line.Amount < least)
                throw new DomainException(
                    "grant.below-paid",
                    $"{year.Year} of {Reference} has {least} released, authorised or paid already, and the record gives it {line.Amount}. Return the record so that the year holds at least {least}."
                );
        }
    }

    /// <summary>No annual review comes before a year that precedes a confirmed one, so the decision itself confirms it.</summary>
    private GrantYearState StateOfNew(FinancialYear added) =>
        years.Any(year => year.State == GrantYearState.Confirmed && year.Year > added)
            ? GrantYearState.Confirmed
            : GrantYearState.Indicative;

    /// <summary>No annual review is left to confirm a year on which one has decided already, so the decision does.</summary>
    private GrantYearState StateOfReinstated(FinancialYear year) =>
        reviews.Exists(review => review.Decides == year && review.SignedAt is not null)
            ? GrantYearState.Confirmed
            : StateOfNew(year);

    /// <summary>
    /// Discontinues the years that the later decision leaves out. What the new ceiling no longer covers of them is not
    /// counted, so that the parts of the ceiling still add up to it.
    /// </summary>
    private void LeaveOut(FundingProposal funding)
    {
        var left = funding.Maximum!.Value - Money.Sum(funding.Schedule.Select(line => line.Amount));
        foreach (
            var year in Years.Where(year => funding.Schedule.All(line => line.Year != year.Year))
        )
        {
            if (year.Planned > left)
                year.Plan(left);
            year.Discontinue();
            left -= year.Planned;
        }
    }
}
