using System.Globalization;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GrantHub.Bench.Generator;

internal sealed class PostgreSqlTables(GrantHubDb db) : Tables(db)
{
    private List<(string Name, string Definition)> indexes = [];

    public override async Task BeginAsync(CancellationToken cancellationToken)
    {
        await Db.Database.OpenConnectionAsync(cancellationToken);
        // References are checked one by one on a copy unless the session says that another server did it.
        await ExecuteAsync("SET session_replication_role = replica", cancellationToken);
        indexes = await ReadAsync(
            """
            SELECT indexname, indexdef FROM pg_indexes
            WHERE schemaname = current_schema()
              AND indexname NOT IN (SELECT conname FROM pg_constraint)
            """,
            cancellationToken
        );
        foreach (var (name, _) in indexes)
            await ExecuteAsync($"DROP INDEX \"{name}\"", cancellationToken);
    }

    public override async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, definition) in indexes)
            await ExecuteAsync(definition, cancellationToken);
        foreach (var (table, last) in GivenKeys)
            await ExecuteAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'Id'), {last})"
                ),
                cancellationToken
            );
        await ExecuteAsync("SET session_replication_role = origin", cancellationToken);
        // Adding a reference again checks every row of it.
        var references = await ReadAsync(
            """
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
            """,
            cancellationToken
        );
        foreach (var (drop, add) in references)
            await ExecuteAsync($"{drop}; {add}", cancellationToken);
        await ExecuteAsync("VACUUM ANALYZE", cancellationToken);
        await ExecuteAsync("CHECKPOINT", cancellationToken);
    }

    protected override async Task WriteAsync(
        string table,
        IReadOnlyList<Column> columns,
        IReadOnlyList<object> rows,
        CancellationToken cancellationToken
    )
    {
        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        var connection = (NpgsqlConnection)Db.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)",
            cancellationToken
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellationToken);
            foreach (var column in columns)
                if (column.ValueOf(row) is { } value)
                    await copy.WriteAsync(value, column.StoreType, cancellationToken);
                else
                    await copy.WriteNullAsync(cancellationToken);
        }
        await copy.CompleteAsync(cancellationToken);
    }
}
