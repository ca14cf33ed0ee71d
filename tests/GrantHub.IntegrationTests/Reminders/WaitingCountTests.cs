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
        var steady = await app.Commands.Of(() => page.ReadAsync("/account"));

        using var returned = await page.PostFormAsync(
            $"/decisions/{address}/return",
            [("Reason", "Name the budget.")]
        );
        Assert.Equal(System.Net.HttpStatusCode.Redirect, returned.StatusCode);

        var counted = await app.Commands.Of(async () =>
            Assert.DoesNotContain("waits for you", await page.ReadAsync("/account"))
        );
        Assert.Equal(steady + 1, counted);
        Assert.Equal(steady, await app.Commands.Of(() => page.ReadAsync("/account")));
    }

    [Fact]
    public async Task Navigation_AfterARefusedForm_KeepsTheCount()
    {
        using var page = await app.SignedIn(Cast.Mo);
        await page.ReadAsync("/account");
        var steady = await app.Commands.Of(() => page.ReadAsync("/account"));

        using var refused = await page.PostFormAsync("/account/password", []);

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(steady, await app.Commands.Of(() => page.ReadAsync("/account")));
    }
}
