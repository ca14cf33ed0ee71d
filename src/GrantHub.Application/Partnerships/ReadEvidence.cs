using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>Where a file beside an entry lies.</summary>
/// <param name="Id">Of the file.</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadEvidence(string Slug, FinancialYear Year, int Number, long Id)
    : IQuery<StoredFile>;

internal sealed class ReadEvidenceHandler(IGrantHubDb db)
    : IRequestHandler<ReadEvidence, StoredFile>
{
    public async Task<StoredFile> Handle(
        ReadEvidence request,
        CancellationToken cancellationToken
    ) =>
        await db
            .LedgerFiles.Where(file =>
                file.Id == request.Id
                && file.Entry == request.Number
                && db.BudgetsOf(request.Slug)
                    .Any(b => b.Year == request.Year && b.Id == file.BudgetId)
            )
            .Select(file => file.File)
            .SingleOrDefaultAsync(cancellationToken)
        ?? throw new NotFoundException($"Entry {request.Number} has no such file.");
}
