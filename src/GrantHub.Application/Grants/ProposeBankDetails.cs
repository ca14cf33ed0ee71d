using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Proposes where an organisation is to be paid; a second person confirms it.</summary>
/// <param name="Note">Who was called or what was seen, and when.</param>
[Requires(Permission.ManageOrganisations)]
public sealed record ProposeBankDetails(
    string Slug,
    string SortCode,
    string AccountNumber,
    string AccountName,
    BankVerification Verification,
    string Note
) : ICommand<Unit>;

internal sealed class ProposeBankDetailsValidator : AbstractValidator<ProposeBankDetails>
{
    public ProposeBankDetailsValidator()
    {
        RuleFor(r => r.AccountName).GrantLine("The name on the account", OrganisationAccess.Name);
        RuleFor(r => r.Note).GrantText();
    }
}

internal sealed class ProposeBankDetailsHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TimeProvider clock
) : IRequestHandler<ProposeBankDetails, Unit>
{
    public async Task<Unit> Handle(ProposeBankDetails request, CancellationToken cancellationToken)
    {
        var organisation = await db.LoadOrganisationAsync(request.Slug, cancellationToken);
        organisation.ProposeBankDetails(
            request.SortCode,
            request.AccountNumber,
            request.AccountName,
            request.Verification,
            request.Note,
            user.Must(),
            clock.UtcInstant()
        );
        return Unit.Value;
    }
}
