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

    /// <summary>What the decision, the annual review or the latest change gives the year.</summary>
    public Money Planned { get; private set; }
    public GrantYearState State { get; private set; }

    /// <summary>
    /// What may be paid of a year that is not confirmed: what the chief finance officer let be paid while it was
    /// indicative, or what was authorised or paid when a later decision took the year away.
    /// </summary>
    public Money Released { get; private set; }

    /// <summary>How the year was closed; null while it is open.</summary>
    public Settlement? Settlement { get; private set; }

    public Money Confirmed => State == GrantYearState.Confirmed ? Planned : Released;
    public Money Indicative => State == GrantYearState.Indicative ? Planned - Released : Money.Zero;
    public Money Discontinued =>
        State == GrantYearState.Discontinued ? Planned - Released : Money.Zero;

    internal void Plan(Money planned) => Planned = planned;

    internal void Confirm() => State = GrantYearState.Confirmed;

    internal void Discontinue() => State = GrantYearState.Discontinued;

    /// <summary>Nothing more is paid than what was authorised or paid already.</summary>
    internal void DiscontinueBeyond(Money committed)
    {
        Released = committed;
        State = GrantYearState.Discontinued;
    }

    /// <summary>A later decision plans the year again.</summary>
    internal void Reinstate(GrantYearState state)
    {
        if (State == GrantYearState.Discontinued)
            State = state;
    }

    internal void Release(Money amount) => Released += amount;

    internal void Settle(Settlement settlement) => Settlement = settlement;
}

/// <summary>The money of one year of a grant, each figure apart from the others.</summary>
/// <param name="Requested">Asked for and not yet authorised.</param>
/// <param name="Authorised">Authorised and not yet paid.</param>
/// <param name="Paid">By the office, recoveries not taken off.</param>
/// <param name="Recovered">Back to the office.</param>
/// <param name="Spent">By the recipient, as the latest accepted return of the year says.</param>
/// <param name="BroughtForward">Left from the year before: carried forward, or set off against this year.</param>
/// <param name="Offset">Of what is brought forward, what lessens the payments of this year.</param>
/// <param name="MovedOn">Carried forward or set off to the year after.</param>
public sealed record YearFigures(
    FinancialYear Year,
    GrantYearState State,
    Money Planned,
    Money Confirmed,
    Money Indicative,
    Money Discontinued,
    Money Requested,
    Money Authorised,
    Money Paid,
    Money Recovered,
    Money Spent,
    Money BroughtForward,
    Money Offset,
    Money MovedOn,
    bool IsSettled
)
{
    /// <summary>What may still be authorised; never negative, and nothing once the year is settled.</summary>
    public Money LeftToAuthorise =>
        IsSettled ? Money.Zero : NotBelowZero(Confirmed - Offset - Authorised - Paid);

    /// <summary>What the recipient still holds; never negative.</summary>
    public Money Unspent => NotBelowZero(Held);

    /// <summary>Spent beyond what the office paid: the recipient's own money.</summary>
    public Money OwnSpend => NotBelowZero(-Held);

    private Money Held => BroughtForward + Paid - Recovered - Spent - MovedOn;

    private static Money NotBelowZero(Money amount) => amount < Money.Zero ? Money.Zero : amount;
}
