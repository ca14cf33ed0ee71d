using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace GrantHub.IntegrationTests.Site;

/// <summary>One field of a form as its page shows it.</summary>
/// <param name="Type">As in HTML: hidden, text, textarea, select, radio, checkbox, file …</param>
/// <param name="Choices">What a select, radio or checkbox offers.</param>
public sealed record SiteField(
    string Name,
    string Type,
    string Value,
    IReadOnlyList<string> Choices
)
{
    /// <summary>A password or a one-time code.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>A form that changes something.</summary>
/// <param name="Page">Where it was found.</param>
/// <param name="Action">Where it goes.</param>
public sealed record SiteForm(
    string Page,
    string Action,
    bool HasFiles,
    IReadOnlyList<SiteField> Fields
)
{
    /// <summary>The form filled in as somebody does who means it, without its token.</summary>
    public IReadOnlyList<(string Name, string Value)> Filled() =>
        [
            .. Fields
                .Where(field => field.Type != "file")
                .Select(field =>
                    (
                        field.Name,
                        field.Value.Length > 0 ? field.Value
                        : field.Choices.Count > 0 ? field.Choices[0]
                        : Plausible(field)
                    )
                ),
        ];

    private static string Plausible(SiteField field)
    {
        var part = field.Name[(field.Name.LastIndexOf('.') + 1)..];
        return part switch
        {
            "Day" => "4",
            "Month" => "5",
            "Year" => "2026",
            _ when field.Type == "hidden" => "",
            _ when field.Name.Contains("Email", StringComparison.OrdinalIgnoreCase) =>
                "new@example.org",
            _ when field.Name.Contains("Amount", StringComparison.OrdinalIgnoreCase) => "12.50",
            _ => "Because it is so",
        };
    }
}

/// <summary>What somebody can reach by links, beginning where they begin.</summary>
/// <param name="Addresses">By the name of the route.</param>
/// <param name="Forms">By the name of the route that each goes to is not known before it is sent: so by its address.</param>
public sealed record SiteMap(
    IReadOnlyDictionary<string, SortedSet<string>> Addresses,
    IReadOnlyDictionary<string, SiteForm> Forms
);

/// <summary>Follows every link of the site, as a person or a search engine might.</summary>
internal static class SiteWalk
{
    private const int Most = 4_000;
    private static readonly HtmlParser Parser = new();

    /// <param name="page">Of who walks.</param>
    /// <param name="also">Addresses that no link leads to, such as those of an e-mail or of a redirect.</param>
    public static async Task<SiteMap> OfAsync(PageClient page, params string[] also)
    {
        var seen = new HashSet<string>(["/", .. also], StringComparer.Ordinal);
        var waiting = new Queue<string>(seen);
        var addresses = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        var forms = new SortedDictionary<string, SiteForm>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var address))
        {
            Assert.True(seen.Count < Most, $"More than {Most} addresses, such as {address}.");
            using var answer = await page.GetAsync(address);
            Assert.True((int)answer.StatusCode < 500, $"{address}: {(int)answer.StatusCode}");
            if (RouteOf(answer) is { } route && answer.StatusCode == HttpStatusCode.OK)
            {
                if (!addresses.TryGetValue(route, out var known))
                    addresses[route] = known = new(StringComparer.Ordinal);
                known.Add(address);
            }
            if (answer.Headers.Location is { } elsewhere)
                Add(elsewhere.OriginalString);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            using var document = await Parser.ParseDocumentAsync(
                await answer.Content.ReadAsStringAsync()
            );
            foreach (var link in document.QuerySelectorAll("a[href]"))
                Add(link.GetAttribute("href")!);
            foreach (
                var form in document
                    .QuerySelectorAll("form[method=post]")
                    .OfType<IHtmlFormElement>()
            )
            {
                var read = Read(form, address);
                forms.TryAdd(read.Action, read);
            }
        }
        return new(addresses, forms);

        void Add(string href)
        {
            var plain = href.Split('#')[0];
            if (
                plain.StartsWith('/')
                && !plain.StartsWith("/dist/", StringComparison.Ordinal)
                && seen.Add(Once(plain))
            )
                waiting.Enqueue(plain);
        }
    }

    /// <summary>The form of a page that goes to the page itself.</summary>
    public static async Task<SiteForm> FormAsync(PageClient page, string path)
    {
        using var document = await Parser.ParseDocumentAsync(await page.ReadHtmlAsync(path));
        return document
            .QuerySelectorAll("form[method=post]")
            .OfType<IHtmlFormElement>()
            .Select(form => Read(form, path))
            .First(form => form.Action.Split('?')[0] == path.Split('?')[0]);
    }

    public static string? RouteOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues(DemoAppFixture.RouteHeader, out var names)
            ? names.First()
            : null;

    /// <summary>Filters and pages of a list are one address, whatever their values.</summary>
    private static string Once(string address)
    {
        var parts = address.Split('?', 2);
        return parts.Length == 1
            ? address
            : $"{parts[0]}?{string.Join('&', parts[1].Split('&').Select(pair => pair.Split('=')[0]).Order(StringComparer.Ordinal))}";
    }

    private static SiteForm Read(IHtmlFormElement form, string page)
    {
        var action = form.GetAttribute("action") is { Length: > 0 } written ? written : page;
        var fields = new List<SiteField>();
        foreach (
            var named in form.QuerySelectorAll("input[name], textarea[name], select[name]")
                .GroupBy(element => element.GetAttribute("name")!)
        )
        {
            if (named.Key == "__RequestVerificationToken")
                continue;
            var first = named.First();
            var (type, value, choices) = first switch
            {
                IHtmlTextAreaElement area => ("textarea", area.Value, (IEnumerable<string>)[]),
                IHtmlSelectElement select => (
                    "select",
                    select.Value ?? "",
                    select.Options.Select(option => option.Value).Where(v => v.Length > 0)
                ),
                IHtmlInputElement { Type: "radio" or "checkbox" } input => (
                    input.Type,
                    named.OfType<IHtmlInputElement>().FirstOrDefault(i => i.IsChecked)?.Value ?? "",
                    named
                        .OfType<IHtmlInputElement>()
                        .Where(i => i.Type != "hidden")
                        .Select(i => i.Value)
                ),
                IHtmlInputElement input => (input.Type, input.Value, []),
                _ => ("text", "", []),
            };
            fields.Add(
                new(named.Key, type, value, [.. choices])
                {
                    IsSecret =
                        type == "password" || first.GetAttribute("autocomplete") == "one-time-code",
                }
            );
        }
        return new(page, action, form.GetAttribute("enctype") == "multipart/form-data", fields);
    }
}
