using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Infrastructure.Files;
using GrantHub.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>The files of sealed appendices: they are what was sealed, and stay with their version.</summary>
public abstract class AppendixFileTests(AppFixture app)
{
    private static readonly byte[] Pdf = "%PDF-1.7 the terms"u8.ToArray();
    private static readonly Signing Comments = Records.Agreed(
        ("financial", "In the plan."),
        ("legal", "The powers are there.")
    );

    [DatabaseTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignAndDecide_OverAFileThatIsNotWhatWasSealed_AreRefused(bool missing)
    {
        var address = await SubmittedAsync("terms.pdf", Pdf);
        var restore = Spoil(await KeyAsync(address), missing);

        await RefusedAsync(Cast.Mo, new SignDecision(address, Comments));
        restore();
        await app.SendAs(Cast.Mo, new SignDecision(address, Comments));
        Spoil(await KeyAsync(address), missing);
        await RefusedAsync(Cast.Pcc, new DecideDecision(address, Outcome.Approved, null, Comments));

        var record = (await app.SendAs(Cast.Pcc, new ReadDecision(address))).Record;
        Assert.Equal(DecisionStatus.AwaitingDecision, record.Status);
    }

    [DatabaseFact]
    public async Task Sign_OnThePageOverAChangedFile_SaysWhatToDo()
    {
        var address = await SubmittedAsync("terms.pdf", Pdf);
        Spoil(await KeyAsync(address), missing: false);
        using var page = await app.SignedIn(Cast.Mo);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/sign",
            [
                ("Form.Comments[0].Text", "The powers are there."),
                ("Form.Interest", "nothing"),
                ("Form.Agreed", "true"),
            ]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var text = await PageClient.TextAsync(answer);
        Assert.Contains("The file terms.pdf is missing or is not the one that was sealed", text);
        Assert.Contains("The powers are there.", text);
    }

    [DatabaseTheory]
    [InlineData(true, HttpStatusCode.NotFound, "is missing from the place where files are kept")]
    [InlineData(false, HttpStatusCode.Conflict, "is not the one that was attached")]
    public async Task Download_OfAFileThatIsNotWhatWasAttached_IsRefused(
        bool missing,
        HttpStatusCode status,
        string words
    )
    {
        var address = await SubmittedAsync("terms.pdf", Pdf);
        Spoil(await KeyAsync(address), missing);
        using var page = await app.SignedIn(Cast.Lead);
        var id = (await RecordAsync(address)).Appendices.Single().Id;

        using var answer = await page.GetAsync($"/decisions/{address}/documents/{id}/terms.pdf");

        Assert.Equal(status, answer.StatusCode);
        var text = await PageClient.TextAsync(answer);
        Assert.Contains(words, text);
        Assert.Contains("Ask an administrator to restore it from the office’s backup.", text);
    }

    [DatabaseFact]
    public async Task Remove_OfASealedFileAfterAReturn_KeepsItWithItsVersion()
    {
        var address = await SubmittedAsync("terms.pdf", Pdf);
        await app.SendAs(Cast.Mo, new ReturnDecision(address, "Newer terms are needed."));
        var id = (await RecordAsync(address)).Appendices.Single().Id;
        using var page = await app.SignedIn(Cast.Lead);
        Assert.Contains(
            "It stays with the version that was submitted before",
            await page.ReadAsync($"/decisions/{address}/documents/{id}/remove")
        );

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/documents/{id}/remove",
            []
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Empty((await RecordAsync(address)).Appendices);
        Assert.DoesNotContain("terms.pdf", await page.ReadAsync($"/decisions/{address}/documents"));
        var href = $"/decisions/{address}/documents/{id}/terms.pdf";
        var history = await page.ReadAsync($"/decisions/{address}/history");
        Assert.Contains($"href=\"{href}\"", history);
        Assert.Contains("sealed in version 1", history);
        using var file = await page.GetAsync(href);
        Assert.Equal(Pdf, await file.Content.ReadAsByteArrayAsync());

        // The same file may come back, and a removed one stands in no later seal.
        await app.SendAs(Cast.Lead, new SubmitDecision(address));
        Spoil(await KeyAsync(address, id), missing: true);
        await app.SendAs(Cast.Mo, new SignDecision(address, Comments));
    }

    [DatabaseFact]
    public async Task Remove_OfAFileAttachedAfterAReturn_DeletesIt()
    {
        var address = await SubmittedAsync("terms.pdf", Pdf);
        await app.SendAs(Cast.Mo, new ReturnDecision(address, "The accounts are needed."));
        var stored = await app.AttachAsync(
            address,
            "accounts.pdf",
            "%PDF-1.7 accounts"u8.ToArray()
        );
        var id = (await RecordAsync(address)).Appendices.Single(a => a.Name != "terms.pdf").Id;
        using var page = await app.SignedIn(Cast.Lead);
        var removal = $"/decisions/{address}/documents/{id}/remove";
        Assert.Contains("It is deleted and cannot be brought back", await page.ReadAsync(removal));

        using var answer = await page.PostFormAsync(removal, []);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.False(File.Exists(PathOf(stored.StorageKey)));
        Assert.DoesNotContain(
            $"/documents/{id}/",
            await page.ReadAsync($"/decisions/{address}/history")
        );
        Assert.Equal("terms.pdf", Assert.Single((await RecordAsync(address)).Appendices).Name);
    }

    private async Task<string> SubmittedAsync(string name, byte[] content)
    {
        var draft = await app.DraftAsync(funding: false);
        await app.AttachAsync(draft, name, content);
        return await app.SendAs(Cast.Lead, new SubmitDecision(draft));
    }

    /// <summary>Takes the file away, or changes a byte of it; the answer undoes that.</summary>
    private Action Spoil(string key, bool missing)
    {
        var path = PathOf(key);
        var bytes = File.ReadAllBytes(path);
        if (missing)
            File.Delete(path);
        else
            File.WriteAllBytes(path, [.. bytes.SkipLast(1), (byte)'!']);
        return () => File.WriteAllBytes(path, bytes);
    }

    private string PathOf(string key) =>
        Path.Combine(
            app.Services.GetRequiredService<IOptions<DataDirectory>>().Value.Path,
            "files",
            key
        );

    private async Task<string> KeyAsync(string address) =>
        (await RecordAsync(address)).Appendices.Single().StorageKey;

    private async Task<string> KeyAsync(string address, long id) =>
        (await app.SendAs(Cast.Lead, new ReadAppendix(address, id))).StorageKey;

    private async Task<DecisionRecord> RecordAsync(string address) =>
        (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record;

    private async Task RefusedAsync<T>(string person, MediatR.IRequest<T> request)
    {
        var refusal = await Assert.ThrowsAsync<DomainException>(() => app.SendAs(person, request));
        Assert.Equal("appendix.broken", refusal.Code);
        Assert.Contains("terms.pdf", refusal.Message);
    }
}

public sealed class AppendixFileTests_OnSqlite(App<SqliteDatabase> app)
    : AppendixFileTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class AppendixFileTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : AppendixFileTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
