using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Infrastructure.Files;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>Files of every kind, sent as a browser sends them.</summary>
public sealed class UploadTests(App<SqliteDatabase> app) : IClassFixture<App<SqliteDatabase>>
{
    public static TheoryData<string> Names => [.. UploadCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Upload_IsTakenAndServedAsADownload_OrRefusedAndLeavesNothing(string name)
    {
        var given = UploadCases.All[name];
        var address = await app.DraftAsync(name, funding: false);
        using var page = await app.SignedIn(Cast.Lead);
        var before = Stored();

        using var answer = await SendAsync(page, $"/decisions/{address}/documents", given);

        var appendices = (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record.Appendices;
        if (given.Sentence is { } sentence)
        {
            Assert.Contains(sentence, await PageClient.TextAsync(answer), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Empty(appendices);
            Assert.Equal(before, Stored());
            return;
        }
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            await PageClient.TextAsync(answer)
        );
        var appendix = Assert.Single(appendices);
        Assert.Equal(given.Name, appendix.Name);
        // Named by chance, whatever the person called it.
        Assert.Equal([appendix.StorageKey], Stored().Except(before));
        await AssertDownloadAsync(page, address, appendix, given);
    }

    private static async Task AssertDownloadAsync(
        PageClient page,
        string address,
        Appendix appendix,
        UploadCase given
    )
    {
        using var file = await page.GetAsync(
            $"/decisions/{address}/documents/{appendix.Id}/{Uri.EscapeDataString(appendix.Name)}"
        );
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal(given.Content, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal(given.ContentType, file.Content.Headers.ContentType?.ToString());
        var disposition = file.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal(given.Name, disposition.FileNameStar ?? disposition.FileName?.Trim('"'));
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(file.Headers.Contains("Set-Cookie"));
    }

    /// <summary>The body by hand, because HttpClient does not write names as browsers do.</summary>
    private static async Task<HttpResponseMessage> SendAsync(
        PageClient page,
        string path,
        UploadCase given
    )
    {
        var (field, token) = await page.TokenAsync();
        using var body = new MemoryStream();
        body.Write(
            Encoding.UTF8.GetBytes(
                $"--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{token}\r\n"
                    + $"--edge\r\nContent-Disposition: form-data; name=\"File\"; filename=\"{given.FileName}\"\r\n"
                    + "Content-Type: application/pdf\r\n\r\n"
            )
        );
        body.Write(given.Content);
        body.Write("\r\n--edge--\r\n"u8);
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(
            "multipart/form-data; boundary=edge"
        );
        return await page.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path) { Content = content }
        );
    }

    private HashSet<string> Stored()
    {
        var data = app.Services.GetRequiredService<IOptions<DataDirectory>>().Value;
        var files = new DirectoryInfo(
            app.Services.GetRequiredService<IOptions<FileSettings>>().Value.Folder(data)
        );
        return files.Exists ? [.. files.GetFiles().Select(file => file.Name)] : [];
    }
}
