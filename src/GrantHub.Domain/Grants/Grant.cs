using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;

namespace GrantHub.Domain.Grants;

public enum GrantYearState
{
    /// <summary>May be paid.</summary>
    Confirmed,

    /// <summary>Planned, not yet certain: the annual review before it has to say so.</summary>
    Indicative,

    /// <summary>Will not be paid.</summary>
    Discontinued,
}

/// <summary>One financial year of a grant's schedule.</summary>
public sealed class GrantYear
{
    private GrantYear() { }

    internal GrantYear(FinancialYear year, Money planned, GrantYearState state)
    {
        Year = year;
        Planned = planned;
        State = state;
    }

    public long Id { get; private set; }
    public long GrantId { get; private set; }
    public FinancialYear Year { get; private set; }

    /// <summary>What the decision, or the latest change of it, gives the year.</summary>
    public Money Planned { get; private set; }
    public GrantYearState State { get; private set; }

    public Money Confirmed => State == GrantYearState.Confirmed ? Planned : Money.Zero;
    public Money Indicative => State == GrantYearState.Indicative ? Planned : Money.Zero;
    public Money Discontinued => State == GrantYearState.Discontinued ? Planned : Money.Zero;

    internal void Plan(Money planned) => Planned = planned;

    internal void Discontinue() => State = GrantYearState.Discontinued;
}

/// <summary>What one funding stream gives towards the ceiling.</summary>
public sealed class GrantStream
{
    private GrantStream() { }

    internal GrantStream(long streamId, string stream, Money amount)
    {
        StreamId = streamId;
        Stream = stream;
        Amount = amount;
    }

    public long Id { get; private set; }
    public long GrantId { get; private set; }
    public long StreamId { get; private set; }

    /// <summary>The name the stream had when the decision was made.</summary>
    public string Stream { get; private set; } = "";
    public Money Amount { get; private set; }
}

/// <summary>A decision that made or changed a grant.</summary>
public sealed class GrantChange
{
    private GrantChange() { }

    internal GrantChange(DecisionRecord decision, RelationKind? kind)
    {
        DecisionId = decision.Id;
        Reference = decision.Reference!;
        DecisionSlug = decision.Slug!;
        Kind = kind;
        DecidedOn = decision.DecidedOn!.Value;
    }

    public long Id { get; private set; }
    public long GrantId { get; private set; }
    public long DecisionId { get; private set; }
    public string Reference { get; private set; } = "";

    /// <summary>The decision's reference as its address writes it.</summary>
    public string DecisionSlug { get; private set; } = "";

    /// <summary>Null for the decision that made the grant.</summary>
    public RelationKind? Kind { get; private set; }
    public DateOnly DecidedOn { get; private set; }
}

/// <summary>
/// A multi-year grant that an approved decision record made. The maximum of the decision is its ceiling; the first year
/// is confirmed, each later one indicative until a review says otherwise.
/// </summary>
public sealed class Grant : AggregateRoot
{
    private readonly List<GrantYear> years = [];
    private readonly List<GrantStream> streams = [];
    private readonly List<GrantChange> changes = [];

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

    public Money Confirmed => Money.Sum(years.Select(year => year.Confirmed));
    public Money Indicative => Money.Sum(years.Select(year => year.Indicative));
    public Money Discontinued => Money.Sum(years.Select(year => year.Discontinued));

    /// <summary>Of the ceiling, what is not confirmed.</summary>
    public Money Remaining => Ceiling - Confirmed;

    /// <summary>Of the ceiling, what no year holds.</summary>
    public Money NeverUsed => Ceiling - Confirmed - Indicative - Discontinued;

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
        grant.Happened(new Happening("GrantMade", Why: decision.Reference, After: grant.Figures()));
        return grant;
    }

    /// <summary>
    /// Takes over the ceiling and schedule of a later decision that varies the one behind the grant. A year keeps its
    /// state; a new year is indicative; an indicative year that the later decision leaves out is discontinued.
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
        var before = Figures();
        foreach (var year in years)
        {
            var line = funding.Schedule.FirstOrDefault(line => line.Year == year.Year);
            if (line is not null)
                year.Plan(line.Amount);
            else if (year.State == GrantYearState.Confirmed)
                throw new DomainException(
                    "grant.confirmed-year",
                    $"{year.Year} of {Reference} is confirmed at {year.Planned}, and the record leaves it out. Return the record so that the schedule holds every confirmed year."
                );
            else
                year.Discontinue();
        }
        foreach (
            var line in funding.Schedule.Where(line => years.All(year => year.Year != line.Year))
        )
            years.Add(new GrantYear(line.Year, line.Amount, GrantYearState.Indicative));
        TakeTerms(funding);
        changes.Add(new GrantChange(later, RelationKind.Varies));
        Happened(
            new Happening("GrantVaried", Why: later.Reference, Before: before, After: Figures())
        );
    }

    /// <summary>Every indicative year ends, because the decision behind the grant was superseded or revoked.</summary>
    public void DiscontinueIndicative(DecisionRecord later)
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
        var before = Figures();
        changes.Add(new GrantChange(later, relation.Kind));
        foreach (var year in years.Where(year => year.State == GrantYearState.Indicative))
            year.Discontinue();
        Happened(
            new Happening(
                "GrantDiscontinued",
                Why: later.Reference,
                Before: before,
                After: Figures()
            )
        );
    }

    private void TakeTerms(FundingProposal funding)
    {
        if (funding.Missing() is [var missing, ..])
            throw new DomainException("grant.terms", missing.Sentence);
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

    private string Figures() =>
        $"Ceiling {Ceiling}; "
        + string.Join(
            "; ",
            Years.Select(year =>
                $"{year.Year} {year.Planned} {year.State.ToString().ToLowerInvariant()}"
            )
        );
}
