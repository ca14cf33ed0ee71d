namespace GrantHub.Domain.Grants;

public enum ConditionKind
{
    /// <summary>Blocks every authorisation until it is met.</summary>
    BeforeFirstPayment,

    /// <summary>Blocks once its day has passed and it is not met.</summary>
    ByDate,

    /// <summary>Blocks only while it is marked breached.</summary>
    Continuing,
}

/// <summary>How a condition stands on a day.</summary>
public enum ConditionState
{
    Open,
    Overdue,
    Met,
    Breached,
    Waived,
}

/// <summary>What the recipient has shown, and who recorded it.</summary>
public sealed record ConditionMet(DateOnly On, string Evidence, string ByName);

public sealed record ConditionBreach(DateOnly On, string Reason, string ByName);

/// <param name="ById">Null in waivers kept from before it was.</param>
public sealed record ConditionWaiver(string Reason, string ByName, DateTime At, long? ById = null);

/// <summary>A condition of a grant.</summary>
/// <param name="Number">Within the grant, from 1.</param>
/// <param name="DueOn">The last day for a condition by a date; null for the other kinds.</param>
/// <param name="Breaches">How often it was breached, so that a new breach is not taken for an old one.</param>
public sealed record GrantCondition(
    int Number,
    ConditionKind Kind,
    string Text,
    DateOnly? DueOn,
    ConditionMet? Met = null,
    ConditionBreach? Breach = null,
    int Breaches = 0,
    ConditionWaiver? Waiver = null
)
{
    public ConditionState StateOn(DateOnly today) =>
        this switch
        {
            { Waiver: not null } => ConditionState.Waived,
            { Breach: not null } => ConditionState.Breached,
            { Met: not null } => ConditionState.Met,
            { DueOn: { } due } when today > due => ConditionState.Overdue,
            _ => ConditionState.Open,
        };

    /// <summary>Whether it stops payments from being authorised on a day.</summary>
    public bool BlocksOn(DateOnly today) =>
        StateOn(today) switch
        {
            ConditionState.Open => Kind == ConditionKind.BeforeFirstPayment,
            ConditionState.Overdue or ConditionState.Breached => true,
            ConditionState.Met or ConditionState.Waived => false,
        };
}
