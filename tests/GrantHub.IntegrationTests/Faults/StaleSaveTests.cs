using System.Net;
using GrantHub.Application.Funding;
using GrantHub.Application.Grants;
using GrantHub.Application.Partnerships;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.IntegrationTests.Partnerships;
using GrantHub.IntegrationTests.Site;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>
/// Two people open the same form; one saves, then the other. GRANTHUB_STALE sets how often on both databases together; the
/// full run is 1,000.
/// </summary>
public abstract class StaleSaveTests(AppFixture app, ITestOutputHelper output)
{
    private static readonly int Count = (Settings.Number("GRANTHUB_STALE") ?? 100) / 2;

    /// <param name="Text">What is typed the n-th time into this form.</param>
    private sealed record Edit(string Person, string Path, string Field, Func<int, string> Text);

    [DatabaseFact]
    public async Task SecondSave_FromAPageThatIsStale_IsRefusedWithBothTexts()
    {
        var edits = await EditsAsync();
        output.WriteLine($"{Count} saves from stale pages over {edits.Count} forms");
        for (var i = 0; i < Count; i++)
        {
            var edit = edits[i % edits.Count];
            using var first = await app.SignedIn(edit.Person);
            using var second = await app.SignedIn(edit.Person);
            var form = await SiteWalk.FormAsync(first, edit.Path);
            var stale = await SiteWalk.FormAsync(second, edit.Path);
            var turn = i / edits.Count;
            var (theirs, yours) = (edit.Text(2 * turn), edit.Text(2 * turn + 1));

            using var saved = await SendAsync(first, edit, form, theirs);
            using var refused = await SendAsync(second, edit, stale, yours);

            var what = $"{edit.Path}, save {i}";
            Assert.True(
                saved.StatusCode == HttpStatusCode.Redirect,
                $"{what}: {PageWords.Of(await PageClient.TextAsync(saved))}"
            );
            var text = await PageClient.TextAsync(refused);
            Assert.True(
                refused.StatusCode == HttpStatusCode.Conflict,
                $"{what}: {(int)refused.StatusCode} {PageWords.Of(text)}"
            );
            Assert.True(
                text.Contains(theirs, StringComparison.Ordinal),
                $"{what}: no {theirs} in {PageWords.Of(text)}"
            );
            Assert.True(
                text.Contains(yours, StringComparison.Ordinal),
                $"{what}: no {yours} in {PageWords.Of(text)}"
            );
            var stands = await SiteWalk.FormAsync(second, edit.Path);
            Assert.Equal(theirs, stands.Fields.Single(field => field.Name == edit.Field).Value);
        }
    }

