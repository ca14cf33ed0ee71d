using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Asks the recipient for one return.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <param name="IsFinal">The last of its year.</param>
/// <returns>Its number within the grant.</returns>
[Requires(Permission.ManageGrants)]
public sealed record AddReturn(
    string Reference,
    FinancialYear Year,
    DateOnly From,
    DateOnly To,
    DateOnly DueOn,
    bool IsFinal
) : ICommand<int>;

internal sealed class AddReturnHandler(IGrantHubDb db) : IRequestHandler<AddReturn, int>
{
    public async Task<int> Handle(AddReturn request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        return grant
            .AddReturn(request.Year, request.From, request.To, request.DueOn, request.IsFinal)
            .Number;
    }
}
