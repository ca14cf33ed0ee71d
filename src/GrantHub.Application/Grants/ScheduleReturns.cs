using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Asks the recipient for the returns of a year, by a pattern.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <returns>How many were added.</returns>
[Requires(Permission.ManageGrants)]
public sealed record ScheduleReturns(string Reference, FinancialYear Year, ReturnPattern Pattern)
    : ICommand<int>;

internal sealed class ScheduleReturnsHandler(IGrantHubDb db) : IRequestHandler<ScheduleReturns, int>
{
    public async Task<int> Handle(ScheduleReturns request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        return grant.ScheduleReturns(request.Year, request.Pattern).Count;
    }
}