    [DatabaseFact]
    public async Task Save_AfterSomethingElseOfTheSameGrantChanged_IsNoConflict()
    {
        var grant = await app.AgreedAsync("Meanwhile");
        await app.PlannedAsync(grant, Money.Pounds(100));
        await AddReturnAsync(grant);
        using var page = await app.SignedIn(Cast.Lead);
        foreach (var edit in EditsOf(grant))
        {
            var form = await SiteWalk.FormAsync(page, edit.Path);
            await app.SendAs(
                Cast.Lead,
                new AddCondition(grant, ConditionKind.Continuing, $"Before {edit.Path}", null)
            );

            using var saved = await SendAsync(page, edit, form, edit.Text(1));

            Assert.True(
                saved.StatusCode == HttpStatusCode.Redirect,
                $"{edit.Path}: {PageWords.Of(await PageClient.TextAsync(saved))}"
            );
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(
        PageClient page,
        Edit edit,
        SiteForm form,
        string text
    ) =>
        await page.PostAsync(
            form.Action,
            [
                .. form
                    .Fields.Where(field => field.Name != edit.Field && field.Type != "submit")
                    .Where(field =>
                        field.Value.Length > 0 || field.Type is not ("radio" or "checkbox")
                    )
                    .Select(field =>
                        (field.Name, field.Name == "Reason" ? "The budget changed." : field.Value)
                    ),
                (edit.Field, text),
                await page.TokenAsync(),
            ]
        );

    private async Task<IReadOnlyList<Edit>> EditsAsync()
    {
        var draft = await app.DraftAsync("Stale");
        var stream = await app.SendAs(Cast.Admin, new AddStream("Stale fund", RingFenced: false));
        var organisation = await app.SendAs(Cast.Lead, new AddOrganisation("Stale organisation"));
        await app.SendAs(
            Cast.Lead,
            new AddContact(organisation, new ContactDetails("Jo Field", null, null, null, null))
        );
        var grant = await app.AgreedAsync("Stale grant");
        await app.PlannedAsync(grant, Money.Pounds(100));
        var partnership = await app.BooksAsync("Stale partnership");
        await app.SendAs(
            Cast.Finance,
            new AddGroup(partnership, "Executive", "To steer", MeetingFrequency.Monthly, null)
        );
        var police = await app.Look(db =>
            db.Organisations.Where(o => o.Name == "Cleveland Police")
                .Select(o => o.Id)
                .SingleAsync()
        );
        await app.SendAs(
            Cast.Finance,
            new AddPriority(partnership, "Neglect", "To see it early", police, null, null)
        );
        await app.SendAs(
            Cast.Finance,
            new AddScenario(partnership, new ScenarioTerms("Less", 0, 0, [], []))
        );
        var person = await app.Look(db =>
            db.People.Where(p => p.Email == Cast.Auditor).Select(p => p.Id).SingleAsync()
        );
        await app.SendAs(
            Cast.Finance,
            new AddInstalment(
                partnership,
                Books.Open,
                Books.Police,
                new DateOnly(2017, 6, 30),
                Money.Pounds(100)
            )
        );
        await AddReturnAsync(grant);
        var (decided, _) = await app.ApprovedAsync("Stale decision");
        var summary = NoticeParts.Answer("executiveSummary");
        await app.SendAs(
            Cast.Lead,
            new ExemptPart(decided, summary, true, ExemptGrounds.All[0], "It names a child.")
        );
        var (_, sent) = await app.ApprovedAsync("Stale agreement");
        await app.SendAs(Cast.Lead, new SendAgreement(sent, new DateOnly(2017, 5, 1)));
        var executive = (await app.SendAsOperator(new ReadPartnership(partnership)))
            .Partnership
            .Groups[0];
        await app.SendAs(
            Cast.Finance,
            new AddChair(
                partnership,
                executive.Number,
                "Jo Field",
                null,
                new(2017, 1, 1),
                new(2017, 6, 30)
            )
        );
        // Three, so that nobody saves what stands.
        var references = new List<string>();
        foreach (var title in (string[])["Stale payer", "Another payer", "A third payer"])
            references.Add(
                (await app.GrantAsync((await app.ApprovedAsync(title)).Grant)).Reference
            );
        var groups = await app.SendAsOperator(new ReadPartnership(partnership));
        return
        [
            Words(Cast.Lead, $"/decisions/{draft}/sections/decision", "Answers[0].Text"),
            Words(Cast.Lead, $"/decisions/{draft}/sections/executive-summary", "Answers[0].Text"),
            Words(Cast.Admin, $"/admin/streams/{stream}/change", "Name"),
            Pounds(Cast.Admin, $"/streams/{stream}/allocate?year=2017-18", "Amount"),
            Words(Cast.Admin, $"/admin/people/{person}/details", "Post"),
            Words(Cast.Lead, $"/organisations/{organisation}/change", "Address"),
            Words(Cast.Lead, $"/organisations/{organisation}/contacts/1/change", "Post"),
            .. EditsOf(grant),
            new(
                Cast.Finance,
                $"/partnerships/{partnership}/groups/{executive.Number}/chairs/{groups.Partnership.Groups[0].Chairs[0].Number}/end",
                "On.Day",
                n => $"{n % 18 + 11}"
            ),
            new(Cast.Lead, $"/grants/{sent}/agreement/send", "SentOn.Day", n => $"{n % 8 + 11}"),
            Words(
                Cast.Lead,
                $"/decisions/{decided}/exempt/part?part={Uri.EscapeDataString(summary)}",
                "Reasoning"
            ),
            Words(
                Cast.Lead,
                $"/decisions/{decided}/exempt/wording?part={Uri.EscapeDataString(NoticeParts.Title)}",
                "Text"
            ),
            new(
                Cast.Finance,
                $"/partnerships/{partnership}/contributions/{Books.Year}/{Books.Police}/grant",
                "Reference",
                n => references[n % references.Count]
            ),
            Pounds(
                Cast.Finance,
                $"/partnerships/{partnership}/contributions/{Books.Year}/instalments/1/change",
                "Amount"
            ),
            Pounds(
                Cast.Finance,
                $"/partnerships/{partnership}/budgets/{Books.Year}/forecast",
                "Rows[0].Amount"
            ),
            Words(Cast.Finance, $"/partnerships/{partnership}/change", "Purpose"),
            Words(
                Cast.Finance,
                $"/partnerships/{partnership}/groups/{groups.Partnership.Groups[0].Number}/change",
                "Purpose"
            ),
            Words(
                Cast.Finance,
                $"/partnerships/{partnership}/priorities/{groups.Partnership.Priorities[0].Number}/change",
                "Description"
            ),
            Words(
                Cast.Finance,
                $"/partnerships/{partnership}/runway/scenarios/{groups.Partnership.Scenarios[0].Number}/change",
                "Name"
            ),
        ];
    }

    private Task<int> AddReturnAsync(string grant) =>
        app.SendAs(
            Cast.Lead,
            new AddReturn(
                grant,
                Books.Open,
                new(2017, 4, 1),
                new(2017, 5, 10),
                new(2017, 6, 30),
                false
            )
        );

    private static IEnumerable<Edit> EditsOf(string grant) =>
        [
            Pounds(Cast.Lead, $"/grants/{grant}/payments/1/change", "Amount"),
            new(Cast.Lead, $"/grants/{grant}/reviews/due", "Days", n => $"{n % 300 + 30}"),
            new(Cast.Lead, $"/grants/{grant}/returns/1/change", "DueOn.Day", n => $"{n % 18 + 11}"),
            Words(Cast.Lead, $"/grants/{grant}/explain", "Purpose"),
        ];

    private static Edit Words(string person, string path, string field) =>
        new(person, path, field, n => $"What was typed the {n}th time");

    private static Edit Pounds(string person, string path, string field) =>
        new(person, path, field, n => $"{n % 800 + 101}.00");
}

public sealed class StaleSaveTests_OnSqlite(App<SqliteDatabase> app, ITestOutputHelper output)
    : StaleSaveTests(app, output),
        IClassFixture<App<SqliteDatabase>>;

public sealed class StaleSaveTests_OnPostgreSql(
    App<PostgreSqlDatabase> app,
    ITestOutputHelper output
) : StaleSaveTests(app, output), IClassFixture<App<PostgreSqlDatabase>>;
