using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>The finance lead signs the close of a year.</summary>
/// <param name="Seen">The balance to carry forward that the page showed.</param>
/// <param name="Agreed">Whether the statement was ticked (<see cref="CloseStatements.Sign"/>).</param>
/// <param name="Preview">The digest of all that the page showed (<see cref="CloseDigest"/>); null: not checked.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record SignClose(
    string Slug,
    FinancialYear Year,
    Money Seen,
    bool Agreed,
    string? Preview = null
) : ICommand<Unit>;

internal sealed class SignCloseHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<SignClose, Unit>
{
    public async Task<Unit> Handle(SignClose request, CancellationToken cancellationToken)
    {
        CloseAccess.GuardAgreed(request.Agreed);
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        budget.SignClose(
            await db.RuleOfAsync(budget.PartnershipId, cancellationToken),
            await db.LedgerTotalsAsync(budget.Id, cancellationToken),
            request.Seen,
            user.Must(),
            clock.UtcInstant()
        );
        budget.Close!.Figures.GuardSeen(request.Preview);
        return Unit.Value;
    }
}
