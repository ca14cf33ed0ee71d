using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Moves a return's due date.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
[Requires(Permission.ManageGrants)]
public sealed record ChangeReturn(string Reference, int Number, DateOnly DueOn, string Reason)
    : ICommand<Unit>;

internal sealed class ChangeReturnValidator : AbstractValidator<ChangeReturn>
{
    public ChangeReturnValidator() => RuleFor(r => r.Reason).GrantText();
}

internal sealed class ChangeReturnHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ChangeReturn, Unit>
{
    public async Task<Unit> Handle(ChangeReturn request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.ChangeReturn(request.Number, request.DueOn, request.Reason, clock.LondonToday());
        return Unit.Value;
    }
}
