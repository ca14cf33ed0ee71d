using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace GrantHub.Infrastructure.Persistence.Sqlite;

internal static class SqliteJsonRows
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
            INSERT INTO "{{table}}" ({{string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}})
            SELECT {{string.Join(", ", columns.Select((c, i) => $"json_extract(value, '$[{i}]')"))}}
            FROM json_each({0})
            """;
        return database.ExecuteSqlRawAsync(sql, [json], cancellationToken);
    }
}
