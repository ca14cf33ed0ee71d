using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>The register as a list: search, filters, pages, recipients, files and the feed.</summary>
public abstract partial class RegisterListTests(AppFixture app)
{
    [DatabaseFact]
    public async Task List_Filtered_ShowsWhatFitsAndRemovableTags()
    {
        await app.ImportAsync(
            "FIL/1,Okapi fence,Build it,2013-05-01,J Doe,approved,part1,,Okapi Trust,4000,,",
            "FIL/2,Okapi house,Refuse it,2013-06-01,J Doe,refused,part1,,Okapi Trust,40000,,",
            "FIL/3,Okapi report,Note it,2014-05-01,J Doe,noted,part1,,,,,",
            "FIL/4,Okapi bridge,Build it,2013-07-01,J Doe,approved,part1,,Other Trust,2000000,,"
        );
        using var page = app.Anonymous();

        Assert.Equal(["FIL-3", "FIL-4", "FIL-2", "FIL-1"], await FoundAsync("search=okapi"));
        Assert.Equal(["FIL-3"], await FoundAsync("search=okapi&year=2014-15"));
        Assert.Equal(["FIL-4", "FIL-1"], await FoundAsync("search=okap&kind=approved"));
        Assert.Equal(["FIL-2"], await FoundAsync("search=okapi&kind=refused"));
        Assert.Equal(["FIL-2", "FIL-1"], await FoundAsync("recipient=okapi-trust"));
        Assert.Equal(["FIL-4"], await FoundAsync("search=okapi&amount=Over1000000"));
        Assert.Equal(["FIL-1"], await FoundAsync("search=okapi+fence"));
        Assert.Equal(["FIL-2"], await FoundAsync("recipient=okapi-trust&amount=UpTo100000"));
        Assert.Contains(
            "href=\"/register?search=okapi&kind=approved\"><span class=\"govuk-visually-hidden\">Remove this filter: </span>2013-14</a>",
            await page.ReadAsync("/register?search=okapi&year=2013-14&kind=approved")
        );
        Assert.Contains(
            "Nothing in the register fits.",
            await page.ReadAsync("/register?search=zzzzzz")
        );

        async Task<List<string>> FoundAsync(string query) =>
            Addresses(await page.ReadAsync($"/register?{query}"));
    }

    [DatabaseTheory]
    [InlineData("search=gibbon")]
    [InlineData("recipient=gibbon-trust")]
    public async Task List_OfManyPages_IsReadToItsEndAndBack(string query)
    {
        const int Rows = 120;
        var prefix = query[..3].ToUpperInvariant();
        await app.ImportAsync([
            .. Enumerable
                .Range(1, Rows)
                .Select(n =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        // Three to a day, so that pages end within one.
                        $"{prefix}/{n:000},Gibbon {n},Do it,2012-{n / 30 + 1:00}-{n / 3 % 28 + 1:00},J Doe,approved,part1,,Gibbon Trust,{n},,"
                    )
                ),
        ]);
        using var page = app.Anonymous();
        var forth = new List<List<string>>();
        var html = await page.ReadAsync($"/register?{query}");
        forth.Add(Addresses(html));
        while (Link(html, "next") is { } next)
            forth.Add(Addresses(html = await page.ReadAsync(next)));
        var back = new List<List<string>> { forth[^1] };
        while (Link(html, "prev") is { } previous)
            back.Add(Addresses(html = await page.ReadAsync(previous)));

