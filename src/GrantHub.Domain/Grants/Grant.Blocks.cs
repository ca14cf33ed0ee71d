using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>Something that stops payments from being authorised.</summary>
/// <param name="Key">Stays the same while the thing itself does, so that an override covers nothing new.</param>
public sealed record PaymentBlock(string Key, string Sentence);

/// <summary>That the chief finance officer let payments be authorised in spite of what blocked them; everyone sees it.</summary>
/// <param name="Capacity">In which role, and for whom if as a deputy.</param>
public sealed record BlockOverride(
    IReadOnlyList<PaymentBlock> Covers,
    string Reason,
    long ById,
    string ByName,
    string Capacity,
    DateTime At
);

/// <summary>What stops payments: overdue returns and blocking conditions.</summary>
public sealed partial class Grant
{
    /// <summary>In order of time.</summary>
    public IReadOnlyList<BlockOverride> Overrides { get; private set; } = [];

    /// <summary>Everything that blocks on a day, overridden or not.</summary>
    public IReadOnlyList<PaymentBlock> Blocks(DateOnly today) =>
        [
            .. Conditions
                .Where(condition => condition.BlocksOn(today))
                .Select(condition => BlockOf(condition, today)),
            .. Returns.Where(r => r.StateOn(today) == ReturnState.Overdue).Select(BlockOf),
        ];

    /// <summary>What blocks on a day and no override covers.</summary>
    public IReadOnlyList<PaymentBlock> OpenBlocks(DateOnly today) =>
        [.. Blocks(today).Where(block => !Covering(block).Any())];

    /// <summary>Why the person cannot authorise on a day whatever the payment, as a sentence; null when they can.</summary>
    public string? WhyNotAuthorise(Actor by, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(by);
        return Blocked(by, today)?.Message;
    }

    /// <summary>
    /// Lets payments be authorised in spite of what blocks them now, until that changes. Who overrides does not authorise.
    /// </summary>
    public void OverrideBlocks(string reason, Actor by, DateTime at)
    {
        var capacity = StandingOf(
            by,
            Role.ChiefFinanceOfficer,
            "override.cfo",
            "Only the chief finance officer can override what blocks payments."
        );
        var open = OpenBlocks(at.LondonDate());
        if (open.Count == 0)
            throw DomainException.Conflict(
                "override.nothing",
                "Nothing blocks payments that is not overridden already."
            );
        var why = PastedText.Required(
            reason,
            "override.reason",
            "Say why payments may go on. Everyone who sees the grant reads the reason."
        );
        Overrides =
        [
            .. Overrides,
            new BlockOverride(open, why, by.PersonId, by.Name, capacity.Title, at),
        ];
        Happened(
            new Happening(
                "BlocksOverridden",
                capacity.Title,
                why,
                After: string.Join(" ", open.Select(block => block.Sentence))
            )
        );
    }

    private void GuardBlocks(Actor by, DateOnly today)
    {
        if (Blocked(by, today) is { } refusal)
            throw refusal;
    }

    private DomainException? Blocked(Actor by, DateOnly today)
    {
        var blocks = Blocks(today);
        if (blocks.Where(block => !Covering(block).Any()).ToList() is { Count: > 0 } open)
            return new(
                "payment.blocked",
                string.Join(" ", open.Select(block => block.Sentence))
                    + " Nothing can be authorised until then, unless the chief finance officer overrides it with a reason."
            );
        if (blocks.SelectMany(Covering).Any(covering => covering.ById == by.PersonId))
            return new(
                "payment.own-override",
                "You overrode what blocks the payments of this grant, so somebody else has to authorise them."
            );
        // A waiver lets payments go on as an override does.
        return
            Conditions.FirstOrDefault(condition =>
                condition.Waiver?.ById == by.PersonId
                && (condition with { Waiver = null }).BlocksOn(today)
            )
                is { } waived
            ? new(
                "payment.own-waiver",
                $"You waived condition {waived.Number}, which would block the payments of this grant, so somebody else has to authorise them."
            )
            : null;
    }

    private IEnumerable<BlockOverride> Covering(PaymentBlock block) =>
        Overrides.Where(covering => covering.Covers.Any(covered => covered.Key == block.Key));

    /// <summary>Refuses to lift the block of an overdue return, which only the chief finance officer can override.</summary>
    private void GuardOverdue(MonitoringReturn owed, DateOnly today)
    {
        if (owed.StateOn(today) == ReturnState.Overdue && !Covering(BlockOf(owed)).Any())
            throw new DomainException(
                "return.overdue",
                $"The return was due on {owed.DueOn.InWords()} and stops payments. Only the chief finance officer can let them go on: ask for an override with a reason, then change or remove the return."
            );
    }

    private static PaymentBlock BlockOf(MonitoringReturn owed) =>
        new(
            $"return:{owed.Number}:{owed.DueOn.Iso()}:{owed.Rounds}",
            $"The return for {owed.Year} was due on {owed.DueOn.InWords()} and is overdue."
        );

    private static PaymentBlock BlockOf(GrantCondition condition, DateOnly today)
    {
        var (what, sentence) = condition.StateOn(today) switch
        {
            ConditionState.Breached => (
                $"breach:{condition.Breaches}",
                $"Condition {condition.Number} has been breached since {condition.Breach!.On.InWords()}: {condition.Breach.Reason}"
            ),
            ConditionState.Overdue => (
                $"by:{condition.DueOn!.Value.Iso()}",
                $"Condition {condition.Number} had to be met by {condition.DueOn.Value.InWords()} and is not: {condition.Text}"
            ),
            ConditionState.Open or ConditionState.Met or ConditionState.Waived => (
                "before-first-payment",
                $"Condition {condition.Number} has to be met before the first payment: {condition.Text}"
            ),
        };
        return new PaymentBlock($"condition:{condition.Number}:{what}", Ended(sentence));
    }

    /// <summary>Ends what somebody wrote as a sentence, so that another can follow.</summary>
    private static string Ended(string sentence) =>
        sentence.EndsWith('.') || sentence.EndsWith('!') || sentence.EndsWith('?')
            ? sentence
            : sentence + ".";
}
