using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>A second person puts the proposed bank details into force.</summary>
/// <param name="Seen">When those that the person compared were proposed, in ticks; null: not checked.</param>
[Requires(Permission.ManageOrganisations)]
public sealed record ConfirmBankDetails(string Slug, long? Seen = null) : ICommand<Unit>;

internal sealed class ConfirmBankDetailsHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TimeProvider clock
) : IRequestHandler<ConfirmBankDetails, Unit>
{
    public async Task<Unit> Handle(ConfirmBankDetails request, CancellationToken cancellationToken)
    {
        var organisation = await db.LoadOrganisationAsync(request.Slug, cancellationToken);
        organisation.GuardSeenBank(request.Seen);
        organisation.ConfirmBankDetails(user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}

internal static class SeenBankDetails
{
    public static void GuardSeenBank(this Organisation organisation, long? seen)
    {
        if (
            seen is { } ticks
            && organisation.PendingBank is { } pending
            && pending.ProposedAt.Ticks != ticks
        )
            throw DomainException.Conflict(
                "bank.unseen",
                $"{pending.ProposedByName} has proposed other bank details since you opened the page. Open it again and compare them."
            );
    }
}
