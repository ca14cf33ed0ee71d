using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>The number beside My work.</summary>
public sealed class WaitingCountTests(App<SqliteDatabase> app) : IClassFixture<App<SqliteDatabase>>
{
    [Fact]
    public async Task Navigation_CountsOnceAMinute_AndAtOnceAfterAFormOfOnesOwn()
    {
        using var page = await app.SignedIn(Cast.Cfo);
        Assert.DoesNotContain("waits for you", await page.ReadAsync("/account"));
        var address = await app.SubmittedAsync("Counted");
        Assert.DoesNotContain("waits for you", await page.ReadAsync("/account"));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var text = await page.ReadAsync("/account");
        Assert.Contains("> (1)</span>", text);
        Assert.Contains(", 1 thing waits for you", text);
        var counted = app.Commands.WaitingCounts;
        await page.ReadAsync("/account");
        Assert.Equal(counted, app.Commands.WaitingCounts);

        using var returned = await page.PostFormAsync(
            $"/decisions/{address}/return",
            [("Reason", "Name the budget.")]
        );
        Assert.Equal(System.Net.HttpStatusCode.Redirect, returned.StatusCode);

        counted = app.Commands.WaitingCounts;
        Assert.DoesNotContain("waits for you", await page.ReadAsync("/account"));
        await page.ReadAsync("/account");
        Assert.Equal(counted + 1, app.Commands.WaitingCounts);
    }

    [Fact]
    public async Task Navigation_AfterARefusedForm_KeepsTheCount()
    {
        using var page = await app.SignedIn(Cast.Mo);
        await page.ReadAsync("/account");
        var counted = app.Commands.WaitingCounts;

        using var refused = await page.PostFormAsync("/account/password", []);

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        await page.ReadAsync("/account");
        Assert.Equal(counted, app.Commands.WaitingCounts);
    }
}
