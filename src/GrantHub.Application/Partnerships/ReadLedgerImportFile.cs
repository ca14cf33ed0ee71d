using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>Where the file of the finance system lies that was posted to a ledger.</summary>
/// <param name="Id">Of the import.</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadLedgerImportFile(string Slug, FinancialYear Year, long Id)
    : IQuery<StoredFile>;

internal sealed class ReadLedgerImportFileHandler(IGrantHubDb db)
    : IRequestHandler<ReadLedgerImportFile, StoredFile>
{
    public async Task<StoredFile> Handle(
        ReadLedgerImportFile request,
        CancellationToken cancellationToken
    ) =>
        await db
            .LedgerImports.Where(import =>
                import.Id == request.Id
                && db.BudgetsOf(request.Slug)
                    .Any(b => b.Year == request.Year && b.Id == import.BudgetId)
            )
            .Select(import => import.File)
            .SingleOrDefaultAsync(cancellationToken)
        ?? throw new NotFoundException(
            $"No such file was imported into the ledger of {request.Year}."
        );
}
