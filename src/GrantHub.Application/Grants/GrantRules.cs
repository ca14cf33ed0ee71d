using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Grants;

namespace GrantHub.Application.Grants;

/// <summary>What the requests of a grant's life have in common. The sentence says what to enter.</summary>
internal static class GrantRules
{
    /// <summary>The longest reference of a payment, in characters: the database's length.</summary>
    public const int LongestReference = 100;

    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2200, 12, 31);

    public static IRuleBuilderOptions<T, DateOnly?> Day<T>(
        this IRuleBuilder<T, DateOnly?> rule,
        string sentence
    ) =>
        rule.NotNull()
            .WithMessage(sentence)
            .InclusiveBetween(Earliest, Latest)
            .WithMessage("Enter a year from 1900 to 2200.");

    public static IRuleBuilderOptions<T, Money?> Amount<T>(
        this IRuleBuilder<T, Money?> rule,
        string sentence
    ) => rule.NotNull().WithMessage(sentence);

    public static IRuleBuilderOptions<T, string> Line<T>(
        this IRuleBuilder<T, string> rule,
        string sentence,
        int most = DecisionLimits.Line
    ) =>
        rule.NotEmpty()
            .WithMessage(sentence)
            .MaximumLength(most)
            .WithMessage($"Enter at most {most} characters.");

    public static IRuleBuilderOptions<T, string> Reason<T>(
        this IRuleBuilder<T, string> rule,
        string sentence
    ) =>
        rule.NotEmpty()
            .WithMessage(sentence)
            .MaximumLength(DecisionLimits.Text)
            .WithMessage(Texts.TooLong);

    /// <summary>Whether a form that was sent before has planned just this; refuses when somebody planned something else.</summary>
    /// <param name="seen">The last payment number that the form knew of.</param>
    public static bool IsPlannedAlready(
        this Grant grant,
        int seen,
        FinancialYear year,
        Money amount,
        DateOnly firstDueOn
    )
    {
        if (grant.LastInstalment == seen)
            return false;
        var since = grant.Instalments.Where(i => i.Number > seen).ToList();
        return
            since.Count > 0
            && since.TrueForAll(i => i.Year == year)
            && Money.Sum(since.Select(i => i.Amount)) == amount
            && since[0].DueOn == firstDueOn
            ? true
            : throw DomainException.Conflict(
                "instalment.planned",
                "Payments have been planned since you opened the page. Look at the plan before you plan more."
            );
    }
}
