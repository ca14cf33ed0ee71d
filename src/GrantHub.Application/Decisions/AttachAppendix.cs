using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Decisions;

/// <summary>Attaches a file that has been stored and checked before, so that no upload runs inside a transaction.</summary>
/// <param name="Name">As the person's browser gave it.</param>
[Requires(Permission.RaiseDecisions)]
public sealed record AttachAppendix(string Address, string Name, StoredFile File) : ICommand<Unit>;

internal sealed class AttachAppendixHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<AttachAppendix, Unit>
{
    public async Task<Unit> Handle(AttachAppendix request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        var at = clock.UtcInstant();
        var file = request.File;
        record.Attach(
            user.Must(),
            new Appendix(
                AppendixName.Clean(request.Name),
                file.Kind,
                file.ContentType,
                file.Size,
                file.Sha256Hex,
                file.StorageKey,
                at
            ),
            at
        );
        return Unit.Value;
    }
}
