using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

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
        var sql = db.GetService<ISqlGenerationHelper>();
        var into =
            $"INSERT INTO {sql.DelimitIdentifier(entity.GetTableName()!)} ({string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.GetColumnName())))}) {Source(db, columns)}";
        foreach (var chunk in rows.Chunk(MostRows))
        {
            var values = chunk.Select(row =>
                columns.Zip(names, (column, name) => Stored(db, column, name.GetValue(row)))
            );
            await db.Database.ExecuteSqlRawAsync(
                into,
                [JsonSerializer.Serialize(values)],
                cancellationToken
            );
        }
    }

    /// <summary>A row is an array, its values in the order of the columns.</summary>
    private static string Source(GrantHubDb db, IReadOnlyList<IProperty> columns) =>
        db.Database.ProviderName switch
        {
            "Microsoft.EntityFrameworkCore.Sqlite" =>
                $"SELECT {Each(columns, (i, _) => $"json_extract(value, '$[{i}]')")} FROM json_each({{0}})",
            "Npgsql.EntityFrameworkCore.PostgreSQL" =>
                $"SELECT {Each(columns, (i, type) => $"(value->>{i})::{type}")} FROM json_array_elements({{0}}::json)",
            "Microsoft.EntityFrameworkCore.SqlServer" =>
                $"SELECT {Each(columns, (i, type) => $"CAST(JSON_VALUE([value], '$[{i}]') AS {type})")} FROM OPENJSON({{0}})",
            var other => throw new NotSupportedException(other),
        };

    private static string Each(IReadOnlyList<IProperty> columns, Func<int, string, string> value) =>
        string.Join(", ", columns.Select((column, i) => value(i, column.GetColumnType())));

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
