namespace GrantHub.Domain.Reminders;

/// <summary>What people are told of at the moment it happens; each person chooses which.</summary>
[Flags]
public enum Moment : long
{
    None = 0,

    /// <summary>A decision record or an annual review has come to the person to sign or decide.</summary>
    SignOffRequested = 1,

    /// <summary>A decision record or an annual review was sent back to its lead officer.</summary>
    Returned = 1 << 1,

    /// <summary>A decision record of the person's was approved, noted or received.</summary>
    Approved = 1 << 2,

    /// <summary>A decision record of the person's was not approved.</summary>
    Refused = 1 << 3,

    /// <summary>A monitoring return was sent back to the organisation.</summary>
    ReturnSentBack = 1 << 4,

    /// <summary>A payment of a grant was made.</summary>
    PaymentMade = 1 << 5,
}

public static class Moments
{
    /// <summary>Every single one, in the order in which pages list them.</summary>
    public static IReadOnlyList<Moment> All { get; } =
    [.. Enum.GetValues<Moment>().Where(moment => moment != Moment.None)];
}
