using FluentValidation;
using GrantHub.Application.Decisions;

namespace GrantHub.Application.Grants;

public static class GrantLimits
{
    /// <summary>The most files that come with one submission of a return.</summary>
    public const int Files = 20;

    internal static IRuleBuilderOptions<T, string> GrantText<T>(
        this IRuleBuilder<T, string> rule
    ) => rule.MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);

    /// <param name="longest">The database's length, in characters.</param>
    internal static IRuleBuilderOptions<T, string?> GrantLine<T>(
        this IRuleBuilder<T, string?> rule,
        string what,
        int longest
    ) =>
        rule.MaximumLength(longest)
            .WithMessage($"{what} can have at most {longest} characters. Shorten it.");
}
