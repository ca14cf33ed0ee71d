using GrantHub.Domain.Audit;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>An organisation with its contacts, bank details (account numbers masked) and what happened to it.</summary>
[Requires(Permission.ReadGrants)]
public sealed record ReadOrganisation(string Slug) : IQuery<OrganisationPage>;

/// <param name="Numbers">As pages and registers write them.</param>
/// <param name="Identifiers">As open data writes them.</param>
/// <param name="Bank">In force; null: none yet.</param>
/// <param name="Pending">Waits for a second person; null: none.</param>
/// <param name="History">Newest first, at most 200.</param>
public sealed record OrganisationPage(
    long Id,
    string Slug,
    Guid Version,
    string Name,
    string? LegalName,
    string? Address,
    PublicNumbers Numbers,
    IReadOnlyList<string> Identifiers,
    IReadOnlyList<ContactRow> Contacts,
    BankRow? Bank,
    BankRow? Pending,
    IReadOnlyList<AuditEntry> History
);

/// <param name="SignIn">The name of the sign-in that submits the organisation's returns; null: none.</param>
public sealed record ContactRow(
    int Number,
    string Name,
    string? Email,
    string? Telephone,
    string? Post,
    bool IsMain,
    long? PersonId,
    string? SignIn
);

/// <param name="Masked">Enough to tell accounts apart, too little to pay into.</param>
/// <param name="IsOwn">Proposed by the person who asks.</param>
public sealed record BankRow(
    string Masked,
    BankVerification Verification,
    string Note,
    string ProposedByName,
    DateTime ProposedAt,
    string? ConfirmedByName,
    DateTime? ConfirmedAt,
    bool IsOwn
);

internal sealed class ReadOrganisationHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ReadOrganisation, OrganisationPage>
{
    private const int MostHistory = 200;

    public async Task<OrganisationPage> Handle(
        ReadOrganisation request,
        CancellationToken cancellationToken
    )
    {
        var organisation =
            await db
                .Organisations.AsNoTracking()
                .Include(o => o.Contacts)
                .SingleOrDefaultAsync(o => o.Slug == request.Slug, cancellationToken)
            ?? throw OrganisationAccess.NotFound();
        var signIns = await SignInsAsync(organisation, cancellationToken);
        var history = await db
            .AuditEntries.AsNoTracking()
            .Where(entry =>
                entry.SubjectKind == organisation.SubjectKind && entry.SubjectId == organisation.Id
            )
            .OrderByDescending(entry => entry.Number)
            .Take(MostHistory)
            .ToListAsync(cancellationToken);
        return new OrganisationPage(
            organisation.Id,
            organisation.Slug,
            organisation.Version,
            organisation.Name,
            organisation.LegalName,
            organisation.Address,
            new PublicNumbers(
                organisation.CharityNumber,
                organisation.CompanyNumber,
                organisation.OtherIdentifier
            ),
            organisation.PublicIdentifiers,
            [
                .. organisation.Contacts.Select(c => new ContactRow(
                    c.Number,
                    c.Name,
                    c.Email,
                    c.Telephone,
                    c.Post,
                    c.IsMain,
                    c.PersonId,
                    c.PersonId is { } id ? signIns.GetValueOrDefault(id) : null
                )),
            ],
            Row(organisation.Bank),
            Row(organisation.PendingBank),
            history
        );
    }

    private async Task<Dictionary<long, string>> SignInsAsync(
        Organisation organisation,
        CancellationToken cancellationToken
    )
    {
        var ids = organisation.Contacts.Select(c => c.PersonId).OfType<long>().ToList();
        return ids.Count == 0
            ? []
            : await db
                .People.AsNoTracking()
                .Where(p => ids.Contains(p.Id))
                .ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
    }

    private BankRow? Row(BankDetails? bank) =>
        bank is null
            ? null
            : new BankRow(
                bank.Masked(),
                bank.Verification,
                bank.VerificationNote,
                bank.ProposedByName,
                bank.ProposedAt,
                bank.ConfirmedByName,
                bank.ConfirmedAt,
                bank.ProposedById == user.Must().PersonId
            );
}
