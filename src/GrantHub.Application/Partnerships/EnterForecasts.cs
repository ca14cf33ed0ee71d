using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Says what lines are expected to come to by the end of the year.</summary>
/// <param name="Forecasts">By the line's number.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record EnterForecasts(
    string Slug,
    FinancialYear Year,
    IReadOnlyDictionary<int, LineForecast> Forecasts
) : ICommand<Unit>;

/// <param name="Seen">What the form showed; null: that it follows from the ledger and the plan.</param>
/// <param name="Amount">Null: it follows from them again.</param>
public sealed record LineForecast(Money? Seen, Money? Amount);

internal sealed class EnterForecastsHandler(IGrantHubDb db) : IRequestHandler<EnterForecasts, Unit>
{
    public async Task<Unit> Handle(EnterForecasts request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        var stands = budget.Lines.ToDictionary(line => line.Number, line => line.Forecast);
        if (
            request.Forecasts.Any(f =>
                stands.TryGetValue(f.Key, out var now) && now != f.Value.Seen
            )
        )
            throw StaleChanges.Of(
                Words(
                    request.Forecasts.Keys.Select(line => (line, stands.GetValueOrDefault(line)))
                ),
                Words(request.Forecasts.Select(f => (f.Key, f.Value.Amount)))
            );
        foreach (var (number, forecast) in request.Forecasts)
            budget.EnterForecast(number, forecast.Amount);
        return Unit.Value;

        string Words(IEnumerable<(int Line, Money? Forecast)> forecasts) =>
            string.Join(
                '\n',
                forecasts.Select(f =>
                    $"{budget.Lines.FirstOrDefault(line => line.Number == f.Line)?.Title}: {f.Forecast?.ToString() ?? "as planned"}"
                )
            );
    }
}
