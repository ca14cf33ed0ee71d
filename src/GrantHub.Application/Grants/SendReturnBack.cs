using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Gives a submitted return back to the recipient, to be submitted again.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <param name="SeenRound">The submission that the person read; null: not checked.</param>
[Requires(Permission.ManageGrants)]
public sealed record SendReturnBack(
    string Reference,
    int Number,
    string Reason,
    int? SeenRound = null
) : ICommand<Unit>;

internal sealed class SendReturnBackValidator : AbstractValidator<SendReturnBack>
{
    public SendReturnBackValidator() => RuleFor(r => r.Reason).GrantText();
}

internal sealed class SendReturnBackHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<SendReturnBack, Unit>
{
    public async Task<Unit> Handle(SendReturnBack request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.Return(request.Number).GuardSeen(request.SeenRound);
        grant.SendReturnBack(request.Number, request.Reason, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