        Assert.True(forth.SelectMany(rows => rows).Distinct().Count() >= Rows);
        Assert.All(forth, rows => Assert.InRange(rows.Count, 1, 50));
        Assert.Equal(
            forth.SelectMany(rows => rows).Count(),
            forth.SelectMany(rows => rows).Distinct().Count()
        );
        back.Reverse();
        Assert.Equal(forth.SelectMany(rows => rows), back.SelectMany(rows => rows));
        Assert.Null(Link(html, "prev"));
    }

    [DatabaseFact]
    public async Task Recipients_AreListedByNameWithTheirDecisions()
    {
        await app.ImportAsync(
            "REC/1,One,Do it,2013-05-01,J Doe,approved,part1,,Ægir’s Café,4000,,",
            "REC/2,Two,Do it,2013-06-01,J Doe,approved,part1,,ÆGIR'S CAFÉ,5000,,"
        );
        var (decision, grant) = await app.PublishedAsync("Grant to count");
        using var page = app.Anonymous();

        var list = await page.ReadAsync("/register/recipients");
        Assert.Matches("href=\"/register/recipients/[^\"]*gir[^\"]*\"", list);
        var href = RecipientLink().Match(list).Groups[1].Value;
        Assert.Equal(["REC-2", "REC-1"], Addresses(await page.ReadAsync(href)));
        var board = await page.ReadAsync(
            "/register/recipients/stockton-on-tees-local-safeguarding-children-board"
        );
        Assert.Contains($"href=\"/register/{decision}\"", board);
        Assert.Contains($"href=\"/register/grants/{grant}\"", board);
        Assert.Contains("£50,049.00", board);
        using var nobody = await page.GetAsync("/register/recipients/nobody-at-all");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [DatabaseFact]
    public async Task Pages_SendAsManyCommandsForManyRowsAsForFew()
    {
        await app.ImportAsync(
            "CNT/1,Numbat,Do it,2011-05-01,J Doe,approved,part1,,Numbat Trust,4000,,"
        );
        string[] pages =
        [
            "/register",
            "/register?search=numbat",
            "/register/grants",
            "/register/recipients",
            "/register/recipients/numbat-trust",
            "/register.atom",
            "/register.csv",
            "/register.json",
        ];
        var few = await CountAsync();
        await app.ImportAsync([
            .. Enumerable
                .Range(2, 80)
                .Select(n =>
                    $"CNT/{n},Numbat {n},Do it,2011-05-01,J Doe,approved,part1,,Numbat Trust,4000,,"
                ),
        ]);
        await app.PublishedAsync("Numbat of our own");

        Assert.Equal(few, await CountAsync());
        Assert.All(few, count => Assert.InRange(count, 1, 6));

        async Task<List<int>> CountAsync()
        {
            using var page = app.Anonymous();
            var counts = new List<int>();
            foreach (var address in pages)
                counts.Add(await app.Commands.Of(() => page.ReadAsync(address)));
            return counts;
        }
    }

    [DatabaseFact]
    public async Task Files_HoldTheRegister()
    {
        var (decision, _) = await app.PublishedAsync("In the files");
        using var page = app.Anonymous();

        using var csv = await page.GetAsync("/register.csv");
        using var json = await page.GetAsync("/register.json");

        Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"{decision},In the files,", await csv.Content.ReadAsStringAsync());
        using var rows = System.Text.Json.JsonDocument.Parse(
            await json.Content.ReadAsStringAsync()
        );
        Assert.Contains(
            rows.RootElement.EnumerateArray(),
            row => row.GetProperty("reference").GetString() == decision
        );
        Assert.False(csv.Headers.Contains("Set-Cookie"));
    }

    [DatabaseFact]
    public async Task Feed_NamesEachVersionByAnAddressThatStays()
    {
        var (decision, _) = await app.PublishedAsync("In the <feed> & \"on\" it");
        using var page = app.Anonymous();
        var first = await FeedAsync();
        Assert.Equal(
            $"http://127.0.0.1:5080/register/{decision}/versions/1",
            (string?)first.Element(Atom + "id")
        );
        Assert.Equal(
            $"{decision}: In the <feed> & \"on\" it",
            (string?)first.Element(Atom + "title")
        );
        Assert.Contains("Approved on 19 May 2017.", (string?)first.Element(Atom + "summary"));

        await app.CorrectAsync(decision, "answers/decision");

        var second = await FeedAsync();
        Assert.EndsWith("/versions/2", (string?)second.Element(Atom + "id"));
        Assert.Contains(
            "Corrected: A part that is exempt was taken out.",
            (string?)second.Element(Atom + "summary")
        );
        Assert.Contains(
            "<link rel=\"alternate\" type=\"application/atom+xml\"",
            await page.ReadAsync("/register")
        );

        async Task<System.Xml.Linq.XElement> FeedAsync()
        {
            using var answer = await page.GetAsync("/register.atom");
            Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType?.MediaType);
            var feed = System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync());
            return feed.Root!.Elements(Atom + "entry")
                .First(entry =>
                    ((string?)entry.Element(Atom + "title"))!.StartsWith(
                        decision,
                        StringComparison.Ordinal
                    )
                );
        }
    }

    private static readonly System.Xml.Linq.XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static List<string> Addresses(string html) =>
        [.. Entry().Matches(html).Select(found => found.Groups[1].Value)];

    private static string? Link(string html, string relation) =>
        Regex.Match(html, $"href=\"([^\"]*)\" rel=\"{relation}\"") is { Success: true } found
            ? found.Groups[1].Value
            : null;

    [GeneratedRegex(
        "<h3 class=\"govuk-heading-s\"><a class=\"govuk-link\" href=\"/register/([^\"/]*)\""
    )]
    private static partial Regex Entry();

    [GeneratedRegex("href=\"(/register/recipients/[^\"]*gir[^\"]*)\"")]
    private static partial Regex RecipientLink();
}

public sealed class RegisterListTests_OnSqlite(RegisterApp<SqliteDatabase> app)
    : RegisterListTests(app),
        IClassFixture<RegisterApp<SqliteDatabase>>;

public sealed class RegisterListTests_OnPostgreSql(RegisterApp<PostgreSqlDatabase> app)
    : RegisterListTests(app),
        IClassFixture<RegisterApp<PostgreSqlDatabase>>;
