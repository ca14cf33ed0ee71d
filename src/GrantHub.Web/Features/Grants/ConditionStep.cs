using GrantHub.Application;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;

namespace GrantHub.Web.Features.Grants;

/// <summary>Something that can be recorded about a condition, on a page of its own.</summary>
/// <param name="Key">Last in the page's address.</param>
/// <param name="Verb">The link's words.</param>
/// <param name="Explained">What it does, a sentence.</param>
/// <param name="DateAsked">The question for the date; null where there is none.</param>
/// <param name="WordsAsked">The question for the words.</param>
/// <param name="Done">"is recorded as met".</param>
public sealed record ConditionStep(
    string Key,
    string Verb,
    string Explained,
    string? DateAsked,
    string WordsAsked,
    string Done,
    Permission By
)
{
    public static ConditionStep Meet { get; } =
        new(
            "meet",
            "Record as met",
            "The condition no longer stands in the way of payments.",
            "When was it met?",
            "What shows that it is met?",
            "is recorded as met",
            Permission.ManageGrants
        );

    public static ConditionStep Unmeet { get; } =
        new(
            "unmeet",
            "Take back",
            "The condition counts as not met again, for example because it was recorded by mistake.",
            null,
            "Why is it not met after all?",
            "counts as not met again",
            Permission.ManageGrants
        );

    public static ConditionStep Breach { get; } =
        new(
            "breach",
            "Record a breach",
            "No payment can be authorised while the condition is breached, unless the chief finance officer overrides it with a reason.",
            "Since when is it breached?",
            "How is it breached?",
            "is recorded as breached",
            Permission.ManageGrants
        );

    public static ConditionStep EndBreach { get; } =
        new(
            "end-breach",
            "End the breach",
            "The condition no longer stands in the way of payments.",
            null,
            "How has the breach ended?",
            "is no longer breached",
            Permission.ManageGrants
        );

    public static ConditionStep Waive { get; } =
        new(
            "waive",
            "Waive",
            "The condition no longer counts. This cannot be undone; the same condition can be added again.",
            null,
            "Why is it waived?",
            "is waived",
            Permission.OverrideBlocks
        );

    public static IReadOnlyList<ConditionStep> All { get; } =
    [Meet, Unmeet, Breach, EndBreach, Waive];

    public bool Suits(GrantCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (condition.Waiver is not null)
            return false;
        var continuing = condition.Kind == ConditionKind.Continuing;
        return Key switch
        {
            "meet" => !continuing && condition.Met is null,
            "unmeet" => condition.Met is not null,
            "breach" => continuing && condition.Breach is null,
            "end-breach" => condition.Breach is not null,
            _ => true,
        };
    }

    public bool IsFor(GrantCondition condition, ICurrentUser user) =>
        Suits(condition) && user.May(By);
}
