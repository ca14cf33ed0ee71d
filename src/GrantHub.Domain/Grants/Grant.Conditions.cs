using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>The conditions of the grant.</summary>
public sealed partial class Grant
{
    /// <summary>In order of number.</summary>
    public IReadOnlyList<GrantCondition> Conditions { get; private set; } = [];

    /// <param name="dueOn">The last day, for a condition by a date; else null.</param>
    public GrantCondition AddCondition(ConditionKind kind, string text, DateOnly? dueOn)
    {
        if (kind == ConditionKind.ByDate && dueOn is null)
            throw new DomainException(
                "condition.date",
                "Enter the day by which the condition has to be met."
            );
        var condition = new GrantCondition(
            Conditions.Count + 1,
            kind,
            PastedText.Required(text, "condition.text", "Enter what the condition is."),
            kind == ConditionKind.ByDate ? dueOn : null
        );
        Conditions = [.. Conditions, condition];
        Happened(new Happening("ConditionAdded", After: Words(condition)));
        return condition;
    }

    /// <summary>Records that a condition is met, with the evidence in words.</summary>
    public void MeetCondition(int number, DateOnly on, string evidence, Actor by, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(by);
        var condition = LiveCondition(number);
        if (condition.Kind == ConditionKind.Continuing)
            throw new DomainException(
                "condition.continuing",
                "A continuing condition is never met for good. Record a breach, or that a breach has ended."
            );
        if (condition.Met is { } earlier)
            throw DomainException.Conflict(
                "condition.met",
                $"{earlier.ByName} recorded already that condition {number} was met on {earlier.On.InWords()}."
            );
        GuardNotLater(on, today);
        var words = PastedText.Required(
            evidence,
            "condition.evidence",
            "Say what shows that the condition is met."
        );
        Change(
            condition,
            condition with
            {
                Met = new ConditionMet(on, words, by.Name),
            },
            "ConditionMet",
            words
        );
    }

    /// <summary>Takes back that a condition is met, because it was recorded by mistake.</summary>
    public void UnmeetCondition(int number, string reason)
    {
        var condition = LiveCondition(number);
        if (condition.Met is null)
            throw DomainException.Conflict(
                "condition.not-met",
                $"Condition {number} is not marked as met."
            );
        var why = PastedText.Required(
            reason,
            "condition.reason",
            "Say why the condition is not met after all."
        );
        Change(condition, condition with { Met = null }, "ConditionNotMet", why);
    }

    /// <summary>Marks a continuing condition as breached.</summary>
    public void BreachCondition(int number, DateOnly on, string reason, Actor by, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(by);
        var condition = LiveCondition(number);
        if (condition.Kind != ConditionKind.Continuing)
            throw new DomainException(
                "condition.not-continuing",
                "Only a continuing condition is marked as breached. This one blocks payments until it is met."
            );
        if (condition.Breach is { } earlier)
            throw DomainException.Conflict(
                "condition.breached",
                $"{earlier.ByName} marked condition {number} as breached on {earlier.On.InWords()} already."
            );
        GuardNotLater(on, today);
        var why = PastedText.Required(
            reason,
            "condition.reason",
            "Say how the condition is breached."
        );
        Change(
            condition,
            condition with
            {
                Breach = new ConditionBreach(on, why, by.Name),
                Breaches = condition.Breaches + 1,
            },
            "ConditionBreached",
            why
        );
    }

    public void EndBreach(int number, string reason)
    {
        var condition = LiveCondition(number);
        if (condition.Breach is null)
            throw DomainException.Conflict(
                "condition.not-breached",
                $"Condition {number} is not marked as breached."
            );
        var why = PastedText.Required(reason, "condition.reason", "Say how the breach has ended.");
        Change(condition, condition with { Breach = null }, "BreachEnded", why);
    }

    /// <summary>The chief finance officer lets a condition go for good.</summary>
    public void WaiveCondition(int number, string reason, Actor by, DateTime at)
    {
        var capacity = StandingOf(
            by,
            Role.ChiefFinanceOfficer,
            "condition.cfo",
            "Only the chief finance officer can waive a condition."
        );
        var condition = LiveCondition(number);
        var why = PastedText.Required(
            reason,
            "condition.reason",
            "Say why the condition is waived."
        );
        Change(
            condition,
            condition with
            {
                Waiver = new ConditionWaiver(why, by.Name, at, by.PersonId),
            },
            "ConditionWaived",
            why,
            capacity.Title
        );
    }

    private GrantCondition LiveCondition(int number)
    {
        var condition =
            Conditions.FirstOrDefault(condition => condition.Number == number)
            ?? throw new DomainException(
                "condition.gone",
                $"{Reference} has no condition {number}."
            );
        return condition.Waiver is { } waiver
            ? throw DomainException.Conflict(
                "condition.waived",
                $"{waiver.ByName} waived condition {number}, so it no longer counts."
            )
            : condition;
    }

    private void Change(
        GrantCondition before,
        GrantCondition after,
        string what,
        string why,
        string? role = null
    )
    {
        Conditions = [.. Conditions.Select(c => ReferenceEquals(c, before) ? after : c)];
        Happened(new Happening(what, role, why, After: Words(after)));
    }

    private static void GuardNotLater(DateOnly on, DateOnly today)
    {
        if (on > today)
            throw new DomainException("condition.future", "Enter today or an earlier day.");
    }

    private static string Words(GrantCondition condition) =>
        $"Condition {condition.Number}, {condition.Kind switch
        {
            ConditionKind.BeforeFirstPayment => "before the first payment",
            ConditionKind.ByDate => $"by {condition.DueOn!.Value.InWords()}",
            ConditionKind.Continuing => "continuing",
        }}: {condition.Text}";
}
