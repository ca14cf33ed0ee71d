using System.Diagnostics;
using GrantHub.Application.Decisions;
using GrantHub.IntegrationTests.Publication;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>The notice as a real browser prints it.</summary>
public sealed class NoticePdfTests(App<SqliteDatabase> app) : IClassFixture<App<SqliteDatabase>>
{
    [BrowserFact("pdfinfo", "pdftotext")]
    public async Task Pdf_IsTaggedA4WithTheFormsHeadingsInOrder()
    {
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Auditor);

        using var answer = await page.GetAsync($"/decisions/{address}/notice.pdf");

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            $"{address} decision notice.pdf",
            answer.Content.Headers.ContentDisposition?.FileName?.Trim('"')
        );
        var file = Path.Combine(app.Folder, "notice.pdf");
        await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync());
        var information = await RunAsync("pdfinfo", file);
        Assert.Matches(@"Tagged:\s+yes", information);
        Assert.Matches(@"Page size:.*\(A4\)", information);
        var text = await RunAsync("pdftotext", "-layout", file, "-");
        NoticePageTests.AssertInOrder(text, NoticePageTests.Headings);
        NoticePageTests.AssertInOrder(text, "2017-18", "2018-19", "2019-20", "Total", "Maximum");
    }

    [BrowserFact]
    public async Task Pdf_OfADecisionMadeOnThePage_IsRenderedInTheBackground()
    {
        var address = await app.AwaitingDecisionAsync();
        using var page = await app.SignedIn(Cast.Pcc);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/decide",
            [("Form.Outcome", "Approved"), ("Form.Interest", "nothing"), ("Form.Agreed", "true")]
        );

        var record = (await app.SendAs(Cast.Pcc, new ReadDecision(address))).Record;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (
            !await app.Look(db =>
                db.Notices.AnyAsync(n =>
                    n.DecisionId == record.Id && n.DecisionVersion == record.Version
                )
            )
        )
            await poll.WaitForNextTickAsync(limit.Token);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
