using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Takes back that a condition is met.</summary>
[Requires(Permission.ManageGrants)]
public sealed record UnmeetCondition(string Reference, int Number, string Reason) : ICommand<Unit>;

internal sealed class UnmeetConditionValidator : AbstractValidator<UnmeetCondition>
{
    public UnmeetConditionValidator()
    {
        RuleFor(r => r.Reason).Reason("Say why the condition is not met after all.");
    }
}

internal sealed class UnmeetConditionHandler(IGrantHubDb db)
    : IRequestHandler<UnmeetCondition, Unit>
{
    public async Task<Unit> Handle(UnmeetCondition request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.UnmeetCondition(request.Number, request.Reason);
        return Unit.Value;
    }
}
