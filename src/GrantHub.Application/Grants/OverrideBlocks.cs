using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>The chief finance officer lets payments be authorised in spite of what blocks them now.</summary>
/// <param name="Seen">The keys of what the person read, in order and joined by a bar; null: not checked.</param>
[Requires(Permission.OverrideBlocks)]
public sealed record OverrideBlocks(string Reference, string Reason, string? Seen = null)
    : ICommand<Unit>
{
    public static string KeysOf(Grant grant, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return string.Join('|', grant.OpenBlocks(today).Select(block => block.Key));
    }
}

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
        var blocks = OverrideBlocks.KeysOf(grant, clock.LondonToday());
        // Where nothing blocks any more, the domain says so.
        if (request.Seen is { } seen && seen != blocks && blocks.Length > 0)
            throw new DomainException(
                "override.unseen",
                "What blocks payments has changed since you opened the page. Read it here again before you override it."
            );
        grant.OverrideBlocks(request.Reason, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
