using System.Globalization;
using GrantHub.Domain.People;

namespace GrantHub.Domain.Reminders;

/// <summary>When and to whom reminders of one kind of work go.</summary>
/// <param name="Offsets">
/// Days from the due date, or from the day on which the work came to somebody; below 0 before it. In order, each once.
/// </param>
/// <param name="WorkingDays">The offsets count working days of England and Wales.</param>
/// <param name="EscalateAfter">With the reminder at this offset the line manager gets one too; null: never.</param>
/// <param name="CopyTo">Roles whose holders get every reminder as well.</param>
/// <param name="InDigest">Gathered into one e-mail a day for each person; else each reminder is an e-mail of its own.</param>
public sealed record ReminderRule(
    IReadOnlyList<int> Offsets,
    bool WorkingDays,
    int? EscalateAfter,
    Role CopyTo,
    bool InDigest
)
{
    public const int Furthest = 365;
    public const int MostOffsets = 12;

    /// <summary>What holds until an administrator changes it: the offsets of the office's own practice.</summary>
    public static ReminderRule DefaultOf(WorkKind kind) =>
        kind.HasDueDate()
            ? kind == WorkKind.ReturnsToChase
                ? new([1, 7], false, 7, Role.None, false)
                : new([-60, -30, -7, 0, 7], false, 7, Role.None, false)
            : new([2, 5, 10], true, 10, Role.None, false);

    /// <summary>The day on which the reminder of an offset goes out.</summary>
    public DateOnly On(DateOnly date, int offset, WorkingDays calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return WorkingDays ? calendar.Shift(date, offset) : date.AddDays(offset);
    }

    /// <summary>
    /// For each offset the latest date whose reminder is due by <paramref name="today"/>, the latest offset first. A date
    /// up to it, and not up to that of a later offset, has this offset as its latest: those missed before it are not made
    /// up for.
    /// </summary>
    public IReadOnlyList<OffsetReach> Reaches(DateOnly today, WorkingDays calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return
        [
            .. Offsets
                .OrderDescending()
                .Select(offset => new OffsetReach(offset, Reach(today, offset, calendar))),
        ];
    }

    /// <summary>The rule with its offsets in order.</summary>
    /// <exception cref="DomainException">The rule makes no sense for the kind of work.</exception>
    public ReminderRule Checked(WorkKind kind)
    {
        if (Offsets.Count == 0)
            throw new DomainException(
                "policy.offsets",
                "Enter at least one day on which a reminder goes out, or switch the reminders off."
            );
        if (Offsets.Count > MostOffsets)
            throw new DomainException(
                "policy.offsets-many",
                $"Enter at most {MostOffsets} days. More reminders than that are not read."
            );
        if (
            Offsets.FirstOrDefault(offset => Math.Abs(offset) > Furthest) is var far
            && Math.Abs(far) > Furthest
        )
            throw new DomainException(
                "policy.offsets-far",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{far} is too far away. Enter days from {-Furthest} to {Furthest}."
                )
            );
        if (!kind.HasDueDate() && Offsets.Any(offset => offset < 0))
            throw new DomainException(
                "policy.offsets-before",
                "This work waits from the day on which it comes to somebody, so nobody can be reminded before that. Enter days of 0 or more."
            );
        if (EscalateAfter is { } escalate && !Offsets.Contains(escalate))
            throw new DomainException(
                "policy.escalate",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The line manager gets a copy of a reminder that goes out. Add {escalate} to the days, or choose one of them."
                )
            );
        if (CopyTo.HasFlag(Role.PartnerContact))
            throw new DomainException(
                "policy.copy-partners",
                "Partner contacts see only what is their own organisation’s, so reminders cannot be copied to all of them."
            );
        return this with { Offsets = [.. Offsets.Distinct().Order()] };
    }

    /// <summary>"−60, −30, −7, 0 and 7 days; +7 also to the line manager", for the audit trail.</summary>
    public string Words() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(", ", Offsets)} {(WorkingDays ? "working days" : "days")}; line manager {(EscalateAfter is { } at ? $"at {at}" : "never")}; copies to {(CopyTo == Role.None ? "nobody" : CopyTo.Titles())}; {(InDigest ? "in the daily digest" : "one e-mail each")}"
        );

    private DateOnly Reach(DateOnly today, int offset, WorkingDays calendar)
    {
        var date = today.AddDays(-offset);
        if (!WorkingDays)
            return date;
        // Working days reach further back or forward than the same number of days, never less far.
        date = offset > 0 ? calendar.Shift(date, 0) : date;
        while (On(date, offset, calendar) > today)
            date = date.AddDays(-1);
        while (On(date.AddDays(1), offset, calendar) <= today)
            date = date.AddDays(1);
        return date;
    }
}

/// <param name="Offset">In days.</param>
/// <param name="Latest">The latest date whose reminder of this offset is due.</param>
public sealed record OffsetReach(int Offset, DateOnly Latest);

/// <summary>What an administrator decided on the reminders of one kind of work.</summary>
public sealed class ReminderPolicy : AggregateRoot
{
    private ReminderPolicy() { }

    public const string Subject = "reminder policy";

    public override string SubjectKind => Subject;

    public WorkKind Kind { get; private set; }
    public bool IsOn { get; private set; }
    public ReminderRule Rule { get; private set; } = null!;

    /// <summary>The policy that holds until an administrator changes it: switched on, with the default rule.</summary>
    public static ReminderPolicy Default(WorkKind kind) =>
        new()
        {
            Kind = kind,
            IsOn = true,
            Rule = ReminderRule.DefaultOf(kind),
        };

    public void Change(bool isOn, ReminderRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var before = Words();
        var wanted = rule.Checked(Kind);
        if (Words(isOn, wanted) == before)
            return;
        (IsOn, Rule) = (isOn, wanted);
        Happened(
            new Happening(
                "ReminderPolicyChanged",
                Why: Kind.ToString(),
                Before: before,
                After: Words()
            )
        );
    }

    /// <summary>"on; -60, -30, -7, 0, 7 days; line manager at 7; …", for the audit trail and for what two people typed.</summary>
    public string Words() => Words(IsOn, Rule);

    /// <inheritdoc cref="Words()"/>
    public static string Words(bool isOn, ReminderRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return $"{(isOn ? "on" : "off")}; {rule.Words()}";
    }
}
