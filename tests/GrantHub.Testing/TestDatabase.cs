using System.Collections.Concurrent;
using Xunit;

namespace GrantHub.Testing;

/// <summary>
/// A database and a folder of a test class's own; a class fixture. A suite is written once, in an abstract class,
/// and a sealed one-line subclass for each fixture runs it: see <see cref="DatabaseFactAttribute"/>.
/// </summary>
public abstract class TestDatabase(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly ConcurrentDictionary<
        (DatabaseKind, string),
        Lazy<Task<string>>
    > templates = new();
    private string? connectionString;

    public DatabaseKind Kind { get; } = kind;

    /// <summary>An empty folder for the class's files (uploads, keys), deleted afterwards.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("granthub-test-").FullName;

    /// <summary>The connection string of the class's database.</summary>
    /// <exception cref="InvalidOperationException"><see cref="CreateAsync"/> has not been called.</exception>
    public string ConnectionString =>
        connectionString ?? throw new InvalidOperationException("Call CreateAsync first.");

    /// <summary>
    /// Makes the class's database as a copy of a template, which is made and prepared once a process. A second call
    /// changes nothing, so that the constructor of a test class can make it.
    /// </summary>
    /// <param name="template">What the template holds, one word: <c>schema</c>, <c>demo</c>.</param>
    /// <param name="prepare">Fills the template (migrations, data) at the connection string that it is given.</param>
    /// <returns>The connection string of the class's database.</returns>
    public async Task<string> CreateAsync(string template, Func<string, Task> prepare)
    {
        if (connectionString is null)
        {
            var source = templates.GetOrAdd(
                (Kind, template),
                key => new Lazy<Task<string>>(() => MakeTemplateAsync(key.Item2, prepare))
            );
            connectionString = await CopyAsync(await source.Value);
        }

        return connectionString;
    }

    /// <summary>Makes a template and names it as <see cref="CopyAsync"/> wants it.</summary>
    protected abstract Task<string> MakeTemplateAsync(string name, Func<string, Task> prepare);

    /// <summary>Makes this class's database from a template.</summary>
    /// <returns>Its connection string.</returns>
    protected abstract Task<string> CopyAsync(string template);

    /// <summary>Closes this class's connections and removes its database.</summary>
    protected abstract Task DropAsync(string connectionString);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (connectionString is not null)
        {
            await DropAsync(connectionString);
        }

        Directory.Delete(Folder, recursive: true);
    }
}
