using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>The proposed bank details of an organisation in full, for the person who compares and confirms them.</summary>
[Requires(Permission.ManageOrganisations)]
public sealed record ReadPendingBankDetails(string Slug) : IQuery<PendingBankDetails>;

/// <param name="IsOwn">The person who asks proposed them, so somebody else has to confirm.</param>
public sealed record PendingBankDetails(string Organisation, BankDetails Details, bool IsOwn);

internal sealed class ReadPendingBankDetailsHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ReadPendingBankDetails, PendingBankDetails>
{
    public async Task<PendingBankDetails> Handle(
        ReadPendingBankDetails request,
        CancellationToken cancellationToken
    )
    {
        var organisation =
            await db
                .Organisations.AsNoTracking()
                .SingleOrDefaultAsync(o => o.Slug == request.Slug, cancellationToken)
            ?? throw OrganisationAccess.NotFound();
        var pending =
            organisation.PendingBank
            ?? throw DomainException.Conflict(
                "bank.none",
                "No bank details wait to be confirmed. Somebody has confirmed or rejected them already."
            );
        return new PendingBankDetails(
            organisation.Name,
            pending,
            pending.ProposedById == user.Must().PersonId
        );
    }
}
