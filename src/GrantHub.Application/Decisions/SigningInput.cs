using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;

namespace GrantHub.Application.Decisions;

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

internal static class SigningInput
{
    /// <summary>What was pasted made fit to sign over: the hash of the signature covers these exact words.</summary>
    public static Signing Clean(this Signing signing) =>
        signing with
        {
            Comments =
            [
                .. signing.Comments.Select(c => c with { Text = PastedText.Normalise(c.Text) }),
            ],
            Interests = signing.Interests with
            {
                Declared = Clean(signing.Interests.Declared),
                DispensationReference = Clean(signing.Interests.DispensationReference),
            },
        };

    private static string? Clean(string? text)
    {
        var clean = PastedText.Normalise(text).Trim();
        return clean.Length == 0 ? null : clean;
    }
}
