namespace GrantHub.Testing;

/// <summary>The databases that the suites run on. SQL Server is checked by its generated SQL only.</summary>
public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
