using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>Tells a database's watch of rows that are written past its change tracker.</summary>
internal sealed class DirectWrites : DbCommandInterceptor
{
    public static DirectWrites Instance { get; } = new();

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (
            eventData is
            {
                CommandSource: CommandSource.ExecuteUpdate
                    or CommandSource.ExecuteDelete
                    or CommandSource.ExecuteSqlRaw,
                Context: GrantHubDb db
            }
        )
            db.Writes.Saw(result);
        return base.NonQueryExecutedAsync(command, eventData, result, cancellationToken);
    }
}
