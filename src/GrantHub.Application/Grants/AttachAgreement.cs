using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Keeps the signed agreement, a file that has been stored and checked before.</summary>
/// <param name="Seen"><see cref="Shown.Of"/> the storage key of the file that the form showed, empty where there was none; null: the file does not rest on what was shown.</param>
/// <param name="Name">As the person's browser gave it.</param>
/// <returns>Where the file lies whose place it takes; null when there was none.</returns>
[Requires(Permission.ManageGrants)]
public sealed record AttachAgreement(
    string Reference,
    string? Seen,
    string Name,
    Files.StoredFile File
) : ICommand<string?>;

internal sealed class AttachAgreementHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<AttachAgreement, string?>
{
    public async Task<string?> Handle(AttachAgreement request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        var earlier = grant.Agreement?.File;
        if (earlier is not null)
            StaleChanges.RefuseStale(
                request.Seen,
                Shown.Of(earlier.StorageKey),
                earlier.Name,
                request.Name
            );
        var file = request.File;
        grant.AttachAgreement(
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
