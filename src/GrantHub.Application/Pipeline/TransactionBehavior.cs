using System.Data.Common;
using GrantHub.Application.Audit;
using GrantHub.Application.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GrantHub.Application.Pipeline;

/// <summary>
/// A command is one transaction: what the handler changed, the e-mails about it, then its audit entries, or nothing; nothing
/// too where it changed rows and left no entry. A command that lost a race runs again on what the winner left, where the
/// domain says what happened and by whom.
/// </summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(
    IGrantHubDb db,
    TellPeople tell,
    AuditTrail trail
) : IPipelineBehavior<TRequest, TResponse>
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
            trail.Begin();
            await using var transaction = await db.Database.BeginTransactionAsync(
                cancellationToken
            );
            try
            {
                var response = await next();
                await db.SaveChangesAsync(cancellationToken);
                await tell.AboutAsync(cancellationToken);
                await trail.AppendAsync(cancellationToken);
                trail.Guard(typeof(TRequest));
                await CommitAsync(transaction);
                return response;
            }
            catch (Exception fault) when (attempt < Attempts && IsLostRace(fault))
            {
                await transaction.RollbackAsync(cancellationToken);
            }
        }
    }

    private async Task CommitAsync(IDbContextTransaction transaction)
    {
        try
        {
            // Whoever asked may go away now and must not leave it open whether the command is done.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception fault) when (db.IsUncertain(fault))
        {
            throw new UncertainException(fault);
        }
    }

    /// <summary>Somebody else saved first. EF and its providers wrap what the database said, to several depths.</summary>
    private bool IsLostRace(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
            if (
                fault is DbUpdateConcurrencyException
                || fault is DbException said && db.IsLostRace(said)
            )
                return true;
        return false;
    }
}
