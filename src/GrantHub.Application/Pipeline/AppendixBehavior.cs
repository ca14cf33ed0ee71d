using GrantHub.Application.Decisions;
using GrantHub.Application.Files;
using GrantHub.Domain;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Pipeline;

/// <summary>
/// Reads the sealed files of a record through before somebody signs or decides it. Before the transaction, because that
/// takes as long as the files are large.
/// </summary>
internal sealed class AppendixBehavior<TRequest, TResponse>(IGrantHubDb db, IAppendixStore store)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next
    )
    {
        if (request is IRestsOnAppendices { Address: var address })
            await CheckAsync(address, cancellationToken);
        return await next();
    }

    private async Task CheckAsync(string address, CancellationToken cancellationToken)
    {
        var record = await db
            .Decisions.AsNoTracking()
            .Include(d => d.Appendices)
            .Where(d => d.AwaitingRole != null)
            .SingleOrDefaultAsync(DecisionAccess.At(address), cancellationToken);
        foreach (var appendix in record?.Appendices ?? [])
            try
            {
                await using var intact = await store.OpenAsync(
                    appendix.StorageKey,
                    appendix.Sha256,
                    cancellationToken
                );
            }
            catch (Exception fault) when (fault is FileNotFoundException or InvalidDataException)
            {
                throw new DomainException(
                    "appendix.broken",
                    $"The file {appendix.Name} is missing or is not the one that was sealed. Nothing has been signed. Ask an administrator to restore it from the office’s backup."
                );
            }
    }
}
