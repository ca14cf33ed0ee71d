using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>Keeps a PDF that was rendered. Where another was kept first, that one stays: the bytes differ from run to run.</summary>
/// <returns>The PDF that is kept.</returns>
[Requires(Permission.ReadDecisions)]
[LeavesNoEntry(
    "A PDF that was printed of a notice, kept to be printed once; the notice stays as it is."
)]
public sealed record KeepNotice(long DecisionId, Guid Version, byte[] Pdf) : ICommand<byte[]>;

internal sealed class KeepNoticeHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<KeepNotice, byte[]>
{
    public async Task<byte[]> Handle(KeepNotice request, CancellationToken cancellationToken)
    {
        // A second writer at the same instant meets the unique index; its command runs again and finds this one's PDF.
        var kept = await db
            .Notices.Where(n =>
                n.DecisionId == request.DecisionId && n.DecisionVersion == request.Version
            )
            .Select(n => n.Pdf)
            .SingleOrDefaultAsync(cancellationToken);
        if (kept is not null)
            return kept;
        db.Notices.Add(
            new Notice
            {
                DecisionId = request.DecisionId,
                DecisionVersion = request.Version,
                Pdf = request.Pdf,
                RenderedAt = clock.UtcInstant(),
            }
        );
        return request.Pdf;
    }
}
