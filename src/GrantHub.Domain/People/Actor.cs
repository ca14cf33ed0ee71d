namespace GrantHub.Domain.People;

/// <summary>A deputy's standing today: for whom, in which role, and up to what ceiling (null: no limit).</summary>
public sealed record Deputising(Role Role, long ForId, string ForName, Money? Limit);

/// <summary>In which role somebody acts, and for whom if as a deputy.</summary>
public sealed record Capacity(
    Role Role,
    long? ForId = null,
    string? ForName = null,
    Money? Limit = null
)
{
    /// <summary>"Monitoring officer", or "Monitoring officer, deputy for Alex Moor".</summary>
    public string Title => ForName is null ? Role.Title() : $"{Role.Title()}, deputy for {ForName}";
}

/// <summary>The person who acts, with the roles held at this instant. Passed into the domain, which never looks it up.</summary>
public sealed record Actor(
    long PersonId,
    string Name,
    Role Roles,
    IReadOnlyList<Deputising> Deputies
)
{
    /// <summary>Work by the command line; audited as "operator".</summary>
    public static Actor Operator { get; } = new(0, "operator", Role.None, []);

    /// <summary>
    /// The role in one's own right first, else as a deputy, with the highest limit of several; null when neither.
    /// </summary>
    public Capacity? In(Role role)
    {
        if (Roles.HasFlag(role))
            return new Capacity(role);
        return
            Deputies
                .Where(deputising => deputising.Role == role)
                .MaxBy(deputising => deputising.Limit?.Pence ?? long.MaxValue)
                is { } deputy
            ? new Capacity(role, deputy.ForId, deputy.ForName, deputy.Limit)
            : null;
    }
}
