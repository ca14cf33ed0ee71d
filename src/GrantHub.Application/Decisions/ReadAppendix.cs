using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>An appendix of a record that the person may see, also one that only an earlier version had.</summary>
[Requires(Permission.ReadDecisions)]
public sealed record ReadAppendix(string Address, long AppendixId) : IQuery<Appendix>;

internal sealed class ReadAppendixHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ReadAppendix, Appendix>
{
    public async Task<Appendix> Handle(ReadAppendix request, CancellationToken cancellationToken)
    {
        var found = await db
            .Decisions.AsNoTracking()
            .Include(d => d.Appendices)
            .SingleOrDefaultAsync(DecisionAccess.At(request.Address), cancellationToken);
        var record = DecisionAccess.Seen(found, request.Address, user);
        return record
                .Appendices.Concat(record.RemovedAppendices)
                .FirstOrDefault(a => a.Id == request.AppendixId)
            ?? throw new NotFoundException(
                $"{record.Label} has no such appendix. It may have been removed."
            );
    }
}
