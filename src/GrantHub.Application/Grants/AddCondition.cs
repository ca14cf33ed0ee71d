using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Adds a condition to a grant.</summary>
/// <param name="DueOn">The last day, for a condition by a date.</param>
[Requires(Permission.ManageGrants)]
public sealed record AddCondition(
    string Reference,
    ConditionKind? Kind,
    string Text,
    DateOnly? DueOn
) : ICommand<Unit>;

internal sealed class AddConditionValidator : AbstractValidator<AddCondition>
{
    public AddConditionValidator()
    {
        RuleFor(r => r.Kind)
            .NotNull()
            .WithMessage("Choose when the condition counts.")
            .IsInEnum()
            .WithMessage("Choose when the condition counts.");
        RuleFor(r => r.Text).Reason("Enter what the condition is.");
        RuleFor(r => r.DueOn)
            .Day("Enter the day by which the condition has to be met.")
            .When(r => r.Kind == ConditionKind.ByDate);
    }
}

internal sealed class AddConditionHandler(IGrantHubDb db) : IRequestHandler<AddCondition, Unit>
{
    public async Task<Unit> Handle(AddCondition request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        var (kind, due) = (request.Kind!.Value, request.DueOn);
        // A form that is sent twice adds one condition.
        if (
            grant.Conditions.FirstOrDefault(c =>
                c.Waiver is null
                && c.Kind == kind
                && c.Text == PastedText.Normalise(request.Text).Trim()
                && (kind != ConditionKind.ByDate || c.DueOn == due)
            ) is
            { } same
        )
            throw DomainException.Conflict(
                "condition.twice",
                $"Condition {same.Number} says the same already."
            );
        grant.AddCondition(kind, request.Text, due);
        return Unit.Value;
    }
}
