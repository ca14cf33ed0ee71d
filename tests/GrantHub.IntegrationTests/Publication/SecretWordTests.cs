using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>
/// A word that stands in an exempt appendix, in its name, in two exempt fields, in the reasoning, and in a record that is
/// exempt as a whole. Everything that the public can reach from the register and the open data by following links is read,
/// headers too.
/// </summary>
public abstract partial class SecretWordTests(AppFixture app)
{
    private const string Secret = "Quokka";
    private const string Open = "Numbat";

    private static readonly string[] Starts =
    [
        "/register",
        "/register?search=numbat",
        $"/register?search={Secret}",
        "/register?kind=grants",
        "/register/grants",
        "/register/recipients",
        "/register.csv",
        "/register.json",
        "/register.atom",
        "/open-data",
        "/open-data/360giving.json",
        "/open-data/spending/2017-05",
        "/open-data/spending/2017-05.csv",
        "/accessibility",
        "/sign-in",
    ];

    [DatabaseFact]
    public async Task Exempt_FieldsAndAppendix_AreInNothingThatThePublicCanRead()
    {
        var decision = await PublishedAsync();
        var whole = await WhollyExemptAsync();

        var read = await CrawlAsync();

        // The crawl was where the word would be.
        Assert.Contains($"/register/{decision}", read.Keys);
        Assert.Contains($"/register/{decision}/notice.pdf", read.Keys);
        Assert.Contains($"/register/{decision}/notice.json", read.Keys);
        Assert.Contains($"/register/{whole}", read.Keys);
        Assert.Contains(
            read.Keys,
            path => path.StartsWith("/register/grants/G-", StringComparison.Ordinal)
        );
        Assert.Contains(
            read.Keys,
            path => path.StartsWith("/register/recipients/", StringComparison.Ordinal)
        );
        Assert.Contains("In the open", read[$"/register/{decision}/documents/2"]);
        foreach (
            var path in (string[])
                [
                    $"/register/{decision}",
                    "/register.csv",
                    "/register.json",
                    "/register.atom",
                    "/open-data/360giving.json",
                    "/open-data/spending/2017-05.csv",
                ]
        )
            Assert.Contains(Open, read[path], StringComparison.Ordinal);

        foreach (var (path, text) in read)
            // The search page says again what was searched for.
            Assert.False(
                text.Contains(Secret, StringComparison.OrdinalIgnoreCase)
                    && !path.Contains(Secret, StringComparison.Ordinal),
                $"{path} says the word."
            );
        // Nor can a later page find it: it is not in the tables that the public's pages read.
        var kept = await app.Look(async db =>
            (await db.PublishedVersions.Select(v => v.Document).ToListAsync())
                .Concat(await db.RegisterTokens.Select(t => t.Token).ToListAsync())
                .Concat(
                    await db
                        .RegisterEntries.Select(e =>
                            e.Title
                            + e.Decision
                            + e.Reasons
                            + e.Recipient
                            + e.RecipientSlug
                            + e.DecisionMaker
                        )
                        .ToListAsync()
                )
                .ToList()
        );
        Assert.DoesNotContain(
            kept,
            text => text.Contains(Secret, StringComparison.OrdinalIgnoreCase)
        );
        using var page = app.Anonymous();
        foreach (var number in (int[])[1, 3])
        {
            using var gone = await page.GetAsync($"/register/{decision}/documents/{number}");
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
    }

    /// <summary>Its first appendix, its reasons and its legal implication are exempt.</summary>
    private async Task<string> PublishedAsync()
    {
        var draft = await app.DraftAsync($"{Open} in the open");
        await app.EditAsync(
            draft,
            "decision",
            new FieldsEntry(new Dictionary<string, string?> { ["decision"] = $"Fund the {Open}." })
        );
        await app.EditAsync(
            draft,
            "reasons",
            new FieldsEntry(
                new Dictionary<string, string?> { ["reasons"] = $"Because of the {Secret}." }
            )
        );
        await app.EditAsync(
            draft,
            "implications/legal",
            new ImplicationEntry(
                new ImplicationAnswer("legal", true, true, $"The {Secret} may go to court.")
            )
        );
        var secret = await app.AttachAsync(
            draft,
            $"{Secret}.txt",
            Encoding.UTF8.GetBytes($"All about the {Secret}.")
        );
        await app.AttachAsync(draft, "open.txt", "In the open"u8.ToArray());
        foreach (
            var part in (string[])
                [
                    NoticeParts.Answer("reasons"),
                    NoticeParts.Implication("legal"),
                    NoticeParts.Appendix(secret.Sha256Hex),
                ]
        )
            await app.SendAs(
                Cast.Lead,
                new ExemptPart(
                    draft,
                    part,
                    true,
                    ExemptGrounds.All[0],
                    $"It would name the {Secret}."
                )
            );
        var address = await app.SendAs(Cast.Lead, new SubmitDecision(draft));
        await app.SendAs(
            Cast.Cfo,
            new SignDecision(address, Records.Agreed(("financial", "Provided for.")))
        );
        await app.SendAs(
            Cast.Mo,
            new SignDecision(address, Records.Agreed(("legal", $"The {Secret} has no case.")))
        );
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.Approved, null, Records.Agreed())
        );
        await app.SendAs(Cast.Mo, new PublishDecision(address));
        return address;
    }

    private async Task<string> WhollyExemptAsync()
    {
        var draft = await app.DraftAsync("A matter that is exempt");
        await app.EditAsync(
            draft,
            "decision",
            new FieldsEntry(new Dictionary<string, string?> { ["decision"] = $"Pay the {Secret}." })
        );
        await app.EditAsync(
            draft,
            "funding",
            new FundingEntry(true, Records.Proposal with { Recipient = $"{Secret} Trust" })
        );
        await app.EditAsync(
            draft,
            "confidentiality",
            new ConfidentialityEntry(
                Confidentiality.Part2,
                ExemptGrounds.All[0],
                $"The {Secret} would be known."
            )
        );
        var address = await app.SendAs(Cast.Lead, new SubmitDecision(draft));
        await app.SendAs(
            Cast.Cfo,
            new SignDecision(address, Records.Agreed(("financial", "Provided for.")))
        );
        await app.SendAs(Cast.Mo, new SignDecision(address, Records.Agreed(("legal", "Lawful."))));
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.Approved, $"{Secret}.", Records.Agreed())
        );
        await app.SendAs(Cast.Mo, new PublishDecision(address));
        return address;
    }

    /// <summary>Every address of this site that can be reached without signing in, with its headers and its text.</summary>
    private async Task<Dictionary<string, string>> CrawlAsync()
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(Starts);
        using var page = app.Anonymous();
        while (waiting.TryDequeue(out var path))
        {
            if (read.ContainsKey(path))
                continue;
            using var answer = await page.GetAsync(path);
            Assert.True((int)answer.StatusCode < 400, $"{path}: {(int)answer.StatusCode}");
            var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
            read[path] =
                $"{answer.Headers}\n{answer.Content.Headers}\n{WebUtility.HtmlDecode(text)}";
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
                foreach (Match link in Link().Matches(text))
                    waiting.Enqueue(WebUtility.HtmlDecode(link.Groups[1].Value));
        }
        return read;
    }

    [GeneratedRegex("""(?:href|src|action)="(/[^"#]*)""")]
    private static partial Regex Link();
}

public sealed class SecretWordTests_OnSqlite(RegisterApp<SqliteDatabase> app)
    : SecretWordTests(app),
        IClassFixture<RegisterApp<SqliteDatabase>>;

public sealed class SecretWordTests_OnPostgreSql(RegisterApp<PostgreSqlDatabase> app)
    : SecretWordTests(app),
        IClassFixture<RegisterApp<PostgreSqlDatabase>>;
