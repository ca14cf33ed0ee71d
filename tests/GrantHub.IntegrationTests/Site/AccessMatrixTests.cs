using System.Net;
using System.Text;
using GrantHub.Domain;
using GrantHub.Testing;
using GrantHub.Web.Features.Reminders;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace GrantHub.IntegrationTests.Site;

/// <summary>
/// Every route of the program asked for by every role and by nobody, each with records of one's own and of others, and
/// held against docs/permissions.md. GRANTHUB_WRITE_DOCS=1 writes the table again, for a person to read.
/// </summary>
public sealed class AccessMatrixTests(DemoApp<SqliteDatabase> app, ITestOutputHelper output)
    : IClassFixture<DemoApp<SqliteDatabase>>
{
    private const string Heading = "## Who may use each address\n";
    private const string Nobody = "not signed in";
    private const string Yes = "yes";
    private const string May = "may";
    private const string Some = "some";
    private const int EachRoute = 2;

    /// <summary>One of the demonstration's people for each role.</summary>
    internal static readonly string[] People =
    [
        "lead",
        "mo",
        "cfo",
        "pcc",
        "cabinet",
        "payments",
        "finance",
        "plans",
        "partner",
        "auditor",
        "admin",
    ];

    /// <summary>They end the session that the walk needs, or begin one.</summary>
    private static readonly HashSet<string> LeftOut =
    [
        "POST /sign-out",
        "POST /account/sessions/end",
        "POST /sign-in",
        "GET /error",
        "POST /error",
        "GET /health/live",
        "GET /health/ready",
        // One click in an e-mail program, which has no token of ours: the address itself is signed.
        "POST /digest/stop",
    ];

    /// <summary>What the demonstration's office has nobody for.</summary>
    private static readonly Dictionary<string, string> ForNobody = new()
    {
        ["GET /sign-in/provider"] = "The office uses no single sign-on: see ProviderTests.",
        ["GET /sign-in/provider/done"] = "The office uses no single sign-on: see ProviderTests.",
        ["GET /account/provider/go"] = "The office uses no single sign-on: see ProviderTests.",
    };

    [Fact]
    public async Task Routes_OfEveryKind_AnswerAsTheDocumentSays()
    {
        var routes = Routes.Of(app.Services);
        var clients = new Dictionary<string, PageClient>();
        foreach (var person in People)
            clients[person] = await app.SignedIn($"{person}@example.org");
        clients[Nobody] = app.Anonymous();
        var maps = new Dictionary<string, SiteMap>();
        foreach (var person in People)
            maps[person] = await SiteWalk.OfAsync(
                clients[person],
                [.. await UnlinkedAsync(person, clients[person])]
            );
        var known = Known(maps);
        var forms = await FormsAsync(routes, clients, maps);
        var table = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var forNobody = new SortedSet<string>(StringComparer.Ordinal);
        var asked = 0;
        foreach (var (name, route) in routes)
        {
            if (LeftOut.Contains(name))
                continue;
            var answers = new Dictionary<string, string>();
            foreach (var (person, client) in clients)
            {
                var each = new List<string>();
                foreach (var form in Requests(name, route, known, forms))
                {
                    each.Add(await AskAsync(client, name, form));
                    asked++;
                }
                answers[person] = Together(each);
            }
            table[name] = $"| `{name}` | {string.Join(" | ", answers.Values)} |";
            if (!answers.Values.Any(answer => answer is Yes or May or Some))
                forNobody.Add(name);
        }
        foreach (var person in People)
            Assert.Equal(
                HttpStatusCode.OK,
                (await clients[person].GetAsync("/account")).StatusCode
            );
        foreach (var client in clients.Values)
            client.Dispose();
        output.WriteLine($"{routes.Count} routes, {asked} requests");

        // A record that is there for nobody shows nothing of who may see it.
        Assert.Equal(ForNobody.Keys.Order(StringComparer.Ordinal), forNobody);
        Compare(string.Join('\n', table.Values));
    }

    /// <summary>Nothing that changes anything does so without the token that only the site's own pages have.</summary>
    [Fact]
    public async Task Posts_WithoutTheirToken_AreRefused()
    {
        var routes = Routes.Of(app.Services);
        using var client = await app.SignedIn("admin@example.org");
        var taken = new List<string>();
        foreach (
            var (name, route) in routes.Where(r =>
                !r.Key.StartsWith("GET ", StringComparison.Ordinal) && !LeftOut.Contains(r.Key)
            )
        )
        {
            using var answer = await client.PostAsync(Fill(route, []), [("a", "b")]);
            // What was typed is kept for whoever sent it, and nothing is done.
            var isHeld =
                answer.Headers.Location?.OriginalString.StartsWith(
                    "/held/",
                    StringComparison.Ordinal
                ) == true;
            if (answer.StatusCode != HttpStatusCode.BadRequest && !isHeld)
                taken.Add($"{name}: {(int)answer.StatusCode}");
        }
        Assert.Empty(taken);
    }

    private static void Compare(string rows)
    {
        var path = RepositoryRoot.PathOf("docs", "permissions.md");
        var document = File.ReadAllText(path);
        var begins = document.IndexOf(Heading, StringComparison.Ordinal);
        var expected = new StringBuilder(Heading);
        expected.Append(
            "\nAsked for by the test AccessMatrixTests on the demonstration’s data; `GRANTHUB_WRITE_DOCS=1 ./granthub test integration --filter AccessMatrix` writes it again. "
        );
        expected.Append(
            "“yes”: it is answered or done; “may”: the role may ask, and was refused for how the record stands or for what the form lacked (409, 422), which says nothing against the role; “no”: refused (403); “hidden”: as if it were not there (404), because it is somebody else’s; “some”: for some records and not for others, such as one’s own; “sign in”: led to the page for signing in.\n\n"
        );
        expected
            .Append("| address | ")
            .Append(string.Join(" | ", [.. People, Nobody]))
            .Append(" |\n");
        expected
            .Append(string.Concat(Enumerable.Repeat("| --- ", People.Length + 2)))
            .Append("|\n");
        expected.Append(rows).Append('\n');
        if (Environment.GetEnvironmentVariable("GRANTHUB_WRITE_DOCS") == "1")
            File.WriteAllText(path, document[..begins] + expected);
        else
            Assert.Equal(expected.ToString(), document[begins..]);
    }

    /// <summary>Addresses by route, with who came to each by links.</summary>
    private static Dictionary<string, List<string>> Known(Dictionary<string, SiteMap> maps)
    {
        var reach = new SortedDictionary<string, SortedDictionary<string, string>>(
            StringComparer.Ordinal
        );
        foreach (var (person, map) in maps)
        foreach (var (route, addresses) in map.Addresses)
        // The filters of a list let nobody see more of it than the list does.
        foreach (
            var address in addresses.Where(a =>
                !a.Contains('?') || !addresses.Contains(a.Split('?')[0])
            )
        )
        {
            if (!reach.TryGetValue(route, out var byAddress))
                reach[route] = byAddress = new(StringComparer.Ordinal);
            byAddress[address] = byAddress.GetValueOrDefault(address, "") + person + " ";
        }
        return reach.ToDictionary(route => route.Key, route => Spread(route.Value));
    }

    /// <summary>A few that differ in who came to them, and a draft, so that one's own and others' are among them.</summary>
    private static List<string> Spread(SortedDictionary<string, string> reach) =>
        [
            .. reach
                .GroupBy(address => address.Value)
                .OrderBy(group => group.Key.Length)
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.First().Key)
                .Take(EachRoute)
                .Concat(
                    reach.Keys.Where(a => a.Contains("/draft-", StringComparison.Ordinal)).Take(1)
                )
                .Distinct(),
        ];

    /// <summary>Forms by the route that takes them, which the answer to each says.</summary>
    private static async Task<Dictionary<string, List<SiteForm>>> FormsAsync(
        SortedDictionary<string, RouteEndpoint> routes,
        Dictionary<string, PageClient> clients,
        Dictionary<string, SiteMap> maps
    )
    {
        var found = new SortedDictionary<string, SortedDictionary<string, SiteForm>>(
            StringComparer.Ordinal
        );
        foreach (var (person, map) in maps)
        foreach (var form in map.Forms.Values)
        {
            if (form.Action == "/sign-out")
                continue;
            // Without its token it is refused before anything is done, and the answer says which route it was.
            using var answer = await clients[person].PostAsync(form.Action, [("route", "only")]);
            var route = SiteWalk.RouteOf(answer);
            if (route is null || !routes.ContainsKey(route))
                continue;
            if (!found.TryGetValue(route, out var known))
                found[route] = known = new(StringComparer.Ordinal);
            known.TryAdd(form.Action, form);
        }
        return found.ToDictionary(
            route => route.Key,
            route => route.Value.Values.Take(EachRoute).ToList()
        );
    }

    private static IEnumerable<SiteForm> Requests(
        string name,
        RouteEndpoint route,
        Dictionary<string, List<string>> known,
        Dictionary<string, List<SiteForm>> forms
    )
    {
        if (forms.TryGetValue(name, out var seen))
            return seen;
        return known.TryGetValue(name, out var addresses)
            ? addresses.Select(address => new SiteForm(address, address, false, []))
            : [new SiteForm("", Fill(route, known), false, [])];
    }

    /// <summary>An address for a route that no link leads to: its parts from the known address that it is most like.</summary>
    private static string Fill(RouteEndpoint route, Dictionary<string, List<string>> known)
    {
        var mine = Segments(route.RoutePattern.RawText ?? "");
        var best = known
            .Select(other => (Template: Segments(other.Key.Split(' ')[1]), other.Value[0]))
            .Select(other =>
                (
                    other.Template,
                    Address: Segments(other.Item2.Split('?')[0]),
                    Same: mine.Zip(other.Template)
                        .TakeWhile(pair => pair.First == pair.Second)
                        .Count()
                )
            )
            .Where(other => other.Template.Length == other.Address.Length)
            .OrderByDescending(other => other.Same)
            .ThenBy(other => other.Template.Length)
            .FirstOrDefault();
        return "/"
            + string.Join(
                '/',
                mine.Select(
                    (segment, i) =>
                        !segment.Contains('{', StringComparison.Ordinal) ? segment
                        : i < best.Same ? best.Address[i]
                        : Default(segment)
                )
            );
    }

    private static string Default(string segment) =>
        segment switch
        {
            _ when segment.Contains("{step", StringComparison.Ordinal) => "request",
            _ when segment.Contains("year", StringComparison.OrdinalIgnoreCase) => "2026-27",
            _ when segment.Contains("month", StringComparison.OrdinalIgnoreCase) => "2026-04",
            _ => "1",
        }
        + (
            segment.LastIndexOf('.') is var dot && dot > segment.LastIndexOf('}')
                ? segment[dot..]
                : ""
        );

    private static string[] Segments(string path) =>
        path.Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> AskAsync(PageClient client, string name, SiteForm form)
    {
        using var answer = name.StartsWith("GET ", StringComparison.Ordinal)
            ? await client.GetAsync(form.Action)
            : await client.PostAsync(form.Action, [.. form.Filled(), await client.TokenAsync()]);
        var status = (int)answer.StatusCode;
        Assert.True(
            status is < 500 and not 400 and not 429,
            $"{name} at {form.Action} answered {status}"
        );
        return
            answer.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal)
            == true
            ? "sign in"
            : answer.StatusCode switch
            {
                HttpStatusCode.Forbidden => "no",
                HttpStatusCode.NotFound => "hidden",
                HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity => May,
                _ => Yes,
            };
    }

    private static string Together(List<string> answers) =>
        answers.Distinct().ToList() switch
        {
            [var one] => one,
            var several when several.All(answer => answer is Yes or May) => Yes,
            var several when several.Exists(answer => answer is Yes or May) => Some,
            _ => "no",
        };

    /// <summary>Addresses of somebody's own to which no link of the site leads.</summary>
    private async Task<IReadOnlyList<string>> UnlinkedAsync(string person, PageClient client) =>
        person switch
        {
            "lead" => [await HeldAsync(), await DigestAsync()],
            "finance" => [await UploadedAsync(client)],
            _ => [],
        };

    /// <summary>A form that came too late.</summary>
    private Task<string> HeldAsync() =>
        app.Look(async db => $"/held/{await db.HeldForms.Select(form => form.Id).SingleAsync()}");

    private async Task<string> DigestAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        return scope
            .ServiceProvider.GetRequiredService<DigestLinks>()
            .For(
                await app.Look(db =>
                    db.People.Where(p => p.Email == "lead@example.org")
                        .Select(p => p.Id)
                        .SingleAsync()
                )
            );
    }

    /// <summary>A finance system's file that has been chosen and waits to be looked at.</summary>
    private static async Task<string> UploadedAsync(PageClient client)
    {
        using var answer = await client.PostFileAsync(
            $"/partnerships/northmoor/ledger/{FinancialYear.Of(DemoAppFixture.Today)}/import",
            "File",
            "May.csv",
            "date,reference,description,code,amount\n2026-05-01,P 2,Hall,HALL,12.50\n"u8.ToArray()
        );
        return answer.Headers.Location!.OriginalString;
    }
}
