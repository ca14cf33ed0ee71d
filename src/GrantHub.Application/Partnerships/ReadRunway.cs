using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>How long a partnership's reserve lasts: at standstill, and in each scenario that it keeps.</summary>
/// <param name="Partnership">Its slug or its exact name.</param>
/// <param name="From">The year whose budget it starts from; null: the latest budget with lines, drafts count.</param>
/// <param name="Years">How many to look ahead, that one included.</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadRunway(
    string Partnership,
    FinancialYear? From = null,
    int Years = ReserveRunway.DefaultYears
) : IQuery<RunwayPage>;

/// <param name="Partnership">Read only; not attached to the database.</param>
/// <param name="Basis">Null while there is no budget to start from.</param>
/// <param name="Runways">Standstill first, then the scenarios; none without a basis.</param>
/// <param name="BudgetYears">The years whose budget has lines, latest first.</param>
public sealed record RunwayPage(
    Partnership Partnership,
    RunwayBasis? Basis,
    int Years,
    IReadOnlyList<ReserveRunway> Runways,
    IReadOnlyList<FinancialYear> BudgetYears
);

internal sealed class ReadRunwayHandler(IGrantHubDb db) : IRequestHandler<ReadRunway, RunwayPage>
{
    public async Task<RunwayPage> Handle(ReadRunway request, CancellationToken cancellationToken)
    {
        var partnership =
            await db
                .Partnerships.AsNoTracking()
                .Called(request.Partnership)
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw PartnershipAccess.NotFound();
        var years = await db
            .Budgets.Where(b => b.PartnershipId == partnership.Id)
            // A close leaves the next year's budget without lines: nothing to look ahead from.
            .Where(b => b.Lines.Any())
            .OrderByDescending(b => b.Year)
            .Select(b => b.Year)
            .ToListAsync(cancellationToken);
        if (request.From is { } wanted && !years.Contains(wanted))
            throw new NotFoundException(
                $"{partnership.Name} has no budget for {wanted}, so the runway cannot start there."
            );
        var basis =
            years.Count == 0
                ? null
                : await BasisAsync(partnership.Id, request.From ?? years[0], cancellationToken);
        return new RunwayPage(
            partnership,
            basis,
            request.Years,
            basis is null
                ? []
                :
                [
                    ReserveRunway.Of(basis, partnership.Floor, request.Years, null),
                    .. partnership.Scenarios.Select(scenario =>
                        ReserveRunway.Of(basis, partnership.Floor, request.Years, scenario.Terms)
                    ),
                ],
            years
        );
    }

    /// <summary>The lines of a budget that move its balance, as they are planned now.</summary>
    private async Task<RunwayBasis> BasisAsync(
        long partnershipId,
        FinancialYear year,
        CancellationToken cancellationToken
    )
    {
        var budget = await db
            .Budgets.AsNoTracking()
            .Include(b => b.Lines)
            .AsSingleQuery()
            .SingleAsync(
                b => b.PartnershipId == partnershipId && b.Year == year,
                cancellationToken
            );
        return new RunwayBasis(
            year,
            budget.Opening,
            budget.IsOpeningEstimated,
            [
                .. budget
                    .TopLines(LineKind.Income)
                    .Concat(budget.TopLines(LineKind.Expenditure))
                    .Where(line => line.Counts)
                    .Select(line => new RunwayLine(
                        line.Kind == LineKind.Income,
                        line.Name,
                        line.Partner,
                        budget.PlannedOf(line),
                        line.Planned is null && !budget.HasSubLines(line)
                    )),
            ]
        );
    }
}
