using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Takes out a return that has never been submitted.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
[Requires(Permission.ManageGrants)]
public sealed record RemoveReturn(string Reference, int Number, string Reason) : ICommand<Unit>;

internal sealed class RemoveReturnValidator : AbstractValidator<RemoveReturn>
{
    public RemoveReturnValidator() => RuleFor(r => r.Reason).GrantText();
}

internal sealed class RemoveReturnHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<RemoveReturn, Unit>
{
    public async Task<Unit> Handle(RemoveReturn request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.RemoveReturn(request.Number, request.Reason, clock.LondonToday());
        return Unit.Value;
    }
}
