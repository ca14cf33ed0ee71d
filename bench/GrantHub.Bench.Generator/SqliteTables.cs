using System.Data.Common;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Bench.Generator;

internal sealed class SqliteTables(GrantHubDb db) : Tables(db)
{
    private List<(string Name, string Definition)> indexes = [];

    public override async Task BeginAsync(CancellationToken cancellationToken)
    {
        await Db.Database.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(
            "PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000",
            cancellationToken
        );
        indexes = await ReadAsync(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
            cancellationToken
        );
        foreach (var (name, _) in indexes)
            await ExecuteAsync($"DROP INDEX \"{name}\"", cancellationToken);
    }

    public override async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, definition) in indexes)
            await ExecuteAsync(definition, cancellationToken);
        var broken = await ReadAsync("PRAGMA foreign_key_check", cancellationToken);
        if (broken.Count > 0)
            throw new InvalidOperationException(
                $"{broken.Count} rows refer to nothing; the first is row {broken[0].Definition} of {broken[0].Name}."
            );
        await ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
    }

    protected override async Task WriteAsync(
        string table,
        IReadOnlyList<Column> columns,
        IReadOnlyList<object> rows,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await Db
            .Database.GetDbConnection()
            .BeginTransactionAsync(cancellationToken);
        await using var command = Db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction;
        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        var values = string.Join(", ", columns.Select(column => $"@{column.Name}"));
        command.CommandText = $"INSERT INTO \"{table}\" ({names}) VALUES ({values})";
        var parameters = new DbParameter[columns.Count];
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters.Add(parameters[i] = columns[i].ParameterIn(command));
        await command.PrepareAsync(cancellationToken);
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = columns[i].ValueOf(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
    }
}
