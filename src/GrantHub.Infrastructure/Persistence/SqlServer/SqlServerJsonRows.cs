using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace GrantHub.Infrastructure.Persistence.SqlServer;

internal static class SqlServerJsonRows
{
    /// <param name="json">An array of arrays, each with its values in the order of the columns.</param>
    public static Task InsertAsync(
        DatabaseFacade database,
        string table,
        IReadOnlyList<(string Name, string Type)> columns,
        string json,
        CancellationToken cancellationToken
    )
    {
        // Names and types are the model's own.
        var sql = $$"""
            INSERT INTO [{{table}}] ({{string.Join(", ", columns.Select(c => $"[{c.Name}]"))}})
            SELECT {{string.Join(
                ", ",
                columns.Select((c, i) => $"CAST(JSON_VALUE([value], '$[{i}]') AS {c.Type})")
            )}}
            FROM OPENJSON({0})
            """;
        return database.ExecuteSqlRawAsync(sql, [json], cancellationToken);
    }
}
