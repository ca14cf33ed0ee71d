using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>Keeps a file beside an entry, such as an invoice, that has been stored and checked before.</summary>
/// <param name="Name">As the person's browser gave it.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record AttachEvidence(
    string Slug,
    FinancialYear Year,
    int Number,
    string Name,
    StoredFile File
) : ICommand<Unit>;

internal sealed class AttachEvidenceHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<AttachEvidence, Unit>
{
    public async Task<Unit> Handle(AttachEvidence request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        var file = request.File.As(request.Name, clock.UtcInstant());
        // A form that is sent twice keeps one file.
        var kept = await db
            .LedgerFiles.AsNoTracking()
            .Where(f => f.BudgetId == budget.Id && f.Entry == request.Number)
            .ToListAsync(cancellationToken);
        if (kept.Exists(f => f.File.Sha256 == file.Sha256))
            throw new DomainException(
                "ledger.file-twice",
                $"{file.Name} is kept with entry {request.Number} already."
            );
        budget.EvidenceAdded(request.Number, file.Name);
        db.LedgerFiles.Add(new LedgerFile(budget.Id, request.Number, file, user.Must()));
        return Unit.Value;
    }
}

internal static class LedgerFiles
{
    /// <summary>A stored file as the ledger keeps it.</summary>
    public static Domain.Grants.StoredFile As(this StoredFile file, string name, DateTime at) =>
        new(
            AppendixName.Clean(name),
            file.Kind,
            file.ContentType,
            file.Size,
            file.Sha256Hex,
            file.StorageKey,
            at
        );
}
