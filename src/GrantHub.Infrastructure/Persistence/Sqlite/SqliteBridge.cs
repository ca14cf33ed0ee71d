#if !FULL_FEED
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using SQLitePCL;
#endif

namespace GrantHub.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Joins EF Core's SQLite provider to the SQLite that the operating system brings and patches.
/// </summary>
/// <remarks>
/// Only the reference package feed needs it: there EF meets SQLitePCLRaw 2.0.6 where it was compiled for 2.1,
/// and no package with a native SQLite exists. With <c>PackageFeed=full</c> the packages do all this themselves and
/// <see cref="EnsureAvailable()"/> has nothing to do. See docs/dependencies.md.
/// </remarks>
public static class SqliteBridge
{
#if FULL_FEED
    /// <summary>The packages of the full feed carry a native SQLite, so this always succeeds.</summary>
    public static void EnsureAvailable() { }
#else
    private const string Binding = "SQLitePCLRaw.core";
    private const string NativeName = "e_sqlite3";

    private static nint library;

    /// <summary>Call it before SQLite is first used, so that a machine without one is told what to install.</summary>
    /// <exception cref="InvalidOperationException">The operating system has no SQLite; the message says what to install.</exception>
    public static void EnsureAvailable() => EnsureAvailable(library);

    internal static void EnsureAvailable(nint handle)
    {
        if (handle == 0)
        {
            throw new InvalidOperationException(
                "There is no SQLite on this machine. Install it and start GrantHub again: on Debian or Ubuntu "
                    + "\"apt-get install libsqlite3-0\", on Red Hat or Fedora \"dnf install sqlite-libs\", on Alpine "
                    + "\"apk add sqlite-libs\". macOS and Windows 10 or later have it built in. "
                    + "GrantHub can also keep its data in PostgreSQL: set Database:Provider."
            );
        }
    }

    /// <summary>The first of the named libraries that loads, or 0 when none does.</summary>
    internal static nint Load(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                return handle;
            }
        }

        return 0;
    }

    // Runs before any other code of this assembly, hence before any DbContext in it can open a connection.
    [ModuleInitializer]
    [SuppressMessage(
        "Usage",
        "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "The hooks must be in place before the runtime first binds SQLitePCLRaw, whoever starts it."
    )]
    internal static void Install()
    {
        // EF asks for version 2.1 of the binding and the runtime refuses an older one. Asked again without a version,
        // it takes what the application came with, also under dotnet ef, where no file lies beside the tool.
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name is { Name: Binding, Version: not null }
                ? context.LoadFromAssemblyName(new AssemblyName(Binding))
                : null;

        library =
            OperatingSystem.IsWindows() ? Load("winsqlite3.dll")
            : OperatingSystem.IsMacOS() ? Load("libsqlite3.dylib", "/usr/lib/libsqlite3.dylib")
            : Load("libsqlite3.so.0", "libsqlite3.so");

        // A server on PostgreSQL or SQL Server needs no SQLite: EnsureAvailable speaks up only where it does.
        if (library != 0)
        {
            UseLibrary();
        }
    }

    // Apart from Install, because the runtime binds SQLitePCLRaw when it compiles the method that names it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseLibrary()
    {
        NativeLibrary.SetDllImportResolver(
            typeof(SQLite3Provider_e_sqlite3).Assembly,
            (name, _, _) => name == NativeName ? library : 0
        );
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }
#endif
}
