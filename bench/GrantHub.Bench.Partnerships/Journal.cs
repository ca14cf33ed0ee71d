using System.Globalization;
using System.Text;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.Bench.Partnerships;

/// <summary>
/// All ledgers in one file, each budget as the export writes it and under an account of its own, so that the program adds
/// up the same balances. Beside it, what each budget's balance has to come to.
/// </summary>
internal static class Journal
{
    public static async Task WriteAsync(
        IServiceProvider services,
        FileInfo file,
        CancellationToken cancellationToken
    )
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        var budgets = await db
            .Budgets.AsNoTracking()
            .Where(b => b.LastEntry > 0)
            .OrderBy(b => b.Id)
            .Select(b => new
            {
                b.Id,
                b.Year,
                db.Partnerships.First(p => p.Id == b.PartnershipId).Slug,
            })
            .ToListAsync(cancellationToken);
        await using var to = file.Create();
        var balances = new StringBuilder();
        foreach (var budget in budgets)
        {
            await to.WriteAsync(
                Encoding.UTF8.GetBytes(
                    string.Create(CultureInfo.InvariantCulture, $"apply account b{budget.Id}\n\n")
                ),
                cancellationToken
            );
            var postings = await mediator.Send(
                new ReadPostings(budget.Slug, budget.Year, LedgerFilter.All),
                cancellationToken
            );
            await using (var journal = new LedgerJournal(to))
                await journal.WriteAsync(postings, cancellationToken);
            await to.WriteAsync("\nend apply account\n\n"u8.ToArray(), cancellationToken);
            var page = await mediator.Send(
                new ReadBudget(budget.Slug, budget.Year),
                cancellationToken
            );
            balances.Append(
                CultureInfo.InvariantCulture,
                $"b{budget.Id}\t{Balance(page).ToPlainString()}\n"
            );
        }
        await File.WriteAllTextAsync(
            file.FullName + ".balances",
            balances.ToString(),
            cancellationToken
        );
    }

    /// <summary>A return to a partner lessens the balance as it lessens the contribution.</summary>
    private static Money Balance(BudgetPage page) => page.ThisYear.Actual.Closing;
}
