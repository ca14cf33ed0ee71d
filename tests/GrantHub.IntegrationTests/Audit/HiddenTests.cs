using System.Net;
using GrantHub.Application.Grants;
using GrantHub.Application.People;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.IntegrationTests.Publication;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Audit;

/// <summary>A refusal that is answered as if there were nothing is written down like any other; a wrong address is not.</summary>
public abstract class HiddenTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Return_OfAnotherOrganisation_IsARefusal()
    {
        var grant = await app.WithReturnAsync("Hidden return");
        var own = await app.WithReturnAsync("Own return");
        await app.SendAs(
            Cast.Lead,
            new SucceedRecipient(grant, "Youth Trust", Running.Today, "By law.", null)
        );
        await app.LinkPartnerAsync(await app.RecipientAsync());
        using var page = await app.SignedIn(Cast.Partner);

        await RefusedAsync(page, $"/returns/{grant}/1");
        await MissingAsync(page, $"/returns/{grant}/99");
        await MissingAsync(page, $"/returns/{own}/99");
        await MissingAsync(page, "/returns/G-1999-0001/1");
        await RefusedAsync(
            () =>
                page.PostFormAsync(
                    "/returns",
                    [("Spend", "1"), ("Activity", "A"), ("Outcomes", "B")],
                    $"/returns/{grant}/1"
                ),
            $"POST /returns/{grant}/1"
        );
    }

    [DatabaseFact]
    public async Task ReturnFile_OfAnotherOrganisation_IsARefusal()
    {
        var grant = await app.WithReturnAsync("Hidden file");
        using (var lead = await app.SignedIn(Cast.Lead))
        {
            using var sent = await ReturnTests.SubmitFileAsync(
                lead,
                $"/grants/{grant}/returns/1/submit",
                "%PDF-1.7"u8.ToArray()
            );
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        }
        await app.SendAs(
            Cast.Lead,
            new SucceedRecipient(grant, "Harbour Trust", Running.Today, "By law.", null)
        );
        using var page = await app.SignedIn(Cast.Partner);

        await RefusedAsync(
            () => page.GetAsync($"/returns/{grant}/1/files/1/0/figures.pdf"),
            $"GET /returns/{grant}/1/files/1/0/"
        );
        await MissingAsync(page, $"/returns/{grant}/1/files/1/9/figures.pdf");
    }

    [DatabaseFact]
    public async Task Register_AskedForWhatIsNotPublished_IsARefusalOfWhoMayNotReadItInside()
    {
        var (decision, grant) = await app.ApprovedAsync("Not published");
        using var partner = await app.SignedIn(Cast.Partner);
        using var lead = await app.SignedIn(Cast.Lead);
        using var nobody = app.Anonymous();

        foreach (
            var path in (string[])
                [
                    $"/register/{decision}",
                    $"/register/{decision}/notice.json",
                    $"/register/{decision}/documents/1",
                    $"/register/grants/{grant}",
                ]
        )
        {
            await RefusedAsync(partner, path);
            await MissingAsync(lead, path);
            await MissingAsync(nobody, path);
        }
        await MissingAsync(partner, "/register/D-1999-0001");
        await MissingAsync(partner, "/register/grants/G-1999-0001");
    }

    [DatabaseFact]
    public async Task Register_AskedForAnExemptFile_IsARefusal()
    {
        var (decision, sha256) = await app.PublishedWithFileAsync(
            "Exempt file",
            "plan.pdf",
            "%PDF-1.7\nplan"
        );
        await app.CorrectAsync(decision, NoticeParts.Appendix(sha256));
        using var lead = await app.SignedIn(Cast.Lead);

        await RefusedAsync(lead, $"/register/{decision}/documents/1");
        await MissingAsync(lead, $"/register/{decision}/documents/9");
    }

    [DatabaseFact]
    public async Task HeldForm_OfSomebodyElse_IsARefusal()
    {
        var owner = await app.Look(db =>
            db.People.Where(p => p.Email == Cast.Lead).Select(p => p.Id).SingleAsync()
        );
        var id = await app.SendAsOperator(
            new HoldForm(owner, "/decisions", [new("Title", "Typed")])
        );
        using var other = await app.SignedIn(Cast.OtherLead);

        await RefusedAsync(other, $"/held/{id}");
        await MissingAsync(other, "/held/999999");
    }

    private Task RefusedAsync(PageClient page, string path) =>
        RefusedAsync(() => page.GetAsync(path), $"GET {path}");

    private async Task RefusedAsync(Func<Task<HttpResponseMessage>> ask, string subject)
    {
        var before = await CountAsync();
        using var answer = await ask();
        Assert.Equal((subject, HttpStatusCode.NotFound), (subject, answer.StatusCode));
        Assert.Equal((subject, before + 1), (subject, await CountAsync()));
        Assert.Equal(
            subject,
            await app.Look(db =>
                db.AccessEntries.Where(e => e.What == AccessEvent.AccessRefused)
                    .OrderByDescending(e => e.Number)
                    .Select(e => e.Subject)
                    .FirstAsync()
            )
        );
    }

    private async Task MissingAsync(PageClient page, string path)
    {
        var before = await CountAsync();
        using var answer = await page.GetAsync(path);
        Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        Assert.Equal((path, before), (path, await CountAsync()));
    }

    private Task<int> CountAsync() =>
        app.Look(db => db.AccessEntries.CountAsync(e => e.What == AccessEvent.AccessRefused));
}

public sealed class HiddenTests_OnSqlite(App<SqliteDatabase> app)
    : HiddenTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class HiddenTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : HiddenTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
