using System.Collections.Concurrent;
using System.Globalization;
using GrantHub.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;

namespace GrantHub.FlawedSite;

/// <summary>
/// Pages with one well-known flaw each, for bench/attack/run.sh: a tool that finds nothing in GrantHub proves little unless it
/// finds these. Never referenced by the product, and on loopback only.
/// </summary>
public static class Flaws
{
    /// <param name="address">On this machine, such as "http://127.0.0.1:18391".</param>
    /// <param name="folder">Where its database and its one file go; made when it is missing.</param>
    /// <exception cref="ArgumentException">The address is not this machine's own.</exception>
    public static WebApplication Build(string address, string folder)
    {
        if (!new Uri(address).IsLoopback)
            throw new ArgumentException("The flawed site is for loopback only.", nameof(address));
        var files = Directory.CreateDirectory(Path.Combine(folder, "files")).FullName;
        File.WriteAllText(Path.Combine(files, "notice.txt"), "The office is closed on Friday.");
        var connection = $"Data Source={Path.Combine(folder, "flawed.db")};Pooling=false";
        Fill(connection);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var wall = new ConcurrentQueue<string>();

        // No Content-Security-Policy, no other header, and a cookie that scripts can read.
        app.Use(
            (context, next) =>
            {
                context.Response.Headers.Append("Set-Cookie", "visit=1; path=/");
                return next(context);
            }
        );
        app.MapGet(
            "/",
            () =>
                Page(
                    """
                    <a href="/greet?name=Jo">Greeting</a> <a href="/wall">Wall</a> <a href="/file?name=notice.txt">Notice</a>
                    <a href="/go?to=/">Home</a> <a href="/organisation?id=1">Organisation</a> <a href="/exists?name=Harbour">There</a>
                    <form method="post" action="/find"><input name="name" value="Harbour"><button>Find</button></form>
                    """
                )
        );
        // Reflected script.
        app.MapGet("/greet", (string? name) => Page($"<p>Good day, {name}.</p>"));
        // Stored script.
        app.MapGet(
            "/wall",
            () =>
                Page(
                    """<form method="post" action="/wall"><input name="text" value="Words"><button>Add</button></form>"""
                        + string.Concat(wall.Select(text => $"<p>{text}</p>"))
                )
        );
        app.MapPost(
            "/wall",
            async (HttpRequest request) =>
            {
                wall.Enqueue((await request.ReadFormAsync())["text"].ToString());
                return Results.LocalRedirect("/wall");
            }
        );
        // A path from the address.
        app.MapGet(
            "/file",
            (string? name) =>
                File.Exists(Path.Combine(files, name ?? ""))
                    ? Results.Text(File.ReadAllText(Path.Combine(files, name!)))
                    : Results.NotFound()
        );
        // Anywhere.
        app.MapGet("/go", (string? to) => Results.Redirect(string.IsNullOrEmpty(to) ? "/" : to));
        // SQL from an address, with the database's own words when it fails; from a form; and without a word.
        app.MapGet(
            "/organisation",
            (string? id) => Said(connection, $"select name from organisations where id = {id}")
        );
        app.MapPost(
            "/find",
            async (HttpRequest request) =>
                Said(
                    connection,
                    $"select name from organisations where name like '{(await request.ReadFormAsync())["name"]}%'"
                )
        );
        app.MapGet(
            "/exists",
            (string? name) =>
                Page(
                    Try(connection, $"select name from organisations where name = '{name}'")
                        is { Count: > 0 }
                        ? "<p>There is one, and it has a page of its own with all that is known of it.</p>"
                        : "<p>There is none.</p>"
                )
        );
        return app;
    }

    private static IResult Page(string body) =>
        Results.Content(
            $"<!doctype html><html><head><title>Flawed</title></head><body>{body}</body></html>",
            "text/html; charset=utf-8"
        );

    private static IResult Said(string connection, string sql)
    {
        try
        {
            return Page($"<p>{string.Join(", ", Rows(connection, sql))}</p>");
        }
        catch (SqliteException fault)
        {
            return Page($"<p>SQLite error: {fault.Message} [SQLITE_ERROR]</p>");
        }
    }

    private static List<string>? Try(string connection, string sql)
    {
        try
        {
            return Rows(connection, sql);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private static List<string> Rows(string connection, string sql)
    {
        using var database = new SqliteConnection(connection);
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? "");
        return rows;
    }

    private static void Fill(string connection)
    {
        SqliteBridge.EnsureAvailable();
        using var database = new SqliteConnection(connection);
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = """
            create table if not exists organisations (id integer primary key, name text not null);
            insert or replace into organisations values (1, 'Harbour'), (2, 'Lighthouse'), (3, 'Quay');
            """;
        command.ExecuteNonQuery();
    }
}
