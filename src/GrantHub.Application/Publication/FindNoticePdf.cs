using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>The PDF kept of the office's own notice, for a version of the record; null when none has been rendered.</summary>
[Requires(Permission.ReadDecisions)]
public sealed record FindNoticePdf(long DecisionId, Guid Version) : IQuery<byte[]?>;

internal sealed class FindNoticePdfHandler(IGrantHubDb db) : IRequestHandler<FindNoticePdf, byte[]?>
{
    public Task<byte[]?> Handle(FindNoticePdf request, CancellationToken cancellationToken) =>
        db
            .Notices.Where(n =>
                n.DecisionId == request.DecisionId && n.DecisionVersion == request.Version
            )
            .Select(n => n.Pdf)
            .SingleOrDefaultAsync(cancellationToken);
}
