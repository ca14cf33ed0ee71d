using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;

namespace GrantHub.Web.Features.Grants;

/// <summary>How an annual review reads.</summary>
internal static class ReviewWords
{
    public static string Title(this PerformanceRating rating) =>
        rating switch
        {
            PerformanceRating.Exceeded => "Exceeded",
            PerformanceRating.Met => "Met",
            PerformanceRating.PartlyMet => "Partly met",
            PerformanceRating.NotMet => "Not met",
        };

    /// <summary>What it says of the later year: "Continue", "Amend to £15,000.00", "Discontinue".</summary>
    public static string Outcome(AnnualReview review)
    {
        ArgumentNullException.ThrowIfNull(review);
        return review.Recommendation is not { } recommendation
            ? "None yet"
            : recommendation switch
            {
                Recommendation.Continue => "Continue",
                Recommendation.Amend => $"Amend to {review.Amount}",
                Recommendation.Discontinue => "Discontinue",
            };
    }

    /// <summary>"Due", "3 days overdue" and so on; who signs next, or what was decided.</summary>
    public static string State(ReviewPlan plan, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.StateOn(today) switch
        {
            ReviewState.Later => plan.Review is null ? "Not open yet" : "Draft",
            ReviewState.Open => plan.Review is null ? "Open" : "Draft",
            ReviewState.Overdue => today.DayNumber - plan.DueOn.DayNumber == 1
                ? "1\u00a0day late"
                : $"{today.DayNumber - plan.DueOn.DayNumber}\u00a0days late",
            ReviewState.AwaitingSignature =>
                $"Waiting for {plan.Review!.AwaitingRole!.Value.InSentence()}",
            ReviewState.Signed => Outcome(plan.Review!),
            ReviewState.NotNeeded => "Not needed any more",
        };
    }

    public static string Colour(ReviewState state) =>
        state switch
        {
            ReviewState.Later or ReviewState.NotNeeded => "grey",
            ReviewState.Open => "yellow",
            ReviewState.Overdue => "red",
            ReviewState.AwaitingSignature => "blue",
            ReviewState.Signed => "green",
        };

    /// <summary>The part of somebody who signs for a role: in a council the Cabinet stands where the Commissioner does.</summary>
    public static Capacity? CapacityFor(this Actor actor, Role awaited) =>
        actor.In(awaited) ?? (awaited == Role.Commissioner ? actor.In(Role.Cabinet) : null);
}
