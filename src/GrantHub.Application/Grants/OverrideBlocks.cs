using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>The chief finance officer lets payments be authorised in spite of what blocks them now.</summary>
[Requires(Permission.OverrideBlocks)]
public sealed record OverrideBlocks(string Reference, string Reason) : ICommand<Unit>;

internal sealed class OverrideBlocksValidator : AbstractValidator<OverrideBlocks>
{
    public OverrideBlocksValidator()
    {
        RuleFor(r => r.Reason)
            .Reason("Say why payments may go on. Everyone who sees the grant reads the reason.");
    }
}

internal sealed class OverrideBlocksHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<OverrideBlocks, Unit>
{
    public async Task<Unit> Handle(OverrideBlocks request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.OverrideBlocks(request.Reason, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
