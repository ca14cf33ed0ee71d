using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>A month's specified information as it stands, whole: grants by the day of the decision, then items by the day of payment.</summary>
/// <remarks>
/// Elected Local Policing Bodies (Specified Information) Order 2011, Sch. paras 3(f) and 3(g). Grants and payments are
/// those whose decision is published with its funding.
/// </remarks>
[Requires(Permission.ReadRegister)]
public sealed record ExportSpending(SpendingMonth Month) : IQuery<IAsyncEnumerable<SpendingRow>>;

internal sealed class ExportSpendingHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ExportSpending, IAsyncEnumerable<SpendingRow>>
{
    public Task<IAsyncEnumerable<SpendingRow>> Handle(
        ExportSpending request,
        CancellationToken cancellationToken
    )
    {
        request.Month.RefuseFuture(clock);
        return Task.FromResult(
            SpendingSource
                .ReadAsync(db, request.Month, null, SpendingSource.Batch, cancellationToken)
                .Select(entry => entry.Row)
        );
    }
}
