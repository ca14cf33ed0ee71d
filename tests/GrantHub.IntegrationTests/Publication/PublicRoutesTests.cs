using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>
/// Every address that answers without signing in, found in the program's own routes, asked for with what the office has
/// not published. A route with a part that nobody has given values for fails.
/// </summary>
public abstract partial class PublicRoutesTests(AppFixture app)
{
    // Of every hidden record's title, decision and recipient.
    private const string Marker = "Thylacine";

    /// <summary>A word of every hidden title that may be searched for; the page repeats what was searched.</summary>
    private const string Searched = "Hidden";

    [DatabaseFact]
    public async Task Routes_WithoutSigningIn_LeadToNothingUnpublished()
    {
        var hidden = await HideAsync();
        await app.PublishedAsync("Numbers in the open");
        using var page = app.Anonymous();
        var asked = 0;

        foreach (var route in Routes())
        foreach (var address in Addresses(route, hidden))
        {
            using var answer = await page.GetAsync(address);
            var body = await PageClient.TextAsync(answer);
            // A page may say again what it was asked for; it is asked for in lower case.
            var comparison = address.Contains(Marker, StringComparison.OrdinalIgnoreCase)
                ? StringComparison.Ordinal
                : StringComparison.OrdinalIgnoreCase;
            Assert.False(
                body.Contains(Marker, comparison),
                $"{address} shows what is not published."
            );
            Assert.True((int)answer.StatusCode < 500, $"{address}: {(int)answer.StatusCode}");
            asked++;
        }

        Assert.True(asked > 200, $"Only {asked} addresses were asked for.");
    }

    /// <summary>The same addresses do show it once it is published, so that the test above looks in the right place.</summary>
    [DatabaseFact]
    public async Task Routes_OfAPublishedRecord_ShowIt()
    {
        var (decision, grant) = await app.PublishedAsync("Bilby, and shown");
        using var page = app.Anonymous();

        foreach (
            var address in (string[])
                [
                    "/register",
                    "/register?search=bilby",
                    "/register.csv",
                    "/register.json",
                    "/register.atom",
                    $"/register/{decision}",
                    $"/register/{decision}/notice.json",
                    $"/register/{decision}/notice.pdf",
                    $"/register/grants/{grant}",
                    "/register/recipients/stockton-on-tees-local-safeguarding-children-board",
                ]
        )
            Assert.Contains("Bilby", await page.ReadAsync(address));
        // And the office's own pages are nobody else's.
        using var refused = await page.GetAsync($"/decisions/{decision}");
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
    }

    /// <summary>A record in every state but published.</summary>
    private async Task<Hidden> HideAsync()
    {
        var addresses = new List<string> { await DraftAsync("draft") };

        var returned = await SubmittedAsync("returned");
        await app.SendAs(Cast.Cfo, new ReturnDecision(returned, "Say more."));
        addresses.Add(returned);

        var withdrawn = await SubmittedAsync("withdrawn");
        await app.SendAs(Cast.Lead, new WithdrawDecision(withdrawn, "No longer needed."));
        addresses.Add(withdrawn);

        addresses.Add(await SubmittedAsync("undecided"));
        addresses.Add(await DecidedAsync("unpublished"));

        var withheld = await DecidedAsync("withheld");
        await app.SendAs(Cast.Mo, new WithholdDecision(withheld, "A court case is going on."));
        addresses.Add(withheld);

        var scheduled = await DecidedAsync("scheduled");
        await app.SendAs(Cast.Mo, new PublishLater(scheduled, new DateOnly(2017, 6, 1)));
        addresses.Add(scheduled);

        var records = await app.Look(db =>
            db.Decisions.Where(d => d.Title.Contains(Marker)).Select(d => d.Id).ToListAsync()
        );
        var grants = await app.Look(db =>
            db.Grants.Where(g => g.Title.Contains(Marker)).Select(g => g.Slug).ToListAsync()
        );
        Assert.Equal(7, records.Count);
        Assert.Equal(3, grants.Count);
        return new Hidden([
            .. addresses,
            .. grants,
            .. records.Select(id => id.ToString(CultureInfo.InvariantCulture)),
        ]);
    }

    private async Task<string> DraftAsync(string state)
    {
        var draft = await app.DraftAsync($"{Searched} {Marker} {state}");
        await app.EditAsync(
            draft,
            "funding",
            new FundingEntry(true, Records.Proposal with { Recipient = $"{Marker} Trust" })
        );
        await app.AttachAsync(draft, $"{Marker}.txt", "Thylacine in a file."u8.ToArray());
        return draft;
    }

    private async Task<string> SubmittedAsync(string state) =>
        await app.SendAs(Cast.Lead, new SubmitDecision(await DraftAsync(state)));

    private async Task<string> DecidedAsync(string state)
    {
        var address = await SubmittedAsync(state);
        await app.SendAs(
            Cast.Cfo,
            new SignDecision(address, Records.Agreed(("financial", "Provided for.")))
        );
        await app.SendAs(Cast.Mo, new SignDecision(address, Records.Agreed(("legal", "Lawful."))));
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.Approved, null, Records.Agreed())
        );
        return address;
    }

    /// <summary>Of every GET that needs no sign-in.</summary>
    private IEnumerable<string> Routes() =>
        app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && Gets(endpoint)
            )
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}")
            .Distinct()
            .Order(StringComparer.Ordinal);

    private static bool Gets(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods
            is not { Count: > 0 } methods
        || methods.Contains("GET");

    /// <summary>The route with every value that each of its parts can have.</summary>
    private static IEnumerable<string> Addresses(string route, Hidden hidden)
    {
        IEnumerable<string> addresses = [route];
        foreach (Match part in Part().Matches(route))
        {
            var values = Values(part.Groups[1].Value, hidden);
            Assert.True(
                values.Count > 0,
                $"Nobody has said what {part.Value} of {route} can be. Add its values, with those of what is not published."
            );
            addresses = addresses
                .SelectMany(address => values.Select(value => address.Replace(part.Value, value)))
                .ToList();
        }
        return addresses.SelectMany(address =>
            (string[])
                [
                    address,
                    $"{address}?search={Searched}&year=2017-18&kind=grants",
                    $"{address}?recipient=thylacine-trust&from=ZjF8OTk5OS0xMi0zMQ",
                ]
        );
    }

    private static IReadOnlyList<string> Values(string part, Hidden hidden) =>
        part switch
        {
            "reference" => hidden.Addresses,
            "slug" => ["thylacine-trust"],
            "number" => ["1", "2"],
            "month" => ["2017-05"],
            "year" => ["2017-18"],
            _ => [],
        };

    private sealed record Hidden(IReadOnlyList<string> Addresses);

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Part();
}

public sealed class PublicRoutesTests_OnSqlite(RegisterApp<SqliteDatabase> app)
    : PublicRoutesTests(app),
        IClassFixture<RegisterApp<SqliteDatabase>>;

public sealed class PublicRoutesTests_OnPostgreSql(RegisterApp<PostgreSqlDatabase> app)
    : PublicRoutesTests(app),
        IClassFixture<RegisterApp<PostgreSqlDatabase>>;
