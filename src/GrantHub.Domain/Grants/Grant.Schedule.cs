using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>How far a grant has come; follows from its facts.</summary>
public enum GrantState
{
    /// <summary>Nothing can be paid before the agreement is signed by both.</summary>
    AwaitingAgreement,
    Running,
    Terminated,

    /// <summary>Every year is settled or discontinued.</summary>
    Closed,
}

/// <summary>The schedule by financial year: what is confirmed, indicative, discontinued and never used.</summary>
public sealed partial class Grant
{
    /// <summary>The part of an indicative year that may be released early, in hundredths.</summary>
    public const int MostReleasedPercent = 25;

    /// <summary>What each funding stream bears of each year; empty where the grant names no streams.</summary>
    public IReadOnlyList<GrantShare> Shares => shares;

    public Money Confirmed => Money.Sum(years.Select(year => year.Confirmed));
    public Money Indicative => Money.Sum(years.Select(year => year.Indicative));
    public Money Discontinued => Money.Sum(years.Select(year => year.Discontinued));

    /// <summary>Of the ceiling, what is not confirmed.</summary>
    public Money Remaining => Ceiling - Confirmed;

    /// <summary>Of the ceiling, what no year holds.</summary>
    public Money NeverUsed => Ceiling - Confirmed - Indicative - Discontinued;

    public Money Paid => Money.Sum(years.Select(year => PaidOf(year.Year)));
    public Money Recovered => Money.Sum(years.Select(year => RecoveredOf(year.Year)));
    public Money Spent => Money.Sum(years.Select(year => SpentOf(year.Year)));

    /// <summary>What the recipient still holds over all years.</summary>
    public Money Unspent => Money.Sum(years.Select(year => FiguresOf(year.Year).Unspent));

    public GrantState State
    {
        get
        {
            if (
                years.TrueForAll(year =>
                    year.Settlement is not null
                    || (year.State == GrantYearState.Discontinued && !NeedsSettlement(year.Year))
                )
            )
                return GrantState.Closed;
            if (Termination is not null)
                return GrantState.Terminated;
            return IsAgreementSigned ? GrantState.Running : GrantState.AwaitingAgreement;
        }
    }

    /// <summary>Every figure of one year of the schedule.</summary>
    public YearFigures FiguresOf(FinancialYear financialYear)
    {
        var year = YearOf(financialYear);
        return new YearFigures(
            year.Year,
            year.State,
            year.Planned,
            year.Confirmed,
            year.Indicative,
            year.Discontinued,
            SumOf(financialYear, InstalmentState.Requested),
            SumOf(financialYear, InstalmentState.Authorised),
            PaidOf(financialYear),
            RecoveredOf(financialYear),
            SpentOf(financialYear),
            BroughtForwardTo(financialYear),
            OffsetAgainst(financialYear),
            year.Settlement?.MovedOn ?? Money.Zero,
            year.Settlement is not null
        );
    }

    /// <summary>The most that may still be released early of a year; £0.00 unless it is indicative.</summary>
    public Money LeftToRelease(FinancialYear financialYear)
    {
        var year = YearOf(financialYear);
        if (year.State != GrantYearState.Indicative)
            return Money.Zero;
        var most = new Money((long)((Int128)year.Planned.Pence * MostReleasedPercent / 100));
        return most > year.Released ? most - year.Released : Money.Zero;
    }

