using System.Net;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Grants;

/// <summary>Recipients with their numbers, contacts, grants and bank details.</summary>
public abstract class OrganisationTests(AppFixture app)
{
    private static readonly (string, string)[] Account =
    [
        ("SortCode", "20-00-56"),
        ("AccountNumber", "12345678"),
        ("AccountName", "Youth Trust"),
        ("Note", "Called the treasurer on 18 May."),
    ];

    [DatabaseFact]
    public async Task List_FindsByPartOfAName_AndHasCsv()
    {
        await app.SendAs(Cast.Lead, new AddOrganisation("Harbour Walk Mediation"));
        await app.SendAs(Cast.Lead, new AddOrganisation("Somebody Else"));
        using var page = await app.SignedIn(Cast.Auditor);

        var text = await page.ReadAsync("/organisations?search=WALK");

        Assert.Contains(
            "href=\"/organisations/harbour-walk-mediation\"",
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Somebody Else", text, StringComparison.Ordinal);
        Assert.DoesNotContain("new-organisation", text, StringComparison.Ordinal);
        Assert.Contains(
            "Harbour Walk Mediation,,,,0\r\n",
            await page.ReadAsync("/organisations.csv"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task List_OfMoreThanAPage_ReadsForwardsAndBack()
    {
        for (var n = 0; n < 55; n++)
            await app.SendAs(Cast.Lead, new AddOrganisation($"Paged {n:00}"));

        var first = await app.SendAs(Cast.Lead, new ListOrganisations("paged"));
        var second = await app.SendAs(Cast.Lead, new ListOrganisations("paged", first.Next));
        var back = await app.SendAs(Cast.Lead, new ListOrganisations("paged", second.Previous));

        Assert.Equal((50, 5), (first.Items.Count, second.Items.Count));
        Assert.Equal("Paged 50", second.Items[0].Name);
        Assert.Null(second.Next);
        Assert.Equal(first.Items.Select(o => o.Id), back.Items.Select(o => o.Id));
    }

    [DatabaseFact]
    public async Task Add_TheSameNameTwice_IsRefusedAndKeepsIt()
    {
        await app.SendAs(Cast.Lead, new AddOrganisation("Only Once"));
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync("/new-organisation", [("Name", "only  once")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var text = await PageClient.TextAsync(answer);
        Assert.Contains("already. Use that one", text, StringComparison.Ordinal);
        Assert.Contains("value=\"only  once\"", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Change_ShowsNumbersAndPublicIdentifiers()
    {
        var slug = await app.SendAs(Cast.Lead, new AddOrganisation("Numbered"));
        using var page = await app.SignedIn(Cast.Lead);
        using var refused = await page.PostFormAsync(
            $"/organisations/{slug}/change",
            [("Name", "Numbered"), ("Charity", "12")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(
            "href=\"#Charity\"",
            await PageClient.TextAsync(refused),
            StringComparison.Ordinal
        );

        using var changed = await page.PostFormAsync(
            $"/organisations/{slug}/change",
            [("Name", "Numbered"), ("Charity", "1234567"), ("Company", "01234567")]
        );

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Contains(
            "GB-CHC-1234567, GB-COH-01234567",
            await page.ReadAsync($"/organisations/{slug}"),
            StringComparison.Ordinal
        );
        await Assert.ThrowsAsync<GrantHub.Application.StaleException>(() =>
            app.SendAs(
                Cast.Lead,
                new ChangeOrganisation(slug, Guid.NewGuid(), "X", null, null, PublicNumbers.None)
            )
        );
    }

    [DatabaseFact]
    public async Task Contacts_AreAddedChangedMadeMainAndRemoved()
    {
        var slug = await app.SendAs(Cast.Lead, new AddOrganisation("Reached"));
        using var page = await app.SignedIn(Cast.Lead);
        var contacts = $"/organisations/{slug}/contacts";
        using var noName = await page.PostFormAsync(
            $"{contacts}/add",
            [("Email", "a@example.org")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noName.StatusCode);
        foreach (var name in new[] { "Ann Lee", "Bob Ray" })
            (await page.PostFormAsync($"{contacts}/add", [("Name", name)])).Dispose();
        using var changed = await page.PostFormAsync(
            $"{contacts}/2/change",
            [("Name", "Bob Ray"), ("Post", "Treasurer")]
        );
        using var main = await page.PostFormAsync(
            $"/organisations/{slug}",
            [],
            $"{contacts}/2/main"
        );
        Assert.Equal(HttpStatusCode.Redirect, main.StatusCode);
        using var stays = await page.PostFormAsync($"{contacts}/2/remove", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stays.StatusCode);
        using var removed = await page.PostFormAsync($"{contacts}/1/remove", []);
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);

        var only = Assert.Single(
            (await app.SendAs(Cast.Lead, new ReadOrganisation(slug))).Contacts
        );

        Assert.Equal(("Bob Ray", "Treasurer", true), (only.Name, only.Post, only.IsMain));
    }

    [DatabaseFact]
    public async Task ChangeContact_OverWhatSomebodyElseSaved_IsRefused()
    {
        var slug = await app.SendAs(Cast.Lead, new AddOrganisation("Two at once"));
        await app.SendAs(
            Cast.Lead,
            new AddContact(slug, new ContactDetails("Ann Lee", null, null, null, null))
        );
        using var page = await app.SignedIn(Cast.Lead);

        using var stale = await page.PostFormAsync(
            $"/organisations/{slug}/contacts/1/change",
            [("Name", "Ann Lea"), ("Seen", Guid.NewGuid().ToString())]
        );

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Ann Lea", await PageClient.TextAsync(stale), StringComparison.Ordinal);
        Assert.Equal(
            "Ann Lee",
            (await app.SendAs(Cast.Lead, new ReadOrganisation(slug))).Contacts[0].Name
        );
    }

    [DatabaseFact]
    public async Task Contact_WithASignInOfAnotherRole_IsRefused()
    {
        var slug = await app.SendAs(Cast.Lead, new AddOrganisation("Wrong sign-in"));
        var auditor = await app.Look(db =>
            Task.FromResult(db.People.Single(p => p.Email == Cast.Auditor).Id)
        );

        var refusal = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(
                Cast.Lead,
                new AddContact(slug, new ContactDetails("Audrey", null, null, null, auditor))
            )
        );

        Assert.Equal("contact.sign-in", refusal.Code);
    }

    [DatabaseFact]
    public async Task BankDetails_AreConfirmedByASecondPersonOnly()
    {
        var slug = await app.SendAs(Cast.Lead, new AddOrganisation("Paid here"));
        using var lead = await app.SignedIn(Cast.Lead);
        using var payments = await app.SignedIn(Cast.Payments);
        var bank = $"/organisations/{slug}/bank-details";
        using var byEmail = await lead.PostFormAsync(
            $"{bank}/propose",
            [.. Account, ("Verification", "EmailAlone")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, byEmail.StatusCode);
        Assert.Contains(
            "never changed on an e-mail alone",
            await PageClient.TextAsync(byEmail),
            StringComparison.Ordinal
        );
        using var proposed = await lead.PostFormAsync(
            $"{bank}/propose",
            [.. Account, ("Verification", "CallBack")]
        );
        Assert.Equal(HttpStatusCode.Redirect, proposed.StatusCode);
        using var own = await lead.PostFormAsync($"{bank}/confirm", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, own.StatusCode);
        Assert.Contains(
            "You proposed these bank details, so somebody else has to confirm them.",
            await PageClient.TextAsync(own),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "12345678",
            await payments.ReadAsync($"{bank}/confirm"),
            StringComparison.Ordinal
        );

        using var confirmed = await payments.PostFormAsync($"{bank}/confirm", []);

        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        using var auditor = await app.SignedIn(Cast.Auditor);
        var text = await auditor.ReadAsync($"/organisations/{slug}");
        Assert.Contains("**-**-56, ****5678, Youth Trust", text, StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", text, StringComparison.Ordinal);
        using var late = await payments.GetAsync($"{bank}/reject");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
    }

    [DatabaseFact]
    public async Task BankDetails_Rejected_LeaveWhatHeldInForce()
    {
        var slug = await app.SendAs(Cast.Lead, new AddOrganisation("Stays"));
        await app.SendAs(
            Cast.Lead,
            new ProposeBankDetails(
                slug,
                "200056",
                "12345678",
                "Stays",
                BankVerification.Letter,
                "Letter of 2 May."
            )
        );
        using var page = await app.SignedIn(Cast.Payments);
        using var empty = await page.PostFormAsync(
            $"/organisations/{slug}/bank-details/reject",
            [("Reason", "")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);

        using var rejected = await page.PostFormAsync(
            $"/organisations/{slug}/bank-details/reject",
            [("Reason", "The letter was forged.")]
        );

        Assert.Equal(HttpStatusCode.Redirect, rejected.StatusCode);
        var after = await app.SendAs(Cast.Lead, new ReadOrganisation(slug));
        Assert.Null(after.Bank);
        Assert.Null(after.Pending);
        Assert.Contains(after.History, entry => entry.Why == "The letter was forged.");
    }

    [DatabaseFact]
    public async Task Show_ListsItsGrantsWithTheirMoney_InFewCommands()
    {
        var (_, grant) = await app.ApprovedAsync("On one page");
        var slug = await app.RecipientAsync();
        using var page = await app.SignedIn(Cast.Auditor);

        var text = await page.ReadAsync($"/organisations/{slug}");

        Assert.Contains($"href=\"/grants/{grant}\"", text, StringComparison.Ordinal);
        Assert.Contains("50,049.00", text, StringComparison.Ordinal);
        Assert.Contains(
            $"{grant},On one page,2017-04-01,2020-03-31,50049.00,16683.00,0.00\r\n",
            await page.ReadAsync($"/organisations/{slug}/grants.csv"),
            StringComparison.Ordinal
        );
        Assert.InRange(await app.Commands.Of(() => page.ReadAsync($"/organisations/{slug}")), 1, 5);
        Assert.Equal(1, await app.Commands.Of(() => page.ReadAsync("/organisations")));
        using var refused = await page.GetAsync($"/organisations/{slug}/change");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}

public sealed class OrganisationTests_OnSqlite(App<SqliteDatabase> app)
    : OrganisationTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class OrganisationTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : OrganisationTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
