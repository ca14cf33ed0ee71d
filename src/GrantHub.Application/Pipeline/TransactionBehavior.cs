using System.Data.Common;
using GrantHub.Application.Audit;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Pipeline;

/// <summary>
/// A command is one transaction: what the handler changed, then its audit entries, or nothing. A command that lost a
/// race runs again on what the winner left, where the domain says what happened and by whom.
/// </summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(IGrantHubDb db, AuditTrail trail)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    private const int Attempts = 8;

    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next
    )
    {
        if (request is not ICommand<TResponse>)
            return await next();
        // A command that sends another shares its transaction.
        if (db.Database.CurrentTransaction is not null)
            return await next();

        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(
                cancellationToken
            );
            try
            {
                var response = await next();
                await db.SaveChangesAsync(cancellationToken);
                await trail.AppendAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return response;
            }
            catch (Exception fault) when (attempt < Attempts && IsLostRace(fault))
            {
                await transaction.RollbackAsync(cancellationToken);
            }
        }
    }

    /// <summary>Somebody else saved first: a stale version, a unique index, or a deadlock that this command was chosen to end.</summary>
    private static bool IsLostRace(Exception fault) =>
        fault is DbUpdateException or DbException { SqlState: "40001" or "40P01" };
}