    /// <summary>
    /// The chief finance officer lets a part of an indicative year be paid, so that a late review does not stop salaries.
    /// In total at most 25% of what is planned for the year, rounded down to the penny.
    /// </summary>
    public void ReleaseEarly(FinancialYear financialYear, Money amount, string reason, Actor by)
    {
        var capacity = StandingOf(
            by,
            Role.ChiefFinanceOfficer,
            "release.cfo",
            "Only the chief finance officer can release a part of an indicative year early."
        );
        var year = YearOf(financialYear);
        if (year.State != GrantYearState.Indicative)
            throw DomainException.Conflict(
                "release.state",
                $"{year.Year} is {Word(year.State)}, so there is nothing to release early. Only a part of an indicative year can be."
            );
        if (amount <= Money.Zero)
            throw new DomainException("release.amount", "Enter an amount of more than £0.00.");
        var left = LeftToRelease(financialYear);
        if (amount > left)
            throw new DomainException(
                "release.limit",
                $"{amount} is more than can be released early. At most {MostReleasedPercent}% of the {year.Planned} planned for {year.Year} can be, and {left} of that is left. The annual review confirms the rest."
            );
        var why = PastedText.Required(
            reason,
            "release.reason",
            "Say why the money is needed before the annual review."
        );
        var before = year.Released;
        year.Release(amount);
        Reschedule();
        Happened(
            new Happening(
                "ReleasedEarly",
                capacity.Title,
                why,
                $"{year.Year}: {before} released",
                $"{year.Year}: {year.Released} released, {year.Indicative} indicative"
            )
        );
    }

    /// <summary>Refuses an amount that the ceiling does not allow for a year, with the way to a higher ceiling.</summary>
    private void GuardAmendment(GrantYear year, Money amount)
    {
        if (amount <= Money.Zero)
            throw new DomainException(
                "review.amount",
                $"Enter the amount for {year.Year}, more than £0.00, or recommend to discontinue."
            );
        if (amount < year.Released)
            throw new DomainException(
                "review.released",
                $"{year.Released} of {year.Year} has been released early, so the year cannot be amended to {amount}. Enter {year.Released} or more."
            );
        var bound = OffsetAgainst(year.Year) + Committed(year.Year);
        if (amount < bound && OffsetAgainst(year.Year) > Money.Zero)
            throw new DomainException(
                "review.offset",
                $"{OffsetAgainst(year.Year)} is set off against {year.Year}, and {Committed(year.Year)} of it is authorised or paid, so the year cannot be amended to {amount}. Enter {bound} or more."
            );
        var most = Ceiling - Money.Sum(years.Where(y => y != year).Select(y => y.Planned));
        if (amount > most)
            throw new DomainException(
                "grant.over-ceiling",
                $"{amount} for {year.Year} is {amount - most} over what the ceiling of {Ceiling} allows; at most {most} is possible. To go over the ceiling, start a decision record that varies the grant."
            );
    }

    private GrantYear YearOf(FinancialYear financialYear) =>
        years.Find(year => year.Year == financialYear)
        ?? throw new DomainException(
            "grant.year",
            $"{Reference} has no {financialYear} in its schedule. Choose one of {string.Join(", ", Years.Select(year => year.Year))}."
        );

    /// <summary>The year of the schedule that follows and can still be paid; null when there is none.</summary>
    private GrantYear? After(FinancialYear financialYear) =>
        Years.FirstOrDefault(year =>
            year.Year > financialYear && year.State != GrantYearState.Discontinued
        );

    private static string Word(GrantYearState state) => state.ToString().ToLowerInvariant();

    private string ScheduleWords() =>
        $"Ceiling {Ceiling}; "
        + string.Join(
            "; ",
            Years.Select(year =>
                $"{year.Year} {year.Planned} {Word(year.State)}"
                + (
                    year.State != GrantYearState.Confirmed && year.Released > Money.Zero
                        ? $", {year.Released} of it released early"
                        : ""
                )
            )
        );

    /// <summary>In which capacity somebody acts in a role; a deputy's limit is a limit on the ceiling.</summary>
    private Capacity StandingOf(Actor by, Role role, string code, string sentence)
    {
        ArgumentNullException.ThrowIfNull(by);
        var capacity = by.In(role) ?? throw new DomainException(code, sentence);
        if (capacity.Limit is { } limit && Ceiling > limit)
            throw new DomainException(
                "grant.deputy-limit",
                $"As a deputy you can decide up to {limit}, and the ceiling of {Reference} is {Ceiling}. Leave it to {capacity.ForName}."
            );
        return capacity;
    }

