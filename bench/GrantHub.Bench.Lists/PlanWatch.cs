using System.Data.Common;
using System.Text;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.Bench.Lists;

/// <summary>Remembers the commands that a list sends, so that the database can be asked how it runs them.</summary>
internal sealed class PlanWatch : DbCommandInterceptor
{
    public bool On { get; set; }

    public List<SeenCommand> Seen { get; } = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (On)
            Seen.Add(
                new SeenCommand(
                    command.CommandText,
                    [
                        .. command
                            .Parameters.Cast<DbParameter>()
                            .Select(parameter => Copy(command, parameter)),
                    ]
                )
            );
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public static DbParameter Copy(DbCommand command, DbParameter parameter)
    {
        if (parameter is ICloneable cloneable)
            return (DbParameter)cloneable.Clone();
        var copy = command.CreateParameter();
        (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
        return copy;
    }
}

internal sealed record SeenCommand(string Sql, IReadOnlyList<DbParameter> Parameters)
{
    public async Task<string> ExplainAsync(
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText =
            (
                db.Database.IsNpgsql()
                    ? "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) "
                    : "EXPLAIN QUERY PLAN "
            ) + Sql;
        foreach (var parameter in Parameters)
            command.Parameters.Add(PlanWatch.Copy(command, parameter));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var text = new StringBuilder();
        foreach (var line in Sql.Split('\n'))
            text.Append("  | ").AppendLine(line);
        while (await reader.ReadAsync(cancellationToken))
            text.Append("  > ").AppendLine(reader.GetString(reader.FieldCount - 1));
        return text.ToString();
    }
}
