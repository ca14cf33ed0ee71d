namespace GrantHub.Domain.People;

/// <summary>
/// One person may act for another in one role between two dates. For the Commissioner this is the scheme of
/// delegation, which usually has a limit.
/// </summary>
public sealed class Deputy : AggregateRoot
{
    private Deputy() { }

    public const string Subject = "deputy";

    public override string SubjectKind => Subject;

    public Role Role { get; private set; }
    public long OfficerId { get; private set; }
    public long DeputyId { get; private set; }
    public DateOnly From { get; private set; }

    /// <summary>The last day on which the deputy may act; null: until ended.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>The largest ceiling that the deputy may decide; null: none.</summary>
    public Money? Limit { get; private set; }

    /// <summary>What allows it, such as the paragraph of the scheme of delegation.</summary>
    public string Authority { get; private set; } = "";

    /// <summary>The roles in which a deputy can stand in: those that sign and decide.</summary>
    public static IReadOnlyList<Role> DeputisedRoles { get; } =
    [Role.ChiefFinanceOfficer, Role.MonitoringOfficer, Role.Commissioner, Role.Cabinet];

    public static Deputy Appoint(
        Person officer,
        Person deputy,
        Role role,
        DateOnly from,
        DateOnly? until,
        Money? limit,
        string authority
    )
    {
        ArgumentNullException.ThrowIfNull(officer);
        ArgumentNullException.ThrowIfNull(deputy);
        if (!DeputisedRoles.Contains(role))
            throw new DomainException(
                "deputy.role",
                "Choose a role that signs or decides: only those have deputies."
            );
        if (!officer.Roles.HasFlag(role))
            throw new DomainException(
                "deputy.officer",
                $"{officer.Name} is not {role.Title().ToLowerInvariant()}. Choose somebody who holds the role."
            );
        if (officer.Id == deputy.Id)
            throw new DomainException("deputy.self", "Choose somebody else as the deputy.");
        if (until < from)
            throw new DomainException(
                "deputy.dates",
                "The last day must be the same as or after the first day."
            );
        if (limit is { } money && money <= Money.Zero)
            throw new DomainException(
                "deputy.limit",
                "The limit must be more than £0.00, or left empty."
            );
        if (string.IsNullOrWhiteSpace(authority))
            throw new DomainException(
                "deputy.authority",
                "Say what allows this, such as the paragraph of the scheme of delegation."
            );
        var appointed = new Deputy
        {
            Role = role,
            OfficerId = officer.Id,
            DeputyId = deputy.Id,
            From = from,
            Until = until,
            Limit = limit,
            Authority = authority.Trim(),
        };
        appointed.Happened(
            new Happening(
                "DeputyAppointed",
                Why: appointed.Authority,
                After: $"{deputy.Name} for {officer.Name}, {role.Title()}"
            )
        );
        return appointed;
    }

    /// <summary>Ends the standing: the last day becomes the day before <paramref name="today"/>.</summary>
    public void End(DateOnly today)
    {
        if (Until < today)
            return;
        Until = today.AddDays(-1);
        Happened(new Happening("DeputyEnded"));
    }
}
