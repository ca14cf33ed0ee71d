using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>Checking answers and submitting.</summary>
public abstract class SubmitPageTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Check_OfAnIncompleteDraft_ListsWhatIsMissingAndOffersNoButton()
    {
        var address = await app.SendAs(
            Cast.Lead,
            new RaiseDecision(Guid.NewGuid(), "pcc-decision-record", "New one")
        );
        using var page = await app.SignedIn(Cast.Lead);

        var text = await page.ReadAsync($"/decisions/{address}/check");

        Assert.Contains("Still missing", text);
        Assert.Contains($"href=\"/decisions/{address}/implications/legal\"", text);
        Assert.DoesNotContain("What happens when you submit", text);
    }

    [DatabaseFact]
    public async Task Submit_OfAnIncompleteDraft_IsRefusedWithWhatToDo()
    {
        var address = await app.SendAs(
            Cast.Lead,
            new RaiseDecision(Guid.NewGuid(), "pcc-decision-record", "New one")
        );
        using var page = await app.SignedIn(Cast.Lead);
        var version = (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record.Version;

        using var answer = await page.PostFormAsync(
            "/decisions/new",
            [("Checked", version.ToString())],
            $"/decisions/{address}/check"
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("The record cannot be submitted yet.", await PageClient.TextAsync(answer));
    }

    [DatabaseFact]
    public async Task Submit_SentTwice_ConfirmsWithOneReference()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var check = await page.ReadAsync($"/decisions/{address}/check");
        Assert.Contains(
            "It goes to the chief finance officer, then to the monitoring officer",
            check
        );
        var version = (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record.Version;
        (string, string)[] form = [("Checked", version.ToString())];

        using var first = await page.PostFormAsync(
            "/decisions/new",
            form,
            $"/decisions/{address}/check"
        );
        using var second = await page.PostFormAsync(
            "/decisions/new",
            form,
            $"/decisions/{address}/check"
        );

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        var confirmation = await page.ReadAsync(first.Headers.Location!.ToString());
        Assert.Contains("govuk-panel__title", confirmation);
        Assert.Contains("What happens next", confirmation);
    }

    [DatabaseFact]
    public async Task Submit_OfARecordChangedSinceItWasChecked_IsRefused()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var version = (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record.Version;
        await app.EditAsync(
            address,
            "contractor",
            new FieldsEntry(new Dictionary<string, string?> { ["contractor"] = "Somebody" })
        );

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/check",
            [("Checked", version.ToString())]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            "was changed after you opened this page",
            await PageClient.TextAsync(answer)
        );
        var record = (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record;
        Assert.Equal(DecisionStatus.Draft, record.Status);
    }
}

public sealed class SubmitPageTests_OnSqlite(App<SqliteDatabase> app)
    : SubmitPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class SubmitPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : SubmitPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
