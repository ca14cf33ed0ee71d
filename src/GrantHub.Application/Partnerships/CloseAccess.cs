using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>What signing, countersigning and undoing a close have in common.</summary>
public static class CloseStatements
{
    /// <summary>What the finance lead agrees to.</summary>
    public const string Sign =
        "I have checked the contributions and the postings of the year. The figures above are what the ledger says, and the shares follow from what the partners agreed.";

    /// <summary>What the chief finance officer agrees to.</summary>
    public const string Countersign =
        "I have read the figures and every partner’s share. The year may be closed, and what is returned or charged may be posted.";
}

internal static class CloseAccess
{
    /// <summary>The database's length of a reason, in characters.</summary>
    private const int LongestReason = 2_000;

    public static IRuleBuilderOptions<T, string> CloseReason<T>(
        this IRuleBuilder<T, string> rule
    ) =>
        rule.MaximumLength(LongestReason)
            .WithMessage($"The reason can have at most {LongestReason:N0} characters.");

    public static Task<YearEndRule> RuleOfAsync(
        this IGrantHubDb db,
        long partnershipId,
        CancellationToken cancellationToken
    ) =>
        db
            .Partnerships.AsNoTracking()
            .Where(p => p.Id == partnershipId)
            .Select(p => p.Rule)
            .SingleAsync(cancellationToken);

    public static void GuardAgreed(bool agreed)
    {
        if (!agreed)
            throw new DomainException("close.agree", Signing.TickMissing);
    }

    /// <summary>The close that the page showed is the one that is to be acted on.</summary>
    /// <param name="seen">Its number.</param>
    public static void GuardSeen(this PartnershipBudget budget, int seen)
    {
        if (budget.Close is { } close && close.Number != seen)
            throw DomainException.Conflict(
                "close.unseen",
                $"The close of {budget.Year} was undone and signed again after you opened it. Look at close {close.Number}."
            );
    }
}
