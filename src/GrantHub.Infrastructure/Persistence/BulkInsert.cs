using System.Globalization;
using System.Text.Json;
using GrantHub.Infrastructure.Persistence.PostgreSql;
using GrantHub.Infrastructure.Persistence.Sqlite;
using GrantHub.Infrastructure.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>Writes many rows with one command, as JSON that the database takes apart; EF would send one for each.</summary>
internal static class BulkInsert
{
    /// <summary>Keeps a command's text below a few megabytes.</summary>
    private const int MostRows = 10_000;

    /// <param name="rows">Each has properties named like the entity's; columns that it does not name stay empty.</param>
    public static async Task InsertAsync<TEntity, TRow>(
        this GrantHubDb db,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
    {
        var entity = db.Model.FindEntityType(typeof(TEntity))!;
        var names = typeof(TRow).GetProperties();
        var columns = names.Select(name => entity.FindProperty(name.Name)!).ToList();
        foreach (var chunk in rows.Chunk(MostRows))
        {
            var values = chunk.Select(row =>
                columns.Zip(names, (column, name) => Stored(db, column, name.GetValue(row)))
            );
            await InsertAsync(
                db.Database,
                entity.GetTableName()!,
                [.. columns.Select(column => (column.GetColumnName(), column.GetColumnType()))],
                JsonSerializer.Serialize(values),
                cancellationToken
            );
        }
    }

    private static Task InsertAsync(
        DatabaseFacade database,
        string table,
        IReadOnlyList<(string Name, string Type)> columns,
        string json,
        CancellationToken cancellationToken
    ) =>
        database.ProviderName switch
        {
            "Microsoft.EntityFrameworkCore.Sqlite" => SqliteJsonRows.InsertAsync(
                database,
                table,
                columns,
                json,
                cancellationToken
            ),
            "Npgsql.EntityFrameworkCore.PostgreSQL" => PostgreSqlJsonRows.InsertAsync(
                database,
                table,
                columns,
                json,
                cancellationToken
            ),
            "Microsoft.EntityFrameworkCore.SqlServer" => SqlServerJsonRows.InsertAsync(
                database,
                table,
                columns,
                json,
                cancellationToken
            ),
            var other => throw new NotSupportedException(other),
        };

    private static object? Stored(GrantHubDb db, IProperty column, object? value)
    {
        if (value is not null && column.GetTypeMapping().Converter is { } converter)
            value = converter.ConvertToProvider(value);
        return value switch
        {
            // SQLite keeps an instant as text in this form, and compares it as text.
            DateTime at when db.Database.IsSqlite() => at.ToString(
                "yyyy-MM-dd HH:mm:ss.FFFFFFF",
                CultureInfo.InvariantCulture
            ),
            DateTime at => at.ToString("O", CultureInfo.InvariantCulture),
            DateOnly on => on.ToString("O", CultureInfo.InvariantCulture),
            _ => value,
        };
    }
}
