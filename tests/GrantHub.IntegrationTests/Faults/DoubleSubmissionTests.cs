using System.Net;
using System.Text.RegularExpressions;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>
/// Every form that creates something is sent twice, one after the other or both at once. GRANTHUB_DOUBLE sets how often on
/// both databases together; the full run is 1,000.
/// </summary>
public abstract partial class DoubleSubmissionTests(AppFixture app, ITestOutputHelper output)
{
    private static readonly int Count = (Settings.Number("GRANTHUB_DOUBLE") ?? 100) / 2;

    [DatabaseFact]
    public async Task Form_SentTwice_CreatesOneThingAndSaysSo()
    {
        var creations = new Creations(app);
        var kinds = await creations.AllAsync();
        output.WriteLine($"{Count} double submissions over {kinds.Count} forms");
        var made = new Dictionary<string, int>();
        var answers = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Count; i++)
        {
            var (name, prepare) = kinds[i % kinds.Count];
            var form = await prepare(i);
            using var page = await app.SignedIn(form.Person);
            var hidden = PageClient
                .HiddenFields(await page.ReadHtmlAsync(form.Path))
                .DistinctBy(field => field.Name)
                .Where(field => form.Fields.All(given => given.Name != field.Name))
                .ToList();
            var together = i / kinds.Count % 2 == 1;
            var before = await RowsAsync();
            HttpResponseMessage first;
            HttpResponseMessage second;
            if (together)
            {
                var both = await Task.WhenAll(
                    Task.Run(() => SendAsync(page, form, hidden)),
                    Task.Run(() => SendAsync(page, form, hidden))
                );
                (first, second) =
                    both[0].StatusCode == HttpStatusCode.Redirect
                        ? (both[0], both[1])
                        : (both[1], both[0]);
            }
            else
            {
                first = await SendAsync(page, form, hidden);
                var once = await RowsAsync() - before;
                Assert.Equal(once, made.GetValueOrDefault(name, once));
                made[name] = once;
                second = await SendAsync(page, form, hidden);
            }
            using (first)
            using (second)
            {
                var what = $"{name}, {(together ? "at once" : "twice")}, {i}";
                Assert.True(
                    first.StatusCode == HttpStatusCode.Redirect,
                    $"{what}: {(int)first.StatusCode} {PageWords.Of(await PageClient.TextAsync(first))}"
                );
                Assert.True(made[name] > 0, $"{what}: nothing was created.");
                Assert.True(made[name] == await RowsAsync() - before, $"{what}: a duplicate.");
                var said = await SaidAsync(first, second);
                Assert.True(
                    said is not null,
                    $"{what}: {(int)second.StatusCode} {PageWords.Of(await PageClient.TextAsync(second))}"
                );
                var key = $"{name}: {said}";
                answers[key] = answers.GetValueOrDefault(key) + 1;
            }
        }
        foreach (var (answer, times) in answers)
            output.WriteLine($"{times} × {answer}");
    }

    /// <summary>What the second answer says; null when it says nothing clear.</summary>
    private static async Task<string?> SaidAsync(
        HttpResponseMessage first,
        HttpResponseMessage second
    )
    {
        if (second.StatusCode == HttpStatusCode.Redirect)
            return first.Headers.Location == second.Headers.Location ? "the same page" : null;
        if (
            second.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity)
        )
            return null;
        var said = PageWords.Of(await PageClient.TextAsync(second));
        return Clear().IsMatch(said) ? $"{(int)second.StatusCode}, {said}" : null;
    }

    [GeneratedRegex("already|was decided by|signed|is sealed|waits for|chairs|is a member|taken")]
    private static partial Regex Clear();

    private static Task<HttpResponseMessage> SendAsync(
        PageClient page,
        Creation form,
        IEnumerable<(string Name, string Value)> hidden
    )
    {
        IEnumerable<(string Name, string Value)> fields = [.. hidden, .. form.Fields];
        if (form.File is null)
            return page.PostAsync(form.Path, fields);
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(form.File), "File", "plan.pdf");
        return page.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, form.Path) { Content = content }
        );
    }

    /// <summary>The rows of every table that a form writes to. What is kept inside a row shows by its audit entry.</summary>
    private Task<int> RowsAsync() =>
        app.Look(db =>
        {
            var tables = db
                .Model.GetEntityTypes()
                .Select(type => type.GetTableName())
                .OfType<string>()
                .Distinct()
                .Where(table =>
                    // Notices are printed in the background; how many words a title has is by chance.
                    table is not ("AccessEntries" or "Notices" or "PublishedPdfs")
                    && !table.EndsWith("Tokens", StringComparison.Ordinal)
                );
            var sum = string.Join(
                " + ",
                tables.Select(table => $"(SELECT COUNT(*) FROM \"{table}\")")
            );
#pragma warning disable EF1002 // The names are those of the model.
            return db
                .Database.SqlQueryRaw<int>($"SELECT CAST({sum} AS INT) AS \"Value\"")
                .SingleAsync();
#pragma warning restore EF1002
        });
}

public sealed class DoubleSubmissionTests_OnSqlite(
    App<SqliteDatabase> app,
    ITestOutputHelper output
) : DoubleSubmissionTests(app, output), IClassFixture<App<SqliteDatabase>>;

public sealed class DoubleSubmissionTests_OnPostgreSql(
    App<PostgreSqlDatabase> app,
    ITestOutputHelper output
) : DoubleSubmissionTests(app, output), IClassFixture<App<PostgreSqlDatabase>>;