    /// <summary>Follows every change of the schedule: the streams' shares and the next review.</summary>
    private void Reschedule()
    {
        ShareOut();
        PlanReviews();
    }

    /// <summary>
    /// Shares each year's plan over what the streams have left, and within each share its confirmed and indicative parts,
    /// so that the shares of a year add up to its confirmed and its indicative money to the penny.
    /// </summary>
    private void ShareOut()
    {
        var ordered = streams.OrderBy(stream => stream.StreamId).ToList();
        shares.RemoveAll(share =>
            ordered.TrueForAll(stream => stream.StreamId != share.StreamId)
            || years.TrueForAll(year => year.Year != share.Year)
        );
        foreach (var (streamId, year, confirmed, indicative) in SharesWith(AsItStands))
            ShareFor(streamId, year).Bear(confirmed, indicative);
    }

    /// <summary>What each stream would bear of each year if a year were confirmed at another amount.</summary>
    public IEnumerable<(long StreamId, FinancialYear Year, Money Amount)> SharesIfAmended(
        FinancialYear financialYear,
        Money amount
    )
    {
        var amended = YearOf(financialYear);
        return SharesWith(year => year == amended ? (amount, amount, Money.Zero) : AsItStands(year))
            .Select(share => (share.StreamId, share.Year, share.Confirmed + share.Indicative));
    }

    /// <summary>What each stream would bear of each year if a later decision took the grant's place.</summary>
    /// <param name="paidByLater">The years that the later decision pays for.</param>
    public IEnumerable<(long StreamId, FinancialYear Year, Money Amount)> SharesIfSuperseded(
        IReadOnlySet<FinancialYear> paidByLater
    ) =>
        SharesWith(year =>
                year.State == GrantYearState.Indicative ? (year.Planned, year.Released, Money.Zero)
                : GivesWay(year, RelationKind.Supersedes, paidByLater)
                    ? (year.Planned, Committed(year.Year), Money.Zero)
                : AsItStands(year)
            )
            .Select(share => (share.StreamId, share.Year, share.Confirmed + share.Indicative));

    private static (Money Planned, Money Confirmed, Money Indicative) AsItStands(GrantYear year) =>
        (year.Planned, year.Confirmed, year.Indicative);

    private IEnumerable<(
        long StreamId,
        FinancialYear Year,
        Money Confirmed,
        Money Indicative
    )> SharesWith(Func<GrantYear, (Money Planned, Money Confirmed, Money Indicative)> figures)
    {
        var ordered = streams.OrderBy(stream => stream.StreamId).ToList();
        if (ordered.Count == 0)
            return [];
        var shown = Years.Select(year => (year.Year, Of: figures(year))).ToList();
        var plans = StreamSharing.OverYears(
            shown.Select(year => year.Of.Planned),
            ordered.Select(stream => stream.Amount)
        );
        return shown
            .Zip(plans)
            .SelectMany(plan =>
            {
                var (year, planned) = plan;
                var confirmed = StreamSharing.Over(year.Of.Confirmed, planned);
                var indicative = StreamSharing.Over(year.Of.Indicative, Less(planned, confirmed));
                return ordered.Select(
                    (stream, i) =>
                        (
                            stream.StreamId,
                            year.Year,
                            new Money(confirmed[i]),
                            new Money(indicative[i])
                        )
                );
            });
    }

    private GrantShare ShareFor(long streamId, FinancialYear year)
    {
        if (shares.Find(share => share.StreamId == streamId && share.Year == year) is not { } found)
            shares.Add(found = new GrantShare(streamId, year));
        return found;
    }

    private static long[] Less(IReadOnlyList<long> from, IReadOnlyList<long> taken) =>
        [.. from.Zip(taken, (whole, part) => whole - part)];
}
