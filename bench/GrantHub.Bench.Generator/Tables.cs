using System.Data.Common;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GrantHub.Bench.Generator;

/// <summary>One column, with how EF Core would write an object's property into it.</summary>
internal sealed class Column(IProperty property)
{
    private readonly IClrPropertyGetter getter = property.GetGetter();
    private readonly RelationalTypeMapping mapping = property.GetRelationalTypeMapping();

    public string Name { get; } = property.GetColumnName();

    /// <summary>The database's name of the type, without a length.</summary>
    public string StoreType { get; } = property.GetColumnType().Split('(')[0];

    public object? ValueOf(object row)
    {
        var value = getter.GetClrValue(row);
        return value is null || mapping.Converter is not { } converter
            ? value
            : converter.ConvertToProvider(value);
    }

    public DbParameter ParameterIn(DbCommand command) =>
        mapping.CreateParameter(command, $"@{Name}", null, nullable: true);
}

/// <summary>Writes rows by the model of EF Core and past its change tracker: each table's rows gather and go in blocks.</summary>
internal abstract class Tables(GrantHubDb db) : IAsyncDisposable
{
    private const int Block = 20_000;

    private readonly Dictionary<Type, List<object>> gathered = [];
    private readonly Dictionary<Type, long> keys = [];

    protected GrantHubDb Db { get; } = db;

    public static Tables Of(GrantHubDb db) =>
        db.Database.IsNpgsql() ? new PostgreSqlTables(db) : new SqliteTables(db);

    /// <summary>The next key of a table whose keys the database gives out.</summary>
    public long NextKey<T>() => keys[typeof(T)] = keys.GetValueOrDefault(typeof(T)) + 1;

    public void Add(object row)
    {
        if (!gathered.TryGetValue(row.GetType(), out var rows))
            gathered[row.GetType()] = rows = [];
        rows.Add(row);
    }

    public async Task FlushAsync(bool all, CancellationToken cancellationToken)
    {
        foreach (var (type, rows) in gathered)
            if (rows.Count > (all ? 0 : Block))
            {
                var entity = Db.Model.FindEntityType(type)!;
                await WriteAsync(
                    entity.GetTableName()!,
                    [.. entity.GetProperties().Select(property => new Column(property))],
                    rows,
                    cancellationToken
                );
                rows.Clear();
            }
    }

    /// <summary>Takes the indexes away for the time of the load.</summary>
    public abstract Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Brings the indexes back and checks that every reference leads somewhere.</summary>
    public abstract Task EndAsync(CancellationToken cancellationToken);

    protected IEnumerable<(string Table, long Last)> GivenKeys =>
        keys.Select(key => (Db.Model.FindEntityType(key.Key)!.GetTableName()!, key.Value));

    protected abstract Task WriteAsync(
        string table,
        IReadOnlyList<Column> columns,
        IReadOnlyList<object> rows,
        CancellationToken cancellationToken
    );

    protected async Task<List<(string Name, string Definition)>> ReadAsync(
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = Db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add((reader.GetValue(0).ToString()!, reader.GetValue(1).ToString()!));
        return rows;
    }

    protected async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => new(Db.Database.CloseConnectionAsync());
}
