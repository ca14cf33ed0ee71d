using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>Takes an appendix off a draft.</summary>
/// <returns>
/// The storage key of the file, to be deleted once this is saved; null when an earlier round's seal rests on the file.
/// </returns>
[Requires(Permission.RaiseDecisions)]
public sealed record RemoveAppendix(string Address, long AppendixId) : ICommand<string?>;

internal sealed class RemoveAppendixHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<RemoveAppendix, string?>
{
    public async Task<string?> Handle(RemoveAppendix request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        var appendix = record.Detach(user.Must(), request.AppendixId, clock.UtcInstant());
        return appendix.IsRemoved ? null : appendix.StorageKey;
    }
}
