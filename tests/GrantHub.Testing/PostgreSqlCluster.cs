using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace GrantHub.Testing;

/// <summary>A private PostgreSQL cluster in a temporary folder, reached by a Unix socket in that folder only.</summary>
internal static class PostgreSqlCluster
{
    /// <summary>Nothing in the cluster is worth a flush to disk.</summary>
    private const string Fleeting =
        "-c fsync=off -c full_page_writes=off -c synchronous_commit=off";

    // PostgreSQL does not run as root: then Debian's own user for it owns the cluster. The script stays behind as the cluster's guard: its standard input is a pipe from the test process,
    // which the kernel closes however that process ends, and only then does cat end and the cluster go.
    private const string Script = """
        set -eu
        programs=$1
        folder=$(mktemp -d "$2/granthub-pg-XXXXXX")
        as_owner() { "$@"; }
        if [ "$(id -u)" = 0 ]; then
          chown postgres "$folder"
          as_owner() { runuser -u postgres -- "$@"; }
        fi
        cd "$folder"
        trap '' HUP INT TERM
        trap 'as_owner "$programs/pg_ctl" stop --silent --mode=immediate --pgdata="$folder/data" >&2 || true; rm -rf "$folder"' EXIT
        as_owner "$programs/initdb" --pgdata="$folder/data" --username=granthub --auth=trust \
          --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions >"$folder/initdb.log" 2>&1 ||
          { cat "$folder/initdb.log" >&2; exit 1; }
        as_owner "$programs/pg_ctl" start --silent --wait --pgdata="$folder/data" --log="$folder/data/server.log" --options="\
          -c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=200 $3" </dev/null >/dev/null ||
          { cat "$folder/data/server.log" >&2; exit 1; }
        echo "$folder"
        # A line asks for a start after a crash. The shared memory of the dead goes only when the last of its processes has.
        while read -r _; do
          until as_owner "$programs/pg_ctl" start --silent --wait --pgdata="$folder/data" \
            --log="$folder/data/server.log" --options="-c listen_addresses='' \
            -c unix_socket_directories='$folder' -c max_connections=200 $3" </dev/null >/dev/null 2>&1; do
            sleep 0.1
          done
          echo started
        done
        """;

    // Held for as long as the process lives: a collected guard closes its pipe, and the cluster goes with it.
    private static readonly List<Process> guards = [];

    /// <summary>The folder of the newest PostgreSQL's programs, or null when none is installed.</summary>
    public static string? FindPrograms()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian)
            ? Directory
                .EnumerateDirectories(debian)
                .OrderByDescending(folder =>
                    int.TryParse(
                        Path.GetFileName(folder),
                        CultureInfo.InvariantCulture,
                        out var version
                    )
                        ? version
                        : 0
                )
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return installed
            .Concat(path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(folder =>
                File.Exists(Path.Combine(folder, "initdb"))
                && File.Exists(Path.Combine(folder, "pg_ctl"))
            );
    }

    /// <summary>Starts a cluster that ends with this process.</summary>
    /// <returns>The connection string of its maintenance database.</returns>
    /// <exception cref="InvalidOperationException">It did not start; the message holds what PostgreSQL said.</exception>
    public static async Task<string> StartAsync(string programs) =>
        ConnectionString((await StartAsync(programs, Fleeting)).Folder);

    /// <summary>As <see cref="StartAsync(string)"/>, with what it commits flushed to disk, for tests that kill it.</summary>
    public static Task<(string Folder, Process Guard)> StartDurableAsync(string programs) =>
        StartAsync(programs, "");

    public static string ConnectionString(string folder) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = folder,
            Username = "granthub",
            Database = "postgres",
        }.ConnectionString;

    private static async Task<(string Folder, Process Guard)> StartAsync(
        string programs,
        string options
    )
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "-c",
            Script,
            "granthub-postgres",
            programs,
            Path.TrimEndingDirectorySeparator(Path.GetTempPath()),
            options,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var guard = Process.Start(start)!;
        lock (guards)
            guards.Add(guard);
        var complaints = guard.StandardError.ReadToEndAsync();
        var folder = await guard.StandardOutput.ReadLineAsync();
        return folder is null
            ? throw new InvalidOperationException(
                $"PostgreSQL is installed in {programs} but did not start.\n{await complaints}"
            )
            : (folder, guard);
    }
}
