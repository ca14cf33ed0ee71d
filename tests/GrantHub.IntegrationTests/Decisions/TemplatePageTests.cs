using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Decisions;

public class TemplatePageTests(App<SqliteDatabase> app) : IClassFixture<App<SqliteDatabase>>
{
    private static TemplateDefinition Form(string key, int version = 1, string name = "Key form") =>
        BuiltInTemplates.All.Single(t => t.Key == "pcc-decision-record") with
        {
            Key = key,
            Version = version,
            Name = name,
        };

    [Fact]
    public async Task Templates_LeaveOutTheOneOfImportedRecords()
    {
        using var page = await app.SignedIn(Cast.Admin);
        var text = await page.ReadAsync("/admin/templates");

        Assert.Contains("PCC decision record", text);
        Assert.Contains("Cabinet report", text);
        Assert.DoesNotContain("imported-log", text);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await page.GetAsync("/admin/templates/imported-log/1")).StatusCode
        );
    }

    [Fact]
    public async Task Template_IsReadableAndDownloads()
    {
        using var page = await app.SignedIn(Cast.Admin);
        var text = await page.ReadAsync("/admin/templates/pcc-decision-record/1");
        Assert.Contains("Human rights", text);
        Assert.Contains("fit to be put to the Commissioner", text);
        Assert.Contains("When money is involved", text);

        var file = await page.GetAsync("/admin/templates/pcc-decision-record/1.json");

        Assert.Equal("application/json", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(
            "pcc-decision-record.1.json",
            file.Content.Headers.ContentDisposition.FileName
        );
        Assert.Equal(
            "PCC decision record",
            TemplateJson.Read(await file.Content.ReadAsStringAsync()).Name
        );
    }

    [Fact]
    public async Task StartFromThis_GivesTheNextVersion()
    {
        using var page = await app.SignedIn(Cast.Admin);

        Assert.Contains(
            "\"version\": 2",
            await page.ReadAsync("/admin/templates/add?key=cabinet-report&version=1")
        );
    }

    [Fact]
    public async Task AddTemplate_AsData_LetsARecordBeRaisedOnIt()
    {
        using var page = await app.SignedIn(Cast.Admin);
        var definition = Form("urgent-decision", name: "Urgent decision");
        var added = await page.PostFormAsync(
            "/admin/templates/add",
            [("Definition", TemplateJson.Write(definition))]
        );
        Assert.Equal("/admin/templates/urgent-decision/1", added.Headers.Location!.OriginalString);

        var address = await app.SendAs(
            Cast.Lead,
            new RaiseDecision(Guid.NewGuid(), "urgent-decision", "Boarding up after the storm")
        );

        var record = await app.SendAs(Cast.Lead, new ReadDecision(address));
        Assert.Equal("Urgent decision", record.Template.Name);
    }

    [Fact]
    public async Task AddTemplate_WithFaults_ListsThemAndKeepsTheText()
    {
        using var page = await app.SignedIn(Cast.Admin);
        var faulty = TemplateJson.Write(Form("Bad Key") with { Outcomes = [] });
        var response = await page.PostFormAsync("/admin/templates/add", [("Definition", faulty)]);
        var text = await PageClient.TextAsync(response);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("key: use at most 80 lower-case letters", text);
        Assert.Contains("outcomes: at least one is needed.", text);
        Assert.Contains(faulty, text);
    }

    [Theory]
    [InlineData("", "Enter the definition.")]
    [InlineData("{", "The file cannot be read as a template. Line 1")]
    [InlineData("null", "The file is empty.")]
    [InlineData(
        "{ \"key\": \"x\", \"colour\": 1 }",
        "\"colour\" is not a name that can stand here."
    )]
    [InlineData("{ \"key\": \"x\" }", "is missing.")]
    [InlineData("{ \"key\": 5 }", "The value is not of the kind that is needed here.")]
    [InlineData("{ \"key\": null }", "A value is needed here, not null.")]
    [InlineData(
        "{ \"sections\": [ { \"key\": \"a\", \"heading\": \"A\", \"kind\": \"Poem\" } ] }",
        "Use one of Fields, LeadOfficer, Funding, Implications, Appendices, Confidentiality."
    )]
    [InlineData(
        "{ \"key\": \"x\", \"version\": 1, \"name\": \"X\", \"sections\": [null], \"implications\": [], \"route\": [], \"decisionMaker\": \"Commissioner\", \"outcomes\": [] }",
        "sections: an entry is null."
    )]
    public async Task AddTemplate_ThatIsNone_SaysWhereAndWhy(string definition, string sentence)
    {
        using var page = await app.SignedIn(Cast.Admin);
        var text = await PageClient.TextAsync(
            await page.PostFormAsync("/admin/templates/add", [("Definition", definition)])
        );

        Assert.Contains(sentence, text);
        Assert.DoesNotContain("GrantHub.Domain", text);
    }

    [Fact]
    public async Task AddTemplate_WithAnotherVersionThanTheNext_IsRefused()
    {
        async Task<string> Sentence(TemplateDefinition definition) =>
            (
                await Assert.ThrowsAsync<DomainException>(() =>
                    app.SendAs(Cast.Admin, new AddTemplate(TemplateJson.Write(definition)))
                )
            ).Message;

        Assert.Contains(
            "the last version of \"cabinet-report\" is 1, so this one must be 2",
            await Sentence(Form("cabinet-report", 3))
        );
        Assert.Contains("so its version must be 1", await Sentence(Form("brand-new", 2)));
        Assert.Contains(
            "belongs to records imported",
            await Sentence(Form(TemplateDefinition.ImportedKey, 2))
        );
    }

    [Fact]
    public async Task RetireTemplate_SaysWhatIsOfferedInstead_AndCanBeUndone()
    {
        await app.SendAs(Cast.Admin, new AddTemplate(TemplateJson.Write(Form("retired-form"))));
        await app.SendAs(Cast.Admin, new AddTemplate(TemplateJson.Write(Form("retired-form", 2))));
        using var page = await app.SignedIn(Cast.Admin);
        var path = "/admin/templates/retired-form/2";
        Assert.Contains(
            "New records are raised on version 1 again.",
            await page.ReadAsync($"{path}/retire")
        );

        await page.PostFormAsync($"{path}/retire", []);
        Assert.Equal(1, await Offered());
        Assert.Contains("Retired since", await page.ReadAsync(path));

        await page.PostFormAsync(path, [], $"{path}/reinstate");
        Assert.Equal(2, await Offered());

        async Task<int> Offered() =>
            (await app.SendAs(Cast.Lead, new OfferTemplates()))
                .Single(t => t.Key == "retired-form")
                .Version;
    }
}
