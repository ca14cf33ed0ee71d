using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>Raising a record, on its own and from a decided one.</summary>
public abstract class RaisePageTests(AppFixture app)
{
    [DatabaseFact]
    public async Task New_PostedTwiceWithOneKey_RaisesOneRecord()
    {
        using var page = await app.SignedIn(Cast.Lead);
        (string, string)[] fields =
        [
            ("Key", Guid.NewGuid().ToString()),
            ("TemplateKey", "pcc-decision-record"),
            ("Title", "Only once"),
        ];

        using var first = await page.PostFormAsync("/decisions/new", fields);
        using var second = await page.PostFormAsync("/decisions/new", fields);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.StartsWith("/decisions/draft-", first.Headers.Location!.ToString());
        Assert.Equal(first.Headers.Location, second.Headers.Location);
    }

    [DatabaseFact]
    public async Task New_WithoutFormAndTitle_NamesBoth()
    {
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync("/decisions/new", [("Title", "")]);

        var text = await PageClient.TextAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("<title>Error: Raise a decision record", text);
        Assert.Contains("href=\"#TemplateKey\">Choose the form that the record goes on.", text);
        Assert.Contains("href=\"#Title\">Enter a title.", text);
    }

    [DatabaseFact]
    public async Task New_ByOneWhoRaisesNothing_Is403()
    {
        using var page = await app.SignedIn(Cast.Mo);

        using var answer = await page.GetAsync("/decisions/new");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(
            "Your role does not let you raise or change decision records.",
            await PageClient.TextAsync(answer)
        );
    }

    [DatabaseFact]
    public async Task Later_OfADecidedRecord_StartsADraftThatNamesIt()
    {
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/later",
            [("Kind", "Varies")]
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var draft = await page.ReadAsync(answer.Headers.Location!.ToString());
        Assert.Contains($"Varies <a class=\"govuk-link\" href=\"/decisions/{address}\">", draft);
    }

    [DatabaseFact]
    public async Task Later_WithoutAChoice_IsRefusedAtTheField()
    {
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync($"/decisions/{address}/later", []);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            "href=\"#Kind\">Choose what the new record does to this one.",
            await PageClient.TextAsync(answer)
        );
    }

    [DatabaseFact]
    public async Task Later_OfADraft_Is409()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.GetAsync($"/decisions/{address}/later");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }
}

public sealed class RaisePageTests_OnSqlite(App<SqliteDatabase> app)
    : RaisePageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class RaisePageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : RaisePageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
