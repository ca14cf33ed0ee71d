using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Publication;
using GrantHub.Testing;
using GrantHub.Web.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Moq;

namespace GrantHub.IntegrationTests.Decisions;

public abstract class NoticePageTests(AppFixture app)
{
    /// <summary>The form's headings in its order, with what goes beyond it after its decision.</summary>
    internal static readonly string[] Headings =
    [
        "Request",
        "Title",
        "Executive summary",
        "Decision",
        "Funding proposal",
        "Schedule by financial year",
        "Implications",
        "Has consideration been given to each of these?",
        "Equality and diversity",
        "Human rights",
        "Sustainability",
        "Risk",
        "Supporting information",
        "Appendices",
        "Lead officer",
        "Confidentiality",
        "Officer approval",
        "Decision of the Commissioner",
        "The request above has my approval.",
        "Seal of the record (SHA-256)",
        "Audit trail at the decision",
    ];

    [DatabaseFact]
    public async Task Notice_HasTheFormsHeadingsInOrder()
    {
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Auditor);

        var html = await page.ReadAsync($"/decisions/{address}/notice");
        var notice = html[html.IndexOf("<article", StringComparison.Ordinal)..];

        AssertInOrder(notice, Headings);
        AssertInOrder(
            notice,
            "Provided for in the plan.",
            "Cathy Ford, Chief finance officer, 19 May 2017"
        );
        AssertInOrder(
            notice,
            "2017-18",
            "£16,683.00",
            "Total",
            "£50,049.00",
            "Maximum",
            "£50,049.00"
        );
        // What goes beyond the form is left out when it is empty.
        Assert.DoesNotContain("Contractor details", notice);
        Assert.DoesNotContain("Options considered", notice);
        var audit = await app.Look(db =>
            db.AuditEntries.AsNoTracking()
                .Where(e => e.What == "Decided:Approved")
                .OrderByDescending(e => e.Number)
                .FirstAsync()
        );
        Assert.Contains(audit.Hash, notice);
    }

    [DatabaseFact]
    public async Task Notice_OfAnUndecidedRecord_SaysThatThereIsNone()
    {
        var address = await app.AwaitingDecisionAsync();
        using var page = await app.SignedIn(Cast.Mo);

        foreach (var path in (string[])["notice", "notice.pdf"])
        {
            using var answer = await page.GetAsync($"/decisions/{address}/{path}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains(
                "has not been decided, so there is no decision notice yet",
                await PageClient.TextAsync(answer)
            );
        }
    }

    [DatabaseFact]
    public async Task Notice_SignedByADeputy_NamesBoth()
    {
        var address = await app.SubmittedAsync(funding: false);
        await app.SendAs(
            Cast.DeputyMo,
            new SignDecision(address, Records.Agreed(("", "All in order.")))
        );
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.NotApproved, "Too dear.", Records.Agreed())
        );
        using var page = await app.SignedIn(Cast.Mo);

        var html = await page.ReadAsync($"/decisions/{address}/notice");

        Assert.Contains(
            "<strong>Dee Putt</strong>, Monitoring officer, deputy for Alex Moor",
            html
        );
        AssertInOrder(
            html,
            "Officer approval",
            "All in order.",
            "Not approved",
            "Reason",
            "Too dear."
        );
        Assert.DoesNotContain("Funding proposal", html);
    }

    [DatabaseFact]
    public async Task Pdf_AskedForByManyAtOnce_IsKeptOnce()
    {
        var (address, _) = await app.ApprovedAsync();
        const int Readers = 4;
        var arrived = 0;
        var everybody = new TaskCompletionSource();
        var renderer = new Mock<IPdfRenderer>();
        renderer
            .Setup(r => r.RenderAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns(async () =>
            {
                var number = Interlocked.Increment(ref arrived);
                if (number == Readers)
                    everybody.SetResult();
                await everybody.Task;
                return [(byte)number];
            });

        var pdfs = await Task.WhenAll(
            Enumerable.Range(0, Readers).Select(_ => PdfAsync(address, renderer.Object))
        );

        var id = (await app.SendAs(Cast.Mo, new ReadDecision(address))).Record.Id;
        var kept = await app.Look(db => db.Notices.Where(n => n.DecisionId == id).ToListAsync());
        Assert.All(pdfs, pdf => Assert.Equal(Assert.Single(kept).Pdf, pdf));
        Assert.Equal(kept[0].Pdf, await PdfAsync(address, renderer.Object));
        Assert.Equal(Readers, arrived);
    }

    [DatabaseFact]
    public async Task Pdf_OfANewVersion_IsRenderedAnew()
    {
        var (address, _) = await app.ApprovedAsync();
        var rendered = 0;
        var renderer = new Mock<IPdfRenderer>();
        renderer
            .Setup(r => r.RenderAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => [(byte)++rendered]);

        var before = await PdfAsync(address, renderer.Object);
        await app.SendAs(Cast.Lead, new PublishDecision(address));
        var after = await PdfAsync(address, renderer.Object);

        Assert.Equal([1], before);
        Assert.Equal([2], after);
    }

    internal static void AssertInOrder(string text, params string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"\"{part}\" does not follow in: {text[at..]}");
            at = found + part.Length;
        }
    }

    private async Task<byte[]> PdfAsync(string address, IPdfRenderer renderer)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var pdfs = new NoticePdfs(
            mediator,
            renderer,
            scope.ServiceProvider.GetRequiredService<RazorText>()
        );
        return await pdfs.OfAsync(await mediator.Send(new ReadNotice(address)), default);
    }
}

public sealed class NoticePageTests_OnSqlite(App<SqliteDatabase> app)
    : NoticePageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class NoticePageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : NoticePageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;

/// <summary>Where there is no browser.</summary>
public sealed class NoticeWithoutBrowserTests(App<SqliteDatabase> app)
    : IClassFixture<App<SqliteDatabase>>
{
    [Fact]
    public async Task Notice_WithoutABrowser_SaysHowToEnablePdfs()
    {
        app.Services.GetRequiredService<IOptions<PdfSettings>>().Value.BrowserPath = Path.Combine(
            app.Folder,
            "no-browser"
        );
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Mo);

        var html = await page.ReadAsync($"/decisions/{address}/notice");
        Assert.Contains("PDFs need a browser", html);
        Assert.Contains("print this page from the browser", html);
        using var answer = await page.GetAsync($"/decisions/{address}/notice.pdf");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("PDFs need a browser", await PageClient.TextAsync(answer));
    }
}
