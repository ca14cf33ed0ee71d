using FluentValidation;
using GrantHub.Domain.Decisions;

namespace GrantHub.Application.Decisions;

/// <summary>A command that agrees to a sealed record, and so to its files: they are read through before it runs.</summary>
public interface IRestsOnAppendices
{
    string Address { get; }
}

internal static class Texts
{
    public static string TooLong { get; } =
        $"A text can have at most {DecisionLimits.Text:N0} characters. Shorten it.";
}

internal sealed class SigningValidator : AbstractValidator<Signing>
{
    public SigningValidator()
    {
        RuleForEach(s => s.Comments)
            .Must(comment => comment.Text.Length <= DecisionLimits.Text)
            .WithMessage(Texts.TooLong);
        RuleFor(s => s.Interests.Declared)
            .MaximumLength(DecisionLimits.Text)
            .WithMessage(Texts.TooLong);
        RuleFor(s => s.Interests.DispensationReference)
            .MaximumLength(DecisionLimits.Line)
            .WithMessage(
                $"The reference of the dispensation can have at most {DecisionLimits.Line} characters."
            );
    }
}
