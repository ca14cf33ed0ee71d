using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using GrantHub.Testing;
using Xunit.Abstractions;

namespace GrantHub.IntegrationTests.Site;

/// <summary>
/// Every form of the site, sent with what nobody means to send. GRANTHUB_FUZZ sets how many posts there are for both
/// databases together; the full run is 100,000. GRANTHUB_SEED repeats a run.
/// </summary>
public abstract class FuzzTests(DemoAppFixture app, ITestOutputHelper output)
{
    /// <summary>Opens a tag and closes an attribute: it must never stand in a page as it is.</summary>
    private const string Marker = "\"'><gh-fuzz x=1>";

    private static readonly int Count = (Settings.Number("GRANTHUB_FUZZ") ?? 10_000) / 2;

    private static readonly string[] Payloads =
    [
        "",
        " ",
        "\0",
        "a\0b",
        Marker,
        $"{Marker}{Marker}",
        "'; DROP TABLE \"Decisions\"; --",
        "' OR '1'='1",
        "${7*7}{{7*7}}@(7*7)",
        "../../../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "%00%0d%0aSet-Cookie: a=b",
        "line\r\nSet-Cookie: a=b",
        "\u202Etxt.exe\u200B\uFEFF",
        "\uD800",
        "\uDC00x",
        "\U0001F9FE",
        "e\u0301\u0323",
        "0",
        "-1",
        "-0.00",
        "0.005",
        "1e9",
        "NaN",
        "Infinity",
        "92233720368547758.07",
        "92233720368547758.08",
        "79228162514264337593543950335",
        "99999999999999999999999999999999999999",
        "£1,234.56",
        "１２",
        "2147483648",
        "9223372036854775808",
        "31",
        "0001-01-01",
        "9999-12-31",
        "2026-02-30",
        "2026-27",
        "9999-00",
        "true",
        "on",
        "00000000-0000-0000-0000-000000000000",
        "{}",
        "[]",
        "null",
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "=cmd|' /C calc'!A0",
        new string('a', 401),
        new string('é', 5_000),
        new string('9', 200),
        string.Concat(Enumerable.Repeat(Marker, 300)),
    ];

    [DatabaseFact]
    public async Task Posts_OfAnything_BreakNothingAndShowNothingRaw()
    {
        var seed = Settings.Seed;
        var random = new Random(seed);
        var clients = new List<(bool IsNobody, PageClient Client, List<SiteForm> Forms)>();
        foreach (var person in (string?[])[null, .. AccessMatrixTests.People])
        {
            var client = person is null
                ? app.Anonymous()
                : await app.SignedIn($"{person}@example.org");
            var forms = (await SiteWalk.OfAsync(client, "/sign-in"))
                .Forms.Values.Where(form =>
                    form.Action is not ("/sign-out" or "/account/sessions/end")
                )
                .ToList();
            clients.Add((person is null, client, forms));
        }
        var all = clients
            .SelectMany(c => c.Forms.Select(form => (c.IsNobody, c.Client, Form: form)))
            .ToList();
        output.WriteLine($"{Count} posts over {all.Count} forms, seed {seed}");
        var statuses = new SortedDictionary<int, int>();
        var understood = 0;
        for (var i = 0; i < Count; i++)
        {
            // Each form in turn, so that none is left out; what is wrong with it is left to chance.
            var (isNobody, client, form) = all[i % all.Count];
            var fields = Spoil([.. form.Filled()], random);
            if (random.Next(20) > 0)
                fields.Add(await client.TokenAsync());
            using var request = new HttpRequestMessage(HttpMethod.Post, form.Action)
            {
                Content = Content(form, fields, random),
            };
            using var answer = await client.SendAsync(request);
            var status = (int)answer.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            // A form without its token is kept, and led to the page that shows it again.
            var to = answer.Headers.Location?.OriginalString ?? "";
            if (
                status == 422
                || status == 302
                    && !to.StartsWith("/held/", StringComparison.Ordinal)
                    && !to.StartsWith("/sign-in", StringComparison.Ordinal)
            )
                understood++;
            var body = await answer.Content.ReadAsStringAsync();
            var sent = string.Join('&', fields.Select(f => $"{f.Name}={Shown(f.Value)}"));
            Assert.True(
                status < 500
                    && !body.Contains("<gh-fuzz", StringComparison.Ordinal)
                    && !body.Contains("<script>alert", StringComparison.Ordinal)
                    && !body.Contains("   at GrantHub", StringComparison.Ordinal)
                    && (isNobody || !to.StartsWith("/sign-in", StringComparison.Ordinal))
                    && !(
                        answer.Headers.TryGetValues("Set-Cookie", out var cookies)
                        && cookies.Contains("a=b")
                    ),
                $"post {i}, seed {seed}: {form.Action} answered {status} to {sent}"
            );
        }
        foreach (var (_, client, _) in clients)
            client.Dispose();
        output.WriteLine(string.Join(", ", statuses.Select(s => $"{s.Key}: {s.Value}")));
        // Most have to get past the token and the binding, to what could break.
        Assert.Contains(clients, c => c.IsNobody && c.Forms.Count > 0);
        output.WriteLine($"{understood} were understood");
        Assert.True(Count >= all.Count, $"{Count} posts are too few for {all.Count} forms.");
        Assert.True(understood > Count / 2, $"seed {seed}: too few were understood.");
    }

