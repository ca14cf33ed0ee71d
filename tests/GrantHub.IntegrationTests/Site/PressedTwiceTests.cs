using Xunit.Abstractions;

namespace GrantHub.IntegrationTests.Site;

/// <summary>
/// Every form of the site is sent as its page shows it, and then once more, with what stays of the first time: the second
/// is refused with a sentence or changes nothing, and is never a fault of the program.
/// </summary>
public sealed class PressedTwiceTests(CommittingDemoApp app, ITestOutputHelper output)
    : IClassFixture<CommittingDemoApp>
{
    /// <summary>Between them they have every form. The administrator comes last: they take away what others need.</summary>
    private static readonly string[] People =
    [
        "partner",
        "payments",
        "finance",
        "lead",
        "mo",
        "cfo",
        "pcc",
        "admin",
    ];

    [Fact]
    public async Task Forms_SentTwice_AreNoFault()
    {
        var (sent, faults) = (0, new List<string>());
        foreach (var person in People)
        {
            using var page = await app.SignedIn($"{person}@example.org");
            var forms = (await SiteWalk.OfAsync(page)).Forms.Values.Where(form =>
                form.Action is not ("/sign-out" or "/account/sessions/end" or "/account/password")
            );
            foreach (var form in forms)
                for (var time = 1; time <= 2; time++)
                {
                    using var answer = await page.PostAsync(
                        form.Action,
                        [.. form.Filled(), await page.TokenAsync()]
                    );
                    sent++;
                    if ((int)answer.StatusCode >= 500)
                        faults.Add(
                            $"{person}, {form.Action}, time {time}: {(int)answer.StatusCode}"
                        );
                }
        }
        output.WriteLine($"{sent} forms sent");
        Assert.Empty(faults);
        Assert.True(sent > 1_000, $"Only {sent} forms were sent.");
    }
}
