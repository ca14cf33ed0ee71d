using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GrantHub.Application.Grants;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;
using GrantHub.Infrastructure.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>Grants as open data by the 360Giving Data Standard, held against its schemas.</summary>
public abstract class OpenDataTests(AppFixture app)
{
    private const string Address = "/open-data/360giving.json";

    [DatabaseFact]
    public async Task File_OfPublishedGrants_IsValidAndAddsUpToThePenny()
    {
        var (decision, grant) = await app.PublishedAsync(
            "Open wardens",
            StatutoryPower.CrimeAndDisorderReduction
        );
        await app.PayAsync(grant, new Money(123_457), Money.Pounds(100));
        await app.SendAs(
            Cast.Lead,
            new ExplainGrant(grant, null, "Wardens “at night”", null, null)
        );
        var recipient = await app.RecipientAsync();
        await app.SendAs(
            Cast.Lead,
            new ChangeOrganisation(
                recipient,
                null,
                Records.Proposal.Recipient,
                null,
                null,
                new PublicNumbers("9000017", "99000018", null)
            )
        );

        var text = await app.Anonymous().ReadAsync(Address);

        Assert.Empty(await OpenRecords.SchemaFaultsAsync(Encoding.UTF8.GetBytes(text)));
        var package = JsonNode.Parse(text)!;
        Assert.Equal("1.4", (string?)package["version"]);
        var data = Grant(package, grant);
        Assert.Equal(
            ("Open wardens", "Wardens “at night”", "GBP", 50_049.00m, "2017-05-19"),
            (
                (string?)data["title"],
                (string?)data["description"],
                (string?)data["currency"],
                (decimal)data["amountAwarded"]!,
                (string?)data["awardDate"]
            )
        );
        Assert.Equal(
            ["2017-05-19 16683.00", "2018-04-01 16683.00", "2019-04-01 16683.00"],
            Transactions(data, "commitmentTransaction")
        );
        Assert.Equal(
            ["2017-05-19 1234.57", "2017-05-19 100.00"],
            Transactions(data, "disbursementTransaction")
        );
        var organisation = data["recipientOrganization"]![0]!;
        Assert.Equal(
            ("GB-CHC-9000017", "9000017", "99000018"),
            (
                (string?)organisation["id"],
                (string?)organisation["charityNumber"],
                (string?)organisation["companyNumber"]
            )
        );
        Assert.Equal(
            $"http://127.0.0.1:5080/register/{decision}",
            (string?)data["relatedDocument"]![0]!["url"]
        );
        Assert.Equal(text, await app.Anonymous().ReadAsync(Address));
    }

