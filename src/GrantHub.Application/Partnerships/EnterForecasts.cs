using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Says what lines are expected to come to by the end of the year.</summary>
/// <param name="Forecasts">By the line's number; null: it follows from the ledger and the plan again.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record EnterForecasts(
    string Slug,
    FinancialYear Year,
    IReadOnlyDictionary<int, Money?> Forecasts
) : ICommand<Unit>;

internal sealed class EnterForecastsHandler(IGrantHubDb db) : IRequestHandler<EnterForecasts, Unit>
{
    public async Task<Unit> Handle(EnterForecasts request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        foreach (var (number, forecast) in request.Forecasts)
            budget.EnterForecast(number, forecast);
        return Unit.Value;
    }
}
