using GrantHub.Domain;
using GrantHub.Domain.Grants;

namespace GrantHub.Application.Grants;

/// <summary>The returns and reviews of a grant that is loaded.</summary>
public static class GrantParts
{
    /// <exception cref="NotFoundException">The grant has no such return.</exception>
    public static MonitoringReturn Return(this Grant grant, int number)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return grant.Returns.FirstOrDefault(r => r.Number == number)
            ?? throw new NotFoundException(
                $"{grant.Reference} has no return {number}. It may have been removed."
            );
    }

    /// <summary>The review of a year: the one still to be signed, else the last that was.</summary>
    /// <exception cref="NotFoundException">The year has no review.</exception>
    public static ReviewPlan Review(this Grant grant, FinancialYear year)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var plans = grant.ReviewPlans.Where(plan => plan.Year == year).ToList();
        return plans.Find(plan => plan.IsNeeded)
            ?? plans.LastOrDefault()
            ?? throw new NotFoundException(
                $"{grant.Reference} has no annual review of {year}: no indicative year follows it."
            );
    }

    internal static void GuardSeen(this MonitoringReturn submitted, int? round)
    {
        if (round is { } seen && seen != submitted.Rounds)
            throw DomainException.Conflict(
                "return.unseen",
                $"{submitted.Latest?.ByName} has submitted the return again since you opened it. Open it again and read it."
            );
    }
}
