using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>An item that the finance system paid.</summary>
/// <param name="Import">The file that the item was in.</param>
/// <param name="Line">Where it stands there.</param>
[Requires(Permission.ReadGrants)]
public sealed record ReadSpendingItem(long Import, int Line) : IQuery<SpendingItemPage>
{
    internal static NotFoundException NotFound() =>
        new(
            "There is no such item of imported spending. Open it from the list of what is missing for its month."
        );
}

/// <param name="Item">Read only; not attached to the database.</param>
public sealed record SpendingItemPage(SpendingItem Item)
{
    /// <inheritdoc cref="Shown"/>
    public string Seen => Shown.Of(ExplainSpendingItem.Words(Item.Purpose, Item.ValueForMoney));
}

internal sealed class ReadSpendingItemHandler(IGrantHubDb db)
    : IRequestHandler<ReadSpendingItem, SpendingItemPage>
{
    public async Task<SpendingItemPage> Handle(
        ReadSpendingItem request,
        CancellationToken cancellationToken
    ) =>
        new(
            await db
                .SpendingItems.AsNoTracking()
                .SingleOrDefaultAsync(
                    item => item.ImportId == request.Import && item.Line == request.Line,
                    cancellationToken
                )
                ?? throw ReadSpendingItem.NotFound()
        );
}
