using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Infrastructure.Files;
using GrantHub.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>Attaching, downloading and removing documents.</summary>
public abstract class AppendixPageTests(AppFixture app)
{
    private static readonly byte[] Pdf = "%PDF-1.7 report"u8.ToArray();

    [DatabaseFact]
    public async Task Attach_ThenDownload_GivesTheSameBytesAsAnAttachment()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await AttachAsync(page, address, "Business case, final.pdf", Pdf);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var appendix = Assert.Single(await AppendicesAsync(address));
        Assert.Contains(
            "Business case, final.pdf",
            await page.ReadAsync($"/decisions/{address}/documents")
        );
        using var file = await page.GetAsync(
            $"/decisions/{address}/documents/{appendix.Id}/Business%20case,%20final.pdf"
        );
        Assert.Equal(Pdf, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", file.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [DatabaseFact]
    public async Task Attach_OfWhatCannotBeAnAppendix_IsRefusedWithASentenceAndKeepsNothing()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        (string Name, byte[] Content, string Sentence)[] refused =
        [
            ("large.pdf", new byte[26 * 1024 * 1024], "is larger than 25 MB"),
            ("disguised.pdf", "MZ program"u8.ToArray(), "but is not a PDF"),
            ("program.exe", "MZ program"u8.ToArray(), "cannot be an appendix"),
            ("empty.pdf", [], "is empty"),
        ];

        foreach (var (name, content, sentence) in refused)
        {
            using var answer = await AttachAsync(page, address, name, content);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(sentence, await PageClient.TextAsync(answer));
        }
        Assert.Empty(await AppendicesAsync(address));
    }

    [DatabaseFact]
    public async Task Attach_WithoutAFile_AsksForOne()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync($"/decisions/{address}/documents", []);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            "href=\"#File\">Choose a file to attach.",
            await PageClient.TextAsync(answer)
        );
    }

    [DatabaseFact]
    public async Task Attach_TheSameTwice_IsRefusedAndLeavesNoSecondFile()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        using var first = await AttachAsync(page, address, "one.pdf", Pdf);
        var stored = StoredFiles();

        using var second = await AttachAsync(page, address, "two.pdf", Pdf);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains("two.pdf is attached already.", await PageClient.TextAsync(second));
        Assert.Equal(stored, StoredFiles());
    }

    [DatabaseFact]
    public async Task Attach_ToASealedRecord_Is409()
    {
        var address = await app.SubmittedAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFileAsync(
            "/decisions/new",
            "File",
            "late.pdf",
            Pdf,
            $"/decisions/{address}/documents"
        );

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("is sealed, so it cannot be changed", await PageClient.TextAsync(answer));
        Assert.DoesNotContain(
            "Attach a document",
            await page.ReadAsync($"/decisions/{address}/documents")
        );
    }

    [DatabaseFact]
    public async Task Remove_AfterConfirming_TakesTheFileAway()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var before = StoredFiles();
        using var attached = await AttachAsync(page, address, "one.pdf", Pdf);
        var id = (await AppendicesAsync(address)).Single().Id;
        var removal = $"/decisions/{address}/documents/{id}/remove";
        Assert.Contains("Remove one.pdf", await page.ReadAsync(removal));

        using var answer = await page.PostFormAsync(removal, []);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Empty(await AppendicesAsync(address));
        Assert.Equal(before, StoredFiles());
    }

    [DatabaseFact]
    public async Task Download_FromADraftOfSomebodyElse_Is403()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        using var attached = await AttachAsync(page, address, "one.pdf", Pdf);
        var id = (await AppendicesAsync(address)).Single().Id;
        using var other = await app.SignedIn(Cast.OtherLead);

        using var answer = await other.GetAsync($"/decisions/{address}/documents/{id}/one.pdf");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> AttachAsync(
        PageClient page,
        string address,
        string name,
        byte[] content
    ) => page.PostFileAsync($"/decisions/{address}/documents", "File", name, content);

    private async Task<IReadOnlyList<Appendix>> AppendicesAsync(string address) =>
        (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record.Appendices;

    private int StoredFiles()
    {
        var path = app.Services.GetRequiredService<IOptions<DataDirectory>>().Value.Path;
        var files = new DirectoryInfo(Path.Combine(path, "files"));
        return files.Exists ? files.GetFiles().Length : 0;
    }
}

public sealed class AppendixPageTests_OnSqlite(App<SqliteDatabase> app)
    : AppendixPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class AppendixPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : AppendixPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
