using GrantHub.Application.Imports;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>What a file of the finance system says was spent, and what in it cannot be read.</summary>
/// <param name="Sha256">Of the file's bytes, in lower-case hexadecimal.</param>
public sealed record SpendingLog(
    string Sha256,
    IReadOnlyList<SpendingItem> Items,
    IReadOnlyList<ImportFault> Faults
);

/// <summary>Takes over a file of spending: all of it, or nothing when anything in it is at fault. The identical file again changes nothing.</summary>
/// <param name="DryRun">Look for faults only.</param>
[Requires(Permission.Operate)]
public sealed record ImportSpending(SpendingLog Log, bool DryRun = false) : ICommand<Imported>;

internal sealed class ImportSpendingHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ImportSpending, Imported>
{
    public async Task<Imported> Handle(ImportSpending request, CancellationToken cancellationToken)
    {
        var log = request.Log;
        if (log.Faults.Count > 0)
            return new(0, 0, log.Faults);
        var known = await db.SpendingImports.AnyAsync(
            import => import.Sha256 == log.Sha256,
            cancellationToken
        );
        if (known)
            return new(0, log.Items.Count, []);
        if (!request.DryRun && log.Items.Count > 0)
            db.SpendingImports.Add(SpendingImport.Of(log.Sha256, log.Items, clock.UtcInstant()));
        return new(log.Items.Count, 0, []);
    }
}
