using System.Net;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Site;

/// <summary>
/// What is typed into a form that comes too late is kept, save where the form has a password or a one-time code: no such
/// form of the whole site is.
/// </summary>
public sealed class SecretFormTests(CommittingDemoApp app) : IClassFixture<CommittingDemoApp>
{
    private const string Secret = "correct horse battery";

    /// <summary>Reached only half-way through signing in, so that no walk comes to it.</summary>
    private static readonly SiteForm SecondStep = new(
        "/sign-in/second-step",
        "/sign-in/second-step",
        false,
        [new("Code", "text", "", [])]
    );

    [Fact]
    public async Task Forms_WithASecret_AreNeverKept()
    {
        using var lead = await app.SignedIn("lead@example.org");
        using var admin = await app.SignedIn("admin@example.org");
        var before = await HeldAsync();
        var forms = new Dictionary<string, SiteForm> { [SecondStep.Action] = SecondStep };
        foreach (var page in new[] { lead, admin, app.Anonymous() })
        foreach (var (action, form) in (await SiteWalk.OfAsync(page, "/sign-in")).Forms)
            if (form.Fields.Any(field => field.IsSecret))
                forms.TryAdd(action, form);
        Assert.Superset(
            new HashSet<string>
            {
                "/sign-in",
                "/account/password",
                "/account/second-factor",
                "/account/passkeys/add",
                "/account/passkeys/AQIDBA/remove",
                "/admin/people/add",
            },
            forms.Keys.ToHashSet()
        );

        // Without the form's token, and then after the session has ended.
        await AssertRefusedAsync(admin, forms.Values, HttpStatusCode.BadRequest);
        app.Clock.Advance(TimeSpan.FromDays(366));
        await AssertRefusedAsync(admin, forms.Values, null);
        Assert.Equal(before, await HeldAsync());

        // Any other form is kept: the walk would see it.
        using var other = await lead.PostAsync("/decisions/new", [("Title", Secret)]);
        Assert.Contains("held", other.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(
        PageClient page,
        IEnumerable<SiteForm> forms,
        HttpStatusCode? status
    )
    {
        foreach (var form in forms)
        {
            using var answer = await page.PostAsync(
                form.Action,
                form.Fields.Select(field => (field.Name, field.IsSecret ? Secret : "text"))
            );
            if (status is not null)
                Assert.True(answer.StatusCode == status, $"{form.Action}: {answer.StatusCode}");
            Assert.DoesNotContain(
                "held",
                answer.Headers.Location?.OriginalString ?? "",
                StringComparison.Ordinal
            );
            Assert.DoesNotContain(Secret, await PageClient.TextAsync(answer));
        }
    }

    private Task<List<long>> HeldAsync() =>
        app.Look(db => db.HeldForms.Select(form => form.Id).Order().ToListAsync());
}
