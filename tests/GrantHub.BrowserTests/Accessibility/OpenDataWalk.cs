using GrantHub.Domain.Publication;
using Microsoft.EntityFrameworkCore;
using static GrantHub.BrowserTests.Accessibility.Step;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>The pages of open data and of the monthly lists.</summary>
/// <param name="Public">For everybody.</param>
/// <param name="Officers">For whoever reads grants.</param>
/// <param name="Payments">For whoever records payments.</param>
internal sealed record OpenDataWalk(
    IReadOnlyList<Step> Public,
    IReadOnlyList<Step> Officers,
    IReadOnlyList<Step> Payments
)
{
    public static async Task<OpenDataWalk> PlanAsync(Site site)
    {
        var spent = await site.Look(db =>
            db.SpendingItems.OrderBy(item => item.Id)
                .Select(item => new
                {
                    item.ImportId,
                    item.Line,
                    item.Date,
                })
                .FirstAsync()
        );
        var month = SpendingMonth.Of(spent.Date);
        return new OpenDataWalk(
            [
                new("/open-data"),
                new($"/open-data/spending/{month}"),
                new($"/open-data/spending/{month.Next.Next}"),
                new("/open-data/spending/2017-05"),
                new("/open-data/spending/2199-01"),
            ],
            [
                new("/publication/spending"),
                new($"/publication/spending/{month}"),
                new($"/publication/spending/{month.Next}"),
                new("/publication/spending/2010-01"),
                new("/publication/quality"),
            ],
            [new($"/publication/spending/items/{spent.ImportId}/{spent.Line}", Empty)]
        );
    }
}
