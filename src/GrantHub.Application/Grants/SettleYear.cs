using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Closes a year after its final return and says what happens to the unspent.</summary>
[Requires(Permission.ManageGrants)]
public sealed record SettleYear(
    string Reference,
    FinancialYear Year,
    Money? CarryForward,
    Money? Recover,
    Money? Offset,
    string? Note
) : ICommand<Unit>;

internal sealed class SettleYearValidator : AbstractValidator<SettleYear>
{
    public SettleYearValidator()
    {
        RuleFor(r => r.CarryForward).Amount("Enter what is carried forward in pounds, or 0.");
        RuleFor(r => r.Recover).Amount("Enter what is to be recovered in pounds, or 0.");
        RuleFor(r => r.Offset)
            .Amount("Enter what is set off against the next year in pounds, or 0.");
        RuleFor(r => r.Note).MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);
    }
}

internal sealed class SettleYearHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<SettleYear, Unit>
{
    public async Task<Unit> Handle(SettleYear request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.Settle(
            request.Year,
            new UnspentParts(
                request.CarryForward!.Value,
                request.Recover!.Value,
                request.Offset!.Value
            ),
            request.Note,
            user.Must(),
            clock.UtcInstant()
        );
        return Unit.Value;
    }
}