    private static List<(string Name, string Value)> Spoil(
        List<(string Name, string Value)> fields,
        Random random
    )
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var payload = Payloads[random.Next(Payloads.Length)];
            var at = fields.Count == 0 ? -1 : random.Next(fields.Count);
            switch (random.Next(10))
            {
                case 0 when at >= 0:
                    fields.RemoveAt(at);
                    break;
                case 1 when at >= 0:
                    fields.Add((fields[at].Name, payload));
                    break;
                case 2:
                    fields.Add((payload.Length == 0 ? "x" : payload, payload));
                    break;
                case 3 when at >= 0:
                    fields[at] = ($"{fields[at].Name}[{random.Next(-1, 2_000_000)}]", payload);
                    break;
                case 4 when at >= 0:
                    fields[at] = ($"{fields[at].Name}.{payload}", payload);
                    break;
                default:
                    if (at >= 0)
                        fields[at] = (fields[at].Name, payload);
                    else
                        fields.Add(("Reason", payload));
                    break;
            }
        }
        return fields;
    }

    private static HttpContent Content(
        SiteForm form,
        List<(string Name, string Value)> fields,
        Random random
    )
    {
        if (random.Next(50) == 0)
            return new StringContent(
                "{\"a\":",
                new MediaTypeHeaderValue(
                    random.Next(2) == 0 ? "application/json" : "multipart/form-data"
                )
            );
        if (!form.HasFiles)
            return new FormUrlEncodedContent(
                fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
            );
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), $"\"{WebUtility.UrlEncode(name)}\"");
        foreach (var file in form.Fields.Where(field => field.Type == "file"))
        {
            var bytes = new byte[random.Next(3_000)];
            random.NextBytes(bytes);
            string[] names = ["a.pdf", "a.csv", "..", "../../a.csv", "a.zip", "con.txt", ".csv"];
            content.Add(new ByteArrayContent(bytes), file.Name, names[random.Next(names.Length)]);
        }
        return content;
    }

    private static string Shown(string value) =>
        value.Length > 40
            ? string.Create(CultureInfo.InvariantCulture, $"{value[..40]}… ({value.Length})")
            : value;
}

public sealed class FuzzTests_OnSqlite(DemoApp<SqliteDatabase> app, ITestOutputHelper output)
    : FuzzTests(app, output),
        IClassFixture<DemoApp<SqliteDatabase>>;

public sealed class FuzzTests_OnPostgreSql(
    DemoApp<PostgreSqlDatabase> app,
    ITestOutputHelper output
) : FuzzTests(app, output), IClassFixture<DemoApp<PostgreSqlDatabase>>;
