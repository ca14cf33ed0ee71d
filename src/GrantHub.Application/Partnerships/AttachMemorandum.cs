using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Keeps a signed memorandum of understanding, a file that has been stored and checked before.</summary>
/// <param name="Seen">The version that the form showed; null: not checked.</param>
/// <param name="Name">As the person's browser gave it.</param>
/// <returns>Where the file lies whose place it takes; null when there was none.</returns>
[Requires(Permission.ManagePartnerships)]
public sealed record AttachMemorandum(
    string Slug,
    long OrganisationId,
    Guid? Seen,
    string Name,
    StoredFile File
) : ICommand<string?>;

internal sealed class AttachMemorandumHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<AttachMemorandum, string?>
{
    public async Task<string?> Handle(AttachMemorandum request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        var earlier = partnership
            .Members.FirstOrDefault(m => m.OrganisationId == request.OrganisationId)
            ?.MemorandumFile;
        if (earlier is not null)
            partnership.RefuseStale(request.Seen, earlier.Name, request.Name);
        var file = request.File;
        partnership.AttachMemorandum(
            request.OrganisationId,
            new Domain.Grants.StoredFile(
                AppendixName.Clean(request.Name),
                file.Kind,
                file.ContentType,
                file.Size,
                file.Sha256Hex,
                file.StorageKey,
                clock.UtcInstant()
            )
        );
        return earlier?.StorageKey;
    }
}
