using System.Net;
using System.Text.RegularExpressions;

namespace GrantHub.IntegrationTests;

/// <summary>
/// What a browser without JavaScript does: keeps cookies, and posts a form with the hidden fields that its page had.
/// Redirects are not followed.
/// </summary>
public sealed partial class PageClient(HttpMessageHandler server) : IDisposable
{
    private static readonly Uri Root = new("http://localhost/");
    private static readonly Uri Secure = new("https://localhost/");
    private readonly CookieContainer cookies = new();
    private readonly HttpClient client = new(server) { BaseAddress = Root };

    private (string Name, string Value)? token;

    public void SetCookie(string name, string value) => cookies.Add(Root, new Cookie(name, value));

    public Task<HttpResponseMessage> GetAsync(string path) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>The page's text with its characters decoded; fails unless the status is 200.</summary>
    public async Task<string> ReadAsync(string path) =>
        WebUtility.HtmlDecode(await ReadHtmlAsync(path));

    /// <summary>The page as it is sent; fails unless the status is 200.</summary>
    public async Task<string> ReadHtmlAsync(string path)
    {
        using var response = await GetAsync(path);
        var html = await response.Content.ReadAsStringAsync();
        Assert.True(
            response.StatusCode == HttpStatusCode.OK,
            $"{path} answered {(int)response.StatusCode}: {html}"
        );
        return html;
    }

    public static async Task<string> TextAsync(HttpResponseMessage response) =>
        WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

    /// <summary>
    /// Gets the page, then posts its form: the page's hidden fields, then <paramref name="fields"/>, which replace
    /// hidden ones of the same name.
    /// </summary>
    /// <param name="action">Where the form goes when not to the page itself.</param>
    public async Task<HttpResponseMessage> PostFormAsync(
        string page,
        IEnumerable<(string Name, string Value)> fields,
        string? action = null
    )
    {
        using var shown = await GetAsync(page);
        var html = await shown.Content.ReadAsStringAsync();
        var given = fields.ToList();
        // The sign-out form of every page has the same token.
        var hidden = HiddenFields(html)
            .DistinctBy(h => h.Name)
            .Where(h => given.All(f => f.Name != h.Name));
        return await PostAsync(action ?? page, [.. hidden, .. given]);
    }

    public Task<HttpResponseMessage> PostAsync(
        string path,
        IEnumerable<(string Name, string Value)> fields
    ) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(
                    fields.Select(f => KeyValuePair.Create(f.Name, f.Value))
                ),
            }
        );

    /// <summary>The hidden field without which no form is taken; it holds for every form of whoever is signed in.</summary>
    public async Task<(string Name, string Value)> TokenAsync()
    {
        if (token is { } known)
            return known;
        using var shown = await GetAsync("/account");
        using var other = shown.IsSuccessStatusCode ? null : await GetAsync("/sign-in");
        token = HiddenFields(await (other ?? shown).Content.ReadAsStringAsync())
            .First(field => field.Name == "__RequestVerificationToken");
        return token.Value;
    }

    /// <summary>Posts a file with a form; <paramref name="page"/> gives the hidden fields.</summary>
    public async Task<HttpResponseMessage> PostFileAsync(
        string page,
        string field,
        string fileName,
        byte[] content,
        string? action = null
    )
    {
        using var shown = await GetAsync(page);
        var form = new MultipartFormDataContent();
        foreach (
            var (name, value) in HiddenFields(await shown.Content.ReadAsStringAsync())
                .DistinctBy(h => h.Name)
        )
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(content), field, fileName);
        return await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, action ?? page) { Content = form }
        );
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        // Secure cookies too: where there are any, a proxy would speak https to the browser.
        var address = new Uri(Secure, request.RequestUri!);
        if (cookies.GetCookieHeader(address) is { Length: > 0 } header)
            request.Headers.Add("Cookie", header);
        var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set)
                cookies.SetCookies(Secure, Lasting().Replace(cookie, ""));
        return response;
    }

    public void Dispose() => client.Dispose();

    public static IEnumerable<(string Name, string Value)> HiddenFields(string html)
    {
        foreach (Match input in HiddenInput().Matches(html))
        {
            var name = Name().Match(input.Value);
            if (name.Success)
                yield return (
                    WebUtility.HtmlDecode(name.Groups[1].Value),
                    WebUtility.HtmlDecode(Value().Match(input.Value).Groups[1].Value)
                );
        }
    }

    // The program's clock stands still years ago, and the browser's does not. What is taken away ends in 1970.
    [GeneratedRegex("; expires=[^;]*(?<! 1970 00:00:00 GMT)(?=;|$)")]
    private static partial Regex Lasting();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex HiddenInput();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