    [DatabaseFact]
    public async Task File_HasNothingOfWhatThePublicMayNotSee()
    {
        var (_, unpublished) = await app.MadeAsync(
            "Hidden warden",
            StatutoryPower.CrimeAndDisorderReduction
        );
        var (_, exempt) = await app.PublishedAsync(
            "Exempt warden",
            StatutoryPower.CrimeAndDisorderReduction,
            exempt: NoticeParts.Funding
        );

        var text = await app.Anonymous().ReadAsync(Address);

        Assert.DoesNotContain($"-{unpublished}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"-{exempt}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lena Field", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task File_WithADiscontinuedYear_AwardsOnlyWhatIsLeft()
    {
        var (_, grant) = await app.PublishedAsync("Ends", StatutoryPower.CrimeAndDisorderReduction);
        await app.SendAs(
            Cast.Cfo,
            new TerminateGrant(
                grant,
                Running.Today,
                "The board was dissolved.",
                UnpaidChoice.PayUpTo,
                new Money(1_668_300),
                "The first year.",
                UnspentChoice.Recover,
                "All of it."
            )
        );

        var data = Grant(JsonNode.Parse(await app.Anonymous().ReadAsync(Address))!, grant);

        Assert.Equal(16_683.00m, (decimal)data["amountAwarded"]!);
        Assert.Equal(["2017-05-19 16683.00"], Transactions(data, "commitmentTransaction"));
    }

    [DatabaseFact]
    public async Task Export_OfMoreGrants_CostsTheSameCommands()
    {
        await app.PublishedAsync("One", StatutoryPower.CrimeAndDisorderReduction);
        using var client = app.Anonymous();
        var few = await app.Commands.Of(() => client.ReadAsync(Address));
        await app.PublishedAsync("Two", StatutoryPower.VictimsAndOtherHelp);
        await app.PublishedAsync("Three", StatutoryPower.Other);

        // Five for the batch, and one that asks whether anything has changed.
        Assert.Equal(6, few);
        Assert.Equal(6, await app.Commands.Of(() => client.ReadAsync(Address)));
        using var auditor = await app.SignedIn(Cast.Auditor);
        Assert.Equal(6, await app.Commands.Of(() => auditor.ReadAsync("/publication/quality")));
    }

    [DatabaseFact]
    public async Task Quality_NamesFaultsWhoMendsThemAndWhere()
    {
        var (_, grant) = await app.PublishedAsync("Poor data", StatutoryPower.Other);
        await app.SendAs(
            Cast.Lead,
            new ExplainGrant(grant, null, "Ask jo@example.org at TS18 1TU", null, null)
        );
        using var auditor = await app.SignedIn(Cast.Auditor);

        var page = await auditor.ReadAsync("/publication/quality");
        var csv = await auditor.ReadAsync("/publication/quality.csv");

        Assert.Contains("the setting OpenData:AreaName is empty", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/grants/{grant}/explain\"", page, StringComparison.Ordinal);
        foreach (var where in new[] { "an e-mail address", "a postcode" })
            Assert.Contains(
                $"{grant},Poor data,{Records.Proposal.Recipient},The description holds {where},Lena Field,/grants/{grant}/explain",
                csv,
                StringComparison.Ordinal
            );
        Assert.Contains(
            $"{grant},Poor data,{Records.Proposal.Recipient},No funding stream is named as its programme,Lena Field,/grants/{grant}",
            csv,
            StringComparison.Ordinal
        );
    }

    private static JsonNode Grant(JsonNode package, string grant) =>
        package["grants"]!.AsArray().Single(g => (string?)g!["id"] == $"360G-granthub-{grant}")!;

    private static IEnumerable<string> Transactions(JsonNode data, string kind) =>
        data[kind]!
            .AsArray()
            .Select(t => $"{(string?)t!["transactionDate"]} {t["value"]!.ToJsonString()}");
}

public sealed class OpenDataTests_OnSqlite(App<SqliteDatabase> app)
    : OpenDataTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class OpenDataTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : OpenDataTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;

/// <summary>That the schemas find what is wrong, and that everything the writer can write passes them.</summary>
public sealed class OpenDataFileTests
{
    private static readonly OpenGrant Full = new(
        "G-2017-0001",
        "G-2017-0001",
        "D-2017-0001",
        "Wardens",
        "Wardens at night",
        new DateOnly(2017, 5, 19),
        new DateOnly(2017, 4, 1),
        new DateOnly(2018, 3, 31),
        new OpenRecipient("Riverside", "riverside", null, null, null),
        [new OpenProgramme("safety", "Community safety fund")],
        [new OpenYear(new FinancialYear(2017), Money.Pounds(10), new Money(1))],
        [new OpenPayment(1, new FinancialYear(2017), new DateOnly(2017, 6, 1), Money.Pounds(5))],
        [new OpenNotice("D-2017-0001", "D-2017-0001", "Wardens")],
        new DateTime(2017, 6, 1, 0, 0, 0, DateTimeKind.Utc)
    );

    private static readonly OpenDataSettings Settings = new()
    {
        Prefix = "office",
        Publisher = "Office",
        OrganisationIdentifier = "GB-GOR-PC1",
        Website = "https://office.example.org",
        AreaName = "Cleveland",
        AreaCode = "E23000013",
    };

    [Fact]
    public async Task Write_WithEverySetting_IsValid()
    {
        Assert.Empty(Settings.Faults());

        var text = await WriteAsync(Settings, Full);

        Assert.Empty(await OpenRecords.SchemaFaultsAsync(Encoding.UTF8.GetBytes(text)));
        var grant = JsonNode.Parse(text)!["grants"]![0]!;
        Assert.Equal("E23000013", (string?)grant["beneficiaryLocation"]![0]!["geoCode"]);
        Assert.Equal("GB-GOR-PC1", (string?)grant["fundingOrganization"]![0]!["id"]);
        Assert.Equal(
            "360G-office-ORG:riverside",
            (string?)grant["recipientOrganization"]![0]!["id"]
        );
        Assert.Equal("Community safety fund", (string?)grant["grantProgramme"]![0]!["title"]);
        Assert.Equal(10.01m, (decimal)grant["amountAwarded"]!);
    }

    [Theory]
    [InlineData("awardDate", "19 May 2017")]
    [InlineData("currency", "Pounds")]
    [InlineData("dataSource", "not an address")]
    [InlineData("title", null)]
    public async Task Schemas_FindWhatIsWrong(string field, string? value)
    {
        var package = JsonNode.Parse(await WriteAsync(Settings, Full))!;
        var grant = package["grants"]![0]!.AsObject();
        grant.Remove(field);
        if (value is not null)
            grant[field] = value;

        var faults = await OpenRecords.SchemaFaultsAsync(
            JsonSerializer.SerializeToUtf8Bytes(package)
        );

        Assert.NotEmpty(faults);
    }

    [Fact]
    public async Task Write_BeforeTheFirstGrantIsRead_HasSentItsHead()
    {
        using var stream = new MemoryStream();
        long sent = 0;
        async IAsyncEnumerable<OpenGrant> Grants()
        {
            sent = stream.Length;
            await Task.CompletedTask;
            yield return Full;
        }

        await new OpenDataFile(Settings, new Uri("https://granthub.example.org")).WriteAsync(
            stream,
            Grants(),
            default
        );

        Assert.True(sent > 100, $"{sent} bytes were sent.");
    }

    [Theory]
    [InlineData("OpenData:Prefix", "360G office", "", "", "")]
    [InlineData("OpenData:OrganisationIdentifier", "office", "XX-1", "", "")]
    [InlineData("OpenData:Website", "office", "", "office.example.org", "")]
    [InlineData("OpenData:AreaCode", "office", "", "", "Cleveland")]
    public void Settings_ThatCannotBeUsed_AreNamed(
        string setting,
        string prefix,
        string organisation,
        string website,
        string areaCode
    ) =>
        Assert.Contains(
            new OpenDataSettings
            {
                Prefix = prefix,
                OrganisationIdentifier = organisation,
                Website = website,
                AreaName = "Cleveland",
                AreaCode = areaCode,
            }.Faults(),
            fault => fault.Contains($"The setting {setting} ", StringComparison.Ordinal)
        );

    private static async Task<string> WriteAsync(OpenDataSettings settings, OpenGrant grant)
    {
        using var stream = new MemoryStream();
        await new OpenDataFile(settings, new Uri("https://granthub.example.org/")).WriteAsync(
            stream,
            new[] { grant }.ToAsyncEnumerable(),
            default
        );
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
