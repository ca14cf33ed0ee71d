using System.Net;
using System.Security.Cryptography;
using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>A published decision and its grant, as everybody reads them.</summary>
public abstract class PublishedPageTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Notice_IsReadWithoutSigningInAndSetsNoCookie()
    {
        var (decision, grant) = await app.PublishedAsync("Read by everybody");
        using var page = app.Anonymous();

        using var answer = await page.GetAsync($"/register/{decision}");
        var html = await PageClient.TextAsync(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Read by everybody", html);
        Assert.Contains($"href=\"/register/{decision}/notice.pdf\"", html);
        Assert.Contains($"href=\"/register/grants/{grant}\"", html);
        Assert.Contains("Version 1", html);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [DatabaseFact]
    public async Task Notice_Json_IsTheTextThatWasHashed()
    {
        var (decision, _) = await app.PublishedAsync("Hashed");
        using var page = app.Anonymous();

        using var answer = await page.GetAsync($"/register/{decision}/notice.json");
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var id = await IdAsync(decision);
        var kept = await app.Look(db =>
            db.PublishedVersions.Where(v => v.DecisionId == id).Select(v => v.Sha256).SingleAsync()
        );
        Assert.Equal(kept, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [DatabaseFact]
    public async Task Correction_LeavesTheFirstVersionByteForByte()
    {
        var (decision, _) = await app.PublishedAsync("Corrected later");
        using var page = app.Anonymous();
        var json = await BytesAsync(page, $"/register/{decision}/notice.json");
        var pdf = await BytesAsync(page, $"/register/{decision}/notice.pdf");

        await app.CorrectAsync(decision, NoticeParts.Answer(DecisionRecord.DecisionKey));

        Assert.Equal(json, await BytesAsync(page, $"/register/{decision}/versions/1/notice.json"));
        Assert.Equal(pdf, await BytesAsync(page, $"/register/{decision}/versions/1/notice.pdf"));
        Assert.NotEqual(json, await BytesAsync(page, $"/register/{decision}/notice.json"));
        Assert.NotEqual(pdf, await BytesAsync(page, $"/register/{decision}/notice.pdf"));
        var latest = await page.ReadAsync($"/register/{decision}");
        Assert.Contains("A part that is exempt was taken out.", latest);
        Assert.Contains($"Decision: {Published.Ground}", latest);
        Assert.Contains($"href=\"/register/{decision}/versions/1\"", latest);
        Assert.Contains(
            "This is version 1. ",
            await page.ReadAsync($"/register/{decision}/versions/1")
        );
    }

    [DatabaseFact]
    public async Task TakenDownVersion_SaysThatItWasAndNothingOfIt()
    {
        var (decision, _) = await app.PublishedAsync("Quokka in version one");
        using var page = app.Anonymous();
        await BytesAsync(page, $"/register/{decision}/notice.pdf");
        await app.SendAs(Cast.Mo, new CorrectWording(decision, NoticeParts.Title, "A plain title"));
        await app.SendAs(Cast.Mo, new CorrectPublication(decision, "The title said too much."));
        Assert.Contains("Quokka", await page.ReadAsync($"/register/{decision}/versions/1"));

        await app.SendAs(Cast.Mo, new TakeDownVersion(decision, 1, "It named somebody."));

        var html = await page.ReadAsync($"/register/{decision}/versions/1");
        Assert.Contains("taken down on 19 May 2017: It named somebody.", html);
        Assert.DoesNotContain("Quokka", html);
        Assert.DoesNotContain("Quokka", await page.ReadAsync($"/register/{decision}"));
        foreach (var file in (string[])["notice.json", "notice.pdf"])
        {
            using var answer = await page.GetAsync($"/register/{decision}/versions/1/{file}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("Quokka", await answer.Content.ReadAsStringAsync());
        }
    }

    [DatabaseFact]
    public async Task Document_ThatACorrectionExempts_CannotBeDownloadedAnyMore()
    {
        var (decision, sha256) = await app.PublishedWithFileAsync(
            "With a file",
            "Map of wombats.txt",
            "Along the A66."
        );
        using var page = app.Anonymous();
        var download = $"/register/{decision}/documents/1";
        Assert.Contains(
            $"href=\"{download}\">Map of wombats.txt</a>",
            await page.ReadAsync($"/register/{decision}")
        );
        using (var answer = await page.GetAsync(download))
            Assert.Equal("Along the A66.", await answer.Content.ReadAsStringAsync());

        await app.CorrectAsync(decision, NoticeParts.Appendix(sha256));

        using var gone = await page.GetAsync(download);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.DoesNotContain("wombats", await page.ReadAsync($"/register/{decision}"));
        var first = await page.ReadAsync($"/register/{decision}/versions/1");
        Assert.Contains("no longer published", first);
        Assert.DoesNotContain(download, first);
    }

    [DatabaseFact]
    public async Task Grant_ShowsItsMoneyAndNobodyOfTheOffice()
    {
        var grant = await app.AgreedAsync("Grant in the open");
        await app.SendAs(
            Cast.Lead,
            new AddCondition(grant, ConditionKind.Continuing, "Keep the accounts open.", null)
        );
        await app.PaidAsync(grant, new Money(417_075));
        var decision = (await app.GrantAsync(grant)).DecisionReference;
        using var page = app.Anonymous();
        using (var hidden = await page.GetAsync($"/register/grants/{grant}"))
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        await app.SendAs(Cast.Mo, new PublishDecision(decision));

        var html = await page.ReadAsync($"/register/grants/{grant}");

        Assert.Contains("£50,049.00", html);
        Assert.Contains("£16,683.00", html);
        Assert.Contains("£33,366.00", html);
        Assert.Contains("4,170.75", html);
        Assert.Contains("Keep the accounts open.", html);
        Assert.Contains($"href=\"/register/{decision}\"", html);
        foreach (var hidden in (string[])["Lena Field", "Pam Entwistle", "BACS", "Chris Chair"])
            Assert.DoesNotContain(hidden, html);
        using var redirect = await page.GetAsync($"/register/{grant}");
        Assert.Equal(HttpStatusCode.MovedPermanently, redirect.StatusCode);
        Assert.Equal($"/register/grants/{grant}", redirect.Headers.Location?.ToString());
        Assert.Contains(
            $"href=\"/register/grants/{grant}\"",
            await page.ReadAsync("/register/grants")
        );

        await app.CorrectAsync(decision, NoticeParts.Conditions);
        html = await page.ReadAsync($"/register/grants/{grant}");
        Assert.DoesNotContain("Keep the accounts open.", html);
        Assert.Contains("The conditions are exempt", html);

        await app.CorrectAsync(decision, NoticeParts.Funding);
        using var exempt = await page.GetAsync($"/register/grants/{grant}");
        Assert.Equal(HttpStatusCode.NotFound, exempt.StatusCode);
        using var noLonger = await page.GetAsync($"/register/{grant}");
        Assert.Equal(HttpStatusCode.NotFound, noLonger.StatusCode);
    }

    [DatabaseFact]
    public async Task Notice_ChangedByALaterOne_LinksToItOnceThatIsPublished()
    {
        var (earlier, grant) = await app.PublishedAsync("To be varied");
        var draft = await app.SendAs(
            Cast.Lead,
            new RaiseLaterDecision(earlier, RelationKind.Varies, Guid.NewGuid())
        );
        await app.EditAsync(draft, "funding", new FundingEntry(true, Records.Proposal));
        foreach (
            var heading in BuiltInTemplates
                .All.Single(t => t.Key == "pcc-decision-record")
                .Implications
        )
            await app.EditAsync(
                draft,
                $"implications/{heading.Key}",
                new ImplicationEntry(new ImplicationAnswer(heading.Key, true, false, "None."))
            );
        var later = await app.SendAs(Cast.Lead, new SubmitDecision(draft));
        await app.SendAs(
            Cast.Cfo,
            new SignDecision(later, Records.Agreed(("financial", "Provided for.")))
        );
        await app.SendAs(Cast.Mo, new SignDecision(later, Records.Agreed()));
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(later, Outcome.Approved, null, Records.Agreed())
        );
        using var page = app.Anonymous();
        Assert.DoesNotContain(later, await page.ReadAsync($"/register/{earlier}"));
        // As it stands now it tells of the later decision.
        using var hidden = await page.GetAsync($"/register/grants/{grant}");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        await app.SendAs(Cast.Mo, new PublishDecision(later));

        var html = await page.ReadAsync($"/register/{earlier}");
        Assert.Contains("varies this decision", html);
        Assert.Contains($"href=\"/register/{later}\"", html);
        Assert.Contains(
            $"href=\"/register/{later}\"",
            await page.ReadAsync($"/register/grants/{grant}")
        );
        Assert.Contains(
            $"href=\"/register/{earlier}\"",
            await page.ReadAsync($"/register/{later}")
        );
    }

    [DatabaseFact]
    public async Task Notice_SendsFewCommands()
    {
        var (decision, grant) = await app.PublishedAsync("Counted");
        using var page = app.Anonymous();

        Assert.InRange(await app.Commands.Of(() => page.ReadAsync($"/register/{decision}")), 1, 4);
        Assert.InRange(
            await app.Commands.Of(() => page.ReadAsync($"/register/grants/{grant}")),
            1,
            9
        );
    }

    [DatabaseFact]
    public async Task Reference_OfALog_IsNeverTakenForAPage()
    {
        await app.ImportAsync(
            "grants,Named as a page,Do it,2013-05-01,J Doe,approved,part1,,,,,",
            "recipients,Named as another,Do it,2013-05-01,J Doe,approved,part1,,,,,"
        );
        using var page = app.Anonymous();

        Assert.Contains("Named as a page", await page.ReadAsync("/register/grants-2"));
        Assert.Contains("Named as another", await page.ReadAsync("/register/recipients-2"));
    }

    private Task<long> IdAsync(string address) =>
        app.Look(db => db.Decisions.Where(d => d.Slug == address).Select(d => d.Id).SingleAsync());

    private static async Task<byte[]> BytesAsync(PageClient page, string address)
    {
        using var answer = await page.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}

public sealed class PublishedPageTests_OnSqlite(RegisterApp<SqliteDatabase> app)
    : PublishedPageTests(app),
        IClassFixture<RegisterApp<SqliteDatabase>>;

public sealed class PublishedPageTests_OnPostgreSql(RegisterApp<PostgreSqlDatabase> app)
    : PublishedPageTests(app),
        IClassFixture<RegisterApp<PostgreSqlDatabase>>;
