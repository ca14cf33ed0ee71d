using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using GrantHub.Application.Decisions;
using GrantHub.Application.Files;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Infrastructure.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Publication;

public abstract class DossierTests(AppFixture app)
{
    private static readonly byte[] Appendix = Encoding.UTF8.GetBytes("What the appendix says.");

    [DatabaseFact]
    public async Task Dossier_OfADecision_HoldsEverythingWithChecksums()
    {
        WithoutBrowser();
        var draft = await app.DraftAsync("Dossier");
        await app.AttachAsync(draft, "plan & budget.txt", Appendix);
        var address = await app.SendAs(Cast.Lead, new SubmitDecision(draft));
        await app.SendAs(Cast.Cfo, new ReturnDecision(address, "Say more."));
        await app.SendAs(Cast.Lead, new SubmitDecision(address));
        await app.SendAs(
            Cast.Cfo,
            new SignDecision(address, Records.Agreed(("financial", "Provided for.")))
        );
        await app.SendAs(
            Cast.Mo,
            new SignDecision(address, Records.Agreed(("legal", "The powers are there.")))
        );
        var grant = await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.Approved, null, Records.Agreed())
        );
        await app.SendAs(Cast.Lead, new PublishDecision(address));
        using var page = await app.SignedIn(Cast.Auditor);

        var (bytes, files) = await ReadAsync(page, $"/decisions/{address}/dossier.zip");

        var folder = $"decisions/{address}";
        Assert.Equal(
            "What the appendix says.",
            Text(
                files
                    .Single(f => f.Key.EndsWith("plan & budget.txt", StringComparison.Ordinal))
                    .Value
            )
        );
        foreach (
            var path in (string[])
                [
                    $"{folder}/notice.html",
                    $"{folder}/seal-1.json",
                    $"{folder}/seal-2.json",
                    $"{folder}/signatures.csv",
                    $"{folder}/published.csv",
                    $"{folder}/published-1.json",
                    "grant/schedule.csv",
                    "grant/payments.csv",
                    "grant/returns.csv",
                    "grant/reviews.csv",
                    "audit.csv",
                    "index.html",
                ]
        )
            Assert.Contains(path, files.Keys);
        Assert.Contains("Cathy Ford", Text(files[$"{folder}/signatures.csv"]));
        Assert.Contains("Decided:Approved", Text(files["audit.csv"]));
        Assert.Contains("GrantMade", Text(files["audit.csv"]));
        Assert.Contains("2017-18,Confirmed,16683.00", Text(files["grant/schedule.csv"]));

        var index = Text(files["index.html"]);
        Assert.Contains("plan%20%26%20budget.txt", index);
        Assert.DoesNotContain("<script", index);
        foreach (var line in Text(files["SHA256SUMS"]).TrimEnd('\n').Split('\n'))
        {
            var (hash, path) = (line[..64], line[66..]);
            Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(files[path])));
            if (path != "index.html")
                Assert.Contains(hash, index);
        }
        Assert.Equal(files.Count - 1, Text(files["SHA256SUMS"]).Count(c => c == '\n'));

        // The same data gives the same bytes, whenever and by whichever reference of the two.
        var start = app.Clock.UtcNow;
        try
        {
            app.Clock.UtcNow = start.AddDays(400);
            using var later = await app.SignedIn(Cast.Auditor);
            var (again, _) = await ReadAsync(later, $"/decisions/{address}/dossier.zip");
            Assert.Equal(bytes, again);
            var (_, byGrant) = await ReadAsync(later, $"/grants/{grant}/dossier.zip");
            Assert.Equal(files.Keys.Order(), byGrant.Keys.Order());
        }
        finally
        {
            app.Clock.UtcNow = start;
        }
    }

    [DatabaseFact]
    public async Task Dossier_OfAGrantThatIsPaid_HoldsItsPayments()
    {
        WithoutBrowser();
        var grant = await app.AgreedAsync("Paid dossier");
        await app.PaidAsync(grant, new Money(1_234_56));
        using var page = await app.SignedIn(Cast.Auditor);
        var (_, files) = await ReadAsync(page, $"/grants/{grant}/dossier.zip");
        Assert.Contains("1234.56", Text(files["grant/payments.csv"]));
    }

    [DatabaseFact]
    public async Task Dossier_WithAMissingFile_IsRefusedWithItsName()
    {
        WithoutBrowser();
        var draft = await app.DraftAsync("Broken dossier");
        var stored = await app.AttachAsync(draft, "gone.txt", Appendix);
        app.Services.GetRequiredService<IAppendixStore>().Delete(stored.StorageKey);
        using var page = await app.SignedIn(Cast.Lead);
        using var answer = await page.GetAsync($"/decisions/{draft}/dossier.zip");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Appendix gone.txt is missing", await PageClient.TextAsync(answer));
    }

    [DatabaseFact]
    public async Task Dossier_OfWhatOneMayNotSee_IsRefused()
    {
        var draft = await app.DraftAsync("Somebody else's");
        using var other = await app.SignedIn(Cast.OtherLead);
        using var refused = await other.GetAsync($"/decisions/{draft}/dossier.zip");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var partner = await app.SignedIn(Cast.Partner);
        using var forbidden = await partner.GetAsync($"/decisions/{draft}/dossier.zip");
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        using var none = await other.GetAsync("/grants/G-1999-0001/dossier.zip");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private void WithoutBrowser() =>
        app.Services.GetRequiredService<IOptions<PdfSettings>>().Value.BrowserPath = Path.Combine(
            app.Folder,
            "no-browser"
        );

    private static async Task<(byte[] Bytes, Dictionary<string, byte[]> Files)> ReadAsync(
        PageClient page,
        string path
    )
    {
        using var answer = await page.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            await using var stream = await entry.OpenAsync();
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            files.Add(entry.FullName, memory.ToArray());
        }
        return (bytes, files);
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}

public sealed class DossierTests_OnSqlite(App<SqliteDatabase> app)
    : DossierTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class DossierTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : DossierTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
