using System.Globalization;
using System.Net;
using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>Partnerships with their members, memoranda, groups, priorities and year-end rule. Today is 19 May 2017.</summary>
public abstract class PartnershipPagesTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Add_WithAHostNotKnownYet_MakesItTheFirstMember()
    {
        using var page = await app.SignedIn(Cast.Finance);

        using var added = await page.PostFormAsync(
            "/partnerships/add",
            [("Name", "Tees Safeguarding Board"), ("Slug", "tsb"), ("Host", "Tees Council")]
        );

        Assert.Equal("/partnerships/tsb", added.Headers.Location?.ToString());
        var text = await page.ReadAsync("/partnerships/tsb");
        Assert.Contains("Tees Council, host", text, StringComparison.Ordinal);
        Assert.Contains("have not agreed a rule yet", text, StringComparison.Ordinal);
        Assert.Contains(
            "Tees Safeguarding Board,tsb,Tees Council,1,",
            await page.ReadAsync("/partnerships.csv?search=tees"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Add_WithoutASlug_TakesTheNameAndKeepsWhatWasTypedWhenTaken()
    {
        var slug = await AddAsync("Add");
        using var page = await app.SignedIn(Cast.Finance);

        using var twice = await page.PostFormAsync(
            "/partnerships/add",
            [("Name", " ADD "), ("Host", "Kept in the field")]
        );
        using var reserved = await page.PostFormAsync(
            "/partnerships/add",
            [("Name", "Another"), ("Slug", "add")]
        );
        using var empty = await page.PostFormAsync("/partnerships/add", []);

        Assert.Equal("add-2", slug);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        var text = await PageClient.TextAsync(twice);
        Assert.Contains("already. Use that one", text, StringComparison.Ordinal);
        Assert.Contains("value=\"Kept in the field\"", text, StringComparison.Ordinal);
        Assert.Contains(
            "href=\"#Slug\"",
            await PageClient.TextAsync(reserved),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Enter the partnership’s name.",
            await PageClient.TextAsync(empty),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Pages_ByALeadOfficer_AreReadAndNotChanged()
    {
        var slug = await AddAsync("Read by others", "Reading Council");
        var member = await MemberAsync(slug);
        using var lead = await app.SignedIn(Cast.Lead);
        using var partner = await app.SignedIn(Cast.Partner);

        foreach (var end in new[] { "", "/groups", "/history", "/runway" })
        {
            var text = await lead.ReadAsync($"/partnerships/{slug}{end}");
            Assert.DoesNotContain($"/partnerships/{slug}/change", text, StringComparison.Ordinal);
            Assert.DoesNotContain("/add\"", text, StringComparison.Ordinal);
            using var refused = await partner.GetAsync($"/partnerships/{slug}{end}");
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        foreach (
            var form in new[]
            {
                "/change",
                "/rule",
                "/members/add",
                $"/members/{member}/change",
                $"/members/{member}/memorandum",
                $"/members/{member}/memorandum/file",
                $"/members/{member}/leave",
                $"/members/{member}/rejoin",
                "/priorities/add",
                "/groups/add",
                "/runway/scenarios/add",
            }
        )
        {
            using var refused = await lead.GetAsync($"/partnerships/{slug}{form}");
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            app.SendAs(Cast.Lead, new MovePriorityUp(slug, 1))
        );
        using var missing = await lead.GetAsync("/partnerships/no-such-partnership");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [DatabaseFact]
    public async Task Describe_FromAnOldForm_Is409AndShowsBoth()
    {
        var slug = await AddAsync("Stale");
        using var page = await app.SignedIn(Cast.Finance);
        using var old = await page.PostFormAsync(
            $"/partnerships/{slug}/change",
            [
                ("Seen", Guid.NewGuid().ToString()),
                ("Name", "My words"),
                ("ShortName", slug),
                ("Floor", "0"),
            ]
        );

        Assert.Equal(HttpStatusCode.Conflict, old.StatusCode);
        Assert.Contains("My words", await PageClient.TextAsync(old), StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Describe_KeepsWhatCannotBeRead_AndMovesToAnotherAddress()
    {
        var slug = await AddAsync("Moving");
        using var page = await app.SignedIn(Cast.Finance);
        var form = $"/partnerships/{slug}/change";
        using var bad = await page.PostFormAsync(
            form,
            [("Name", "Moving"), ("ShortName", slug), ("Floor", "lots")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Contains(
            "value=\"lots\"",
            await PageClient.TextAsync(bad),
            StringComparison.Ordinal
        );

        using var moved = await page.PostFormAsync(
            form,
            [
                ("Name", "Moving"),
                ("ShortName", "moved"),
                ("Floor", "20,000"),
                ("Purpose", "Safe children"),
            ]
        );

        Assert.Equal("/partnerships/moved", moved.Headers.Location?.ToString());
        Assert.Contains(
            "£20,000.00",
            await page.ReadAsync("/partnerships/moved"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Details changed",
            await page.ReadAsync("/partnerships/moved/history"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Memorandum_IsRecordedFiledAndMarkedWhenItsReviewIsOverdue()
    {
        var slug = await AddAsync("With memoranda", "Memorandum Council");
        var member = $"/partnerships/{slug}/members/{await MemberAsync(slug)}";
        using var page = await app.SignedIn(Cast.Finance);
        using var early = await page.PostFileAsync(
            $"{member}/memorandum/file",
            "File",
            "Memo.txt",
            "Agreed."u8.ToArray()
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        using var wrong = await page.PostFormAsync(
            $"{member}/memorandum",
            [.. Day("SignedOn", 1, 4, 2016), .. Day("ReviewDueOn", 1, 4, 2016)]
        );
        Assert.Contains(
            "href=\"#ReviewDueOn",
            await PageClient.TextAsync(wrong),
            StringComparison.Ordinal
        );
        using var saved = await page.PostFormAsync(
            $"{member}/memorandum",
            [.. Day("SignedOn", 1, 4, 2016), .. Day("ReviewDueOn", 31, 3, 2017)]
        );
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var filed = await page.PostFileAsync(
            $"{member}/memorandum/file",
            "File",
            "Memo.txt",
            "Agreed."u8.ToArray()
        );
        Assert.Equal(HttpStatusCode.Redirect, filed.StatusCode);

        using var auditor = await app.SignedIn(Cast.Auditor);
        var text = await auditor.ReadAsync($"/partnerships/{slug}");
        Assert.Contains("is overdue with Memorandum Council", text, StringComparison.Ordinal);
        Assert.Contains("Overdue", text, StringComparison.Ordinal);
        Assert.Equal("Agreed.", await auditor.ReadAsync($"{member}/memorandum/Memo.txt"));
        Assert.Contains(
            "2017-03-31",
            await auditor.ReadAsync("/partnerships.csv?search=memoranda"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Members_AreAddedLeaveAndRejoin()
    {
        var slug = await AddAsync("Coming and going", "Staying Council");
        using var page = await app.SignedIn(Cast.Finance);
        var members = $"/partnerships/{slug}/members";
        using var nothing = await page.PostFormAsync($"{members}/add", []);
        var text = await PageClient.TextAsync(nothing);
        Assert.Contains("Enter the name of the organisation.", text, StringComparison.Ordinal);
        Assert.Contains("Choose in what capacity", text, StringComparison.Ordinal);
        using var host = await page.PostFormAsync(
            $"{members}/{await MemberAsync(slug)}/leave",
            Day("On", 1, 5, 2017)
        );
        Assert.Contains(
            "Choose another host first.",
            await PageClient.TextAsync(host),
            StringComparison.Ordinal
        );
        using var added = await page.PostFormAsync(
            $"{members}/add",
            [("Organisation", "Leaving Trust"), ("Kind", "RelevantAgency")]
        );
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var id = await MemberAsync(slug, "Leaving Trust");
        using var changed = await page.PostFormAsync(
            $"{members}/{id}/change",
            [("Kind", "Other"), .. Day("JoinedOn", 1, 4, 2016)]
        );
        using var left = await page.PostFormAsync($"{members}/{id}/leave", Day("On", 1, 5, 2017));
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Contains(
            "Left on 1 May 2017",
            await page.ReadAsync($"/partnerships/{slug}"),
            StringComparison.Ordinal
        );
        using var soon = await page.PostFormAsync($"{members}/{id}/rejoin", Day("On", 1, 5, 2017));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, soon.StatusCode);
        using var back = await page.PostFormAsync($"{members}/{id}/rejoin", Day("On", 2, 5, 2017));
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);

        var member = (await app.SendAs(Cast.Auditor, new ReadPartnership(slug))).Member(id);

        Assert.Equal(new DateOnly(2017, 5, 2), member.JoinedOn);
        Assert.Equal(
            new Membership(new(2016, 4, 1), new(2017, 5, 1)),
            Assert.Single(member.Earlier)
        );
    }

    [DatabaseFact]
    public async Task Rule_IsSavedWithFixedSharesThatComeToTheWhole()
    {
        var slug = await AddAsync("With a rule", "First Council");
        await app.SendAs(
            Cast.Finance,
            new AddMember(slug, "Second Council", MemberKind.StatutoryPartner, null)
        );
        var (first, second) = (await MemberAsync(slug), await MemberAsync(slug, "Second Council"));
        using var page = await app.SignedIn(Cast.Finance);
        (string, string)[] Shares(string one, string other, string cap) =>
            [
                ("Underspend", "Split"),
                ("Return", "50"),
                ("Overspend", "FixedShares"),
                ("Terms[0].OrganisationId", Text(first)),
                ("Terms[0].Share", one),
                ("Terms[0].Cap", cap),
                ("Terms[1].OrganisationId", Text(second)),
                ("Terms[1].Share", other),
                ("Terms[1].Cap", ""),
            ];
        var form = $"/partnerships/{slug}/rule";

        using var bad = await page.PostFormAsync(form, Shares("60", "a lot", "plenty"));
        var text = await PageClient.TextAsync(bad);
        Assert.Contains("value=\"a lot\"", text, StringComparison.Ordinal);
        Assert.Contains("value=\"plenty\"", text, StringComparison.Ordinal);
        using var off = await page.PostFormAsync(form, Shares("60", "39.9", ""));
        Assert.Contains("come to 99.9%", await PageClient.TextAsync(off), StringComparison.Ordinal);
        using var saved = await page.PostFormAsync(form, Shares("60", "40", "10,000"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var shown = await page.ReadAsync($"/partnerships/{slug}");
        Assert.Contains("60.0%, at most £10,000.00 a year", shown, StringComparison.Ordinal);
        Assert.Contains("50.0% goes back to the partners", shown, StringComparison.Ordinal);
        using var noReason = await page.PostFormAsync(form, Shares("50", "50", ""));
        Assert.Contains(
            "Say why it changes.",
            await PageClient.TextAsync(noReason),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Priorities_AreAddedOrderedChangedAndRemoved()
    {
        var slug = await AddAsync("With priorities", "Leading Council");
        var lead = Text(await MemberAsync(slug));
        using var page = await app.SignedIn(Cast.Finance);
        var priorities = $"/partnerships/{slug}/priorities";
        using var bad = await page.PostFormAsync($"{priorities}/add", [("From", "soon")]);
        var text = await PageClient.TextAsync(bad);
        Assert.Contains("value=\"soon\"", text, StringComparison.Ordinal);
        foreach (var title in new[] { "Neglect", "Exploitation" })
            (
                await page.PostFormAsync(
                    $"{priorities}/add",
                    [("Title", title), ("LeadId", lead), ("From", "2017-18")]
                )
            ).Dispose();
        using var up = await page.PostFormAsync($"/partnerships/{slug}", [], $"{priorities}/2/up");
        using var changed = await page.PostFormAsync(
            $"{priorities}/1/change",
            [("Title", "Neglect of children"), ("LeadId", lead)]
        );
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);

        var partnership = (await app.SendAs(Cast.Auditor, new ReadPartnership(slug))).Partnership;

        Assert.Equal(
            ["Exploitation", "Neglect of children"],
            partnership.Priorities.Select(p => p.Title)
        );
        using var removed = await page.PostFormAsync($"{priorities}/2/remove", []);
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        using var gone = await page.GetAsync($"{priorities}/2/change");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [DatabaseFact]
    public async Task Groups_HaveAChairAtATimeAndMembers_UntilTheyClose()
    {
        var slug = await AddAsync("With groups");
        using var page = await app.SignedIn(Cast.Finance);
        var groups = $"/partnerships/{slug}/groups";
        using var bad = await page.PostFormAsync($"{groups}/add", [("Purpose", "Kept")]);
        Assert.Contains(
            "Choose how often",
            await PageClient.TextAsync(bad),
            StringComparison.Ordinal
        );
        using var added = await page.PostFormAsync(
            $"{groups}/add",
            [("Name", "Executive"), ("Meets", "SixWeekly")]
        );
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        using var chair = await page.PostFormAsync(
            $"{groups}/1/chairs/add",
            [("Name", "Ann Lee"), .. Day("From", 1, 4, 2017)]
        );
        Assert.Equal(HttpStatusCode.Redirect, chair.StatusCode);
        using var second = await page.PostFormAsync(
            $"{groups}/1/chairs/add",
            [("Name", "Bob Ray"), .. Day("From", 1, 6, 2017)]
        );
        var text = await PageClient.TextAsync(second);
        Assert.Contains("Ann Lee chairs Executive", text, StringComparison.Ordinal);
        Assert.Contains("value=\"Bob Ray\"", text, StringComparison.Ordinal);
        using var ended = await page.PostFormAsync(
            $"{groups}/1/chairs/2/end",
            Day("On", 31, 5, 2017)
        );
        using var next = await page.PostFormAsync(
            $"{groups}/1/chairs/add",
            [("Name", "Bob Ray"), .. Day("From", 1, 6, 2017)]
        );
        Assert.Equal(HttpStatusCode.Redirect, next.StatusCode);
        using var sits = await page.PostFormAsync(
            $"{groups}/1/members/add",
            [("Name", "Cy Dow"), ("Organisation", "Police")]
        );
        var shown = await page.ReadAsync(groups);
        Assert.Contains("every six weeks", shown, StringComparison.Ordinal);
        Assert.Contains("1 April 2017 to 31 May 2017", shown, StringComparison.Ordinal);
        Assert.Contains("Cy Dow, Police", shown, StringComparison.Ordinal);
        using var renamed = await page.PostFormAsync(
            $"{groups}/1/change",
            [("Name", "The executive"), ("Meets", "Monthly")]
        );
        Assert.Equal(HttpStatusCode.Redirect, renamed.StatusCode);
        using var member = await page.PostFormAsync($"{groups}/1/members/4/remove", []);
        using var wrong = await page.PostFormAsync($"{groups}/1/chairs/3/remove", []);
        using var closed = await page.PostFormAsync($"{groups}/1/close", Day("On", 1, 5, 2017));
        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        using var stays = await page.PostFormAsync(
            $"{groups}/1/members/add",
            [("Name", "Too late")]
        );

        Assert.Equal(HttpStatusCode.Conflict, stays.StatusCode);
        var group = Assert.Single(
            (await app.SendAs(Cast.Auditor, new ReadPartnership(slug))).Partnership.Groups
        );
        Assert.Equal(
            ("The executive", 1, 0),
            (group.Name, group.Chairs.Count, group.Members.Count)
        );
    }

    [DatabaseFact]
    public async Task Pages_SendTheSameCommands_HoweverMuchThereIs()
    {
        var slug = await AddAsync("Counted 0", "Counting Council");
        using var page = await app.SignedIn(Cast.Auditor);
        Task<int> List() => app.Commands.Of(() => page.ReadAsync("/partnerships?search=counted"));
        Task<int> Show() => app.Commands.Of(() => page.ReadAsync($"/partnerships/{slug}"));
        var (list, show) = (await List(), await Show());

        for (var n = 1; n <= 10; n++)
        {
            await AddAsync($"Counted {n}", $"Counted Council {n}");
            await app.SendAs(
                Cast.Finance,
                new AddMember(slug, $"Counted Council {n}", MemberKind.Other, null)
            );
        }

        Assert.Equal((1, 2), (list, show));
        Assert.Equal((list, show), (await List(), await Show()));
    }

    [DatabaseFact]
    public async Task List_OfMoreThanAPage_ReadsForwardsAndBack()
    {
        for (var n = 0; n < 55; n++)
            await AddAsync($"Paged {n:00}");

        var first = await app.SendAs(Cast.Auditor, new ListPartnerships("paged"));
        var second = await app.SendAs(Cast.Auditor, new ListPartnerships("paged", first.Next));
        var back = await app.SendAs(Cast.Auditor, new ListPartnerships("paged", second.Previous));

        Assert.Equal((50, 5), (first.Items.Count, second.Items.Count));
        Assert.Equal("Paged 50", second.Items[0].Name);
        Assert.Equal(first.Items.Select(p => p.Id), back.Items.Select(p => p.Id));
        using var page = await app.SignedIn(Cast.Auditor);
        Assert.Contains(
            "No partnership has this in its name.",
            await page.ReadAsync("/partnerships?search=nothing+has+it"),
            StringComparison.Ordinal
        );
    }

    private static (string, string)[] Day(string field, int day, int month, int year) =>
        [
            ($"{field}.Day", Text(day)),
            ($"{field}.Month", Text(month)),
            ($"{field}.Year", Text(year)),
        ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private Task<string> AddAsync(string name, string? host = null) =>
        app.SendAs(Cast.Finance, new AddPartnership(name, null, host));

    /// <summary>The number of a member as an organisation; of the first without a name.</summary>
    private async Task<long> MemberAsync(string slug, string? name = null) =>
        (await app.SendAs(Cast.Auditor, new ReadPartnership(slug)))
            .Partnership.Members.First(member => name is null || member.Name == name)
            .OrganisationId;
}

public sealed class PartnershipPagesTests_OnSqlite(App<SqliteDatabase> app)
    : PartnershipPagesTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class PartnershipPagesTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : PartnershipPagesTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
