using System.Text;
using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>What nobody means well by, in every place of the public register that takes anything.</summary>
public abstract class HostileInputTests(AppFixture app)
{
    /// <summary>Fifty, as they stand in an address.</summary>
    private static readonly string[] Inputs =
    [
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "%27%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "%3Csvg/onload=alert(1)%3E",
        "javascript:alert(1)",
        "%22%20onfocus=alert(1)%20autofocus=%22",
        "%26lt;script%26gt;alert(1)%26lt;/script%26gt;",
        "%3C/title%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "%3C!--%20--%3E%3Cscript%3E",
        "%7B%7B7*7%7D%7D",
        "$%7B7*7%7D",
        "@(1%2B1)",
        "%27%20OR%201=1%20--",
        "%27;DROP%20TABLE%20%22RegisterEntries%22;--",
        "1%20UNION%20SELECT%20*%20FROM%20%22People%22",
        "%25",
        "%25%25%25_",
        "_____",
        "[a-z]*",
        "%5C%27",
        "%00",
        "a%00b",
        "%01%02%03%1F%7F",
        "%0D%0ASet-Cookie:%20x=1",
        "%E2%80%AEgpj.exe",
        "%E2%80%8B",
        "%EF%BB%BF",
        "%EF%BF%BE",
        "%EF%BF%BF",
        "%ED%A0%80",
        "%ED%BF%BF%ED%A0%80",
        "%C0%AF",
        "%FF%FE",
        "%F0%9F%92%A9",
        "%F4%8F%BF%BF",
        "e%CC%81%CC%81%CC%81%CC%81%CC%81",
        "%C7%84%EF%AC%83%C4%B0",
        "%D8%A8%D8%AD%D8%AB",
        "..",
        "..%2F..%2F..%2Fetc%2Fpasswd",
        "....//....//etc/passwd",
        "%2e%2e%5C%2e%2e%5Cwindows",
        "-1",
        "0",
        "99999999999999999999999999",
        "-9223372036854775808",
        "NaN",
        "0000-00",
        "9999-00",
        "ZjF8MDAwMS0wMS0wMQ",
    ];

    private static readonly string[] Places =
    [
        "/register?search={0}",
        "/register?year={0}&kind={0}&amount={0}",
        "/register?recipient={0}",
        "/register?from={0}",
        "/register?search=board&from={0}",
        "/register/grants?search={0}&from={0}",
        "/register/recipients?from={0}",
        "/register/recipients/{0}",
        "/register/recipients/{0}?from={0}",
        "/register/grants/{0}",
        "/register/{0}",
        "/register/{0}/notice.json",
        "/register/{0}/notice.pdf",
        "/register/{0}/versions/1",
        "/register/{0}/documents/1",
    ];

    public static TheoryData<string> EveryPlace => new(Places);

    [DatabaseTheory]
    [MemberData(nameof(EveryPlace))]
    public async Task HostileInput_IsAnsweredAndNeverRepeatedAsItIs(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        await app.PublishedAsync("Something for the board to find");
        using var page = app.Anonymous();
        var longest = new string('y', 6000);
        Assert.Equal(50, Inputs.Distinct().Count());

        foreach (var input in Inputs.Append(longest))
        {
            // No server lets NUL into a path: Kestrel answers 400, the server of tests throws.
            if (input.Contains("%00", StringComparison.Ordinal) && IsInPath(place))
                continue;
            var address = place.Replace("{0}", input, StringComparison.Ordinal);
            using var answer = await page.GetAsync(address);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode < 500, $"{address}: {(int)answer.StatusCode}");
            foreach (
                var raw in (string[])["<script>a", "<script>\"", "<svg/", "<img src=x", "\" onf"]
            )
                Assert.False(
                    html.Contains(raw, StringComparison.OrdinalIgnoreCase),
                    $"{address} repeats {raw}"
                );
            Assert.DoesNotContain(longest, html, StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Set-Cookie"), address);
        }
    }

    [DatabaseTheory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task Number_ThatThereIsNot_IsNotFound(int number)
    {
        var (decision, _) = await app.PublishedAsync("Numbered");
        using var page = app.Anonymous();

        foreach (
            var part in (string[])["versions/{0}", "versions/{0}/notice.json", "documents/{0}"]
        )
        {
            using var answer = await page.GetAsync(
                $"/register/{decision}/{part.Replace("{0}", $"{number}", StringComparison.Ordinal)}"
            );
            Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static bool IsInPath(string place) =>
        place.IndexOf("{0}", StringComparison.Ordinal) is var at
        && place.IndexOf('?', StringComparison.Ordinal) is var query
        && (query < 0 || at < query);

    /// <summary>What no address can carry, but another caller can.</summary>
    [DatabaseTheory]
    [InlineData("\ud800")]
    [InlineData("a\udfffb")]
    [InlineData("\0")]
    [InlineData("\ufffe")]
    public async Task Search_ForWhatIsNoText_FindsNothing(string text)
    {
        Assert.Empty((await app.SendAsOperator(new ListRegister(Search: text))).Items);
        Assert.Empty((await app.SendAsOperator(new ListRegister(Recipient: text))).Items);
        Assert.Null(await app.SendAsOperator(new ReadPublished(text)));
        Assert.Null(await app.SendAsOperator(new ReadPublicGrant(text)));
        Assert.Empty(
            (await app.SendAs(Cast.Mo, new ListDecisions(DecisionScope.All, Search: text))).Items
        );
        var cursor = Convert.ToBase64String(Encoding.UTF8.GetBytes($"f1|{text}")).TrimEnd('=');
        await app.SendAsOperator(new ListRecipients(cursor));
        await app.SendAsOperator(new ListRegister(From: cursor));
    }
}

public sealed class HostileInputTests_OnSqlite(RegisterApp<SqliteDatabase> app)
    : HostileInputTests(app),
        IClassFixture<RegisterApp<SqliteDatabase>>;

public sealed class HostileInputTests_OnPostgreSql(RegisterApp<PostgreSqlDatabase> app)
    : HostileInputTests(app),
        IClassFixture<RegisterApp<PostgreSqlDatabase>>;
