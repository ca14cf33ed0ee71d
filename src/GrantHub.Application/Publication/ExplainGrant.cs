using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>Says for the public what the decision behind a grant does not say, or not well.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <param name="Seen"><see cref="Shown.Of"/> the <see cref="Words"/> that the form showed; null: the change does not rest on what was shown.</param>
[Requires(Permission.PublishDecisions)]
public sealed record ExplainGrant(
    string Reference,
    string? Seen,
    string? Purpose,
    string? Reasons,
    string? ValueForMoney
) : ICommand<Unit>
{
    /// <summary>What a form shows of it.</summary>
    public static string Words(string? purpose, string? reasons, string? valueForMoney) =>
        $"Purpose: {purpose}\nReasons: {reasons}\nValue for money: {valueForMoney}";
}

internal sealed class ExplainGrantValidator : AbstractValidator<ExplainGrant>
{
    public ExplainGrantValidator()
    {
        RuleFor(r => r.Purpose).MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);
        RuleFor(r => r.Reasons).MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);
        RuleFor(r => r.ValueForMoney).MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);
    }
}

internal sealed class ExplainGrantHandler(IGrantHubDb db) : IRequestHandler<ExplainGrant, Unit>
{
    public async Task<Unit> Handle(ExplainGrant request, CancellationToken cancellationToken)
    {
        // No rule looks at the rest of the grant here, so it is not loaded.
        var grant =
            await db.Grants.Called(request.Reference).SingleOrDefaultAsync(cancellationToken)
            ?? throw GrantAccess.NotFound();
        StaleChanges.RefuseStale(
            request.Seen,
            ExplainGrant.Words(grant.PublicPurpose, grant.PublicReasons, grant.ValueForMoney),
            ExplainGrant.Words(request.Purpose, request.Reasons, request.ValueForMoney)
        );
        grant.Explain(request.Purpose, request.Reasons, request.ValueForMoney);
        return Unit.Value;
    }
}
