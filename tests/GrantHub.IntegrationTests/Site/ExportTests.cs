using System.Net;
using GrantHub.Domain.Audit;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Site;

/// <summary>
/// Every file that somebody who is signed in comes to by links: what everybody may have is no export, whoever asks; every
/// other file is one.
/// </summary>
public sealed class ExportTests(DemoApp<SqliteDatabase> app)
    : IClassFixture<DemoApp<SqliteDatabase>>
{
    [Fact]
    public async Task Files_AreExports_UnlessEverybodyMayHaveThem()
    {
        var routes = Routes.Of(app.Services);
        var files = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var person in (string[])["mo@example.org", "finance@example.org"])
        {
            using var page = await app.SignedIn(person);
            foreach (var (route, addresses) in (await SiteWalk.OfAsync(page)).Addresses)
            {
                var before = await CountAsync();
                using var answer = await page.GetAsync(addresses.First());
                Assert.Equal((route, HttpStatusCode.OK), (route, answer.StatusCode));
                var isFile = answer.Content.Headers.ContentType?.MediaType != "text/html";
                var isPublic = routes[route].IsAnonymous();
                if (isFile)
                    files[route] = isPublic;
                Assert.Equal(
                    (route, isFile && !isPublic ? 1 : 0),
                    (route, await CountAsync() - before)
                );
            }
        }

        // Files of every kind are among them.
        foreach (var route in (string[])["GET /register.csv", "GET /open-data/360giving.json"])
            Assert.True(files[route], route);
        foreach (
            var route in (string[])
                [
                    "GET /decisions.csv",
                    "GET /decisions/{reference}/dossier.zip",
                    "GET /partnerships/{slug}/budgets/{year}/statement.xlsx",
                ]
        )
            Assert.False(files[route], route);
    }

    private Task<int> CountAsync() =>
        app.Look(db => db.AccessEntries.CountAsync(e => e.What == AccessEvent.Exported));
}
