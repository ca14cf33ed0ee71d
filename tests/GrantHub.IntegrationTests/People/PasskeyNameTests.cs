using System.Net;
using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.People;

/// <summary>Giving a passkey another name. That one is made and used is in the browser's tests.</summary>
public abstract class PasskeyNameTests(AppFixture app)
{
    internal static IdentityUserPasskey<long> Passkey(long person, byte[] id, string name) =>
        new()
        {
            UserId = person,
            CredentialId = id,
            Data = new()
            {
                Name = name,
                PublicKey = [1],
                CreatedAt = DateTimeOffset.UnixEpoch,
                AttestationObject = [1],
                ClientDataJson = [1],
            },
        };

    [DatabaseFact]
    public async Task Rename_OnItsPage_ShowsTheNewNameAndIsInTheTrail()
    {
        var id = await AddAsync([1, 1], "Old key");
        using var page = await app.SignedIn(Cast.Lead);

        using var saved = await page.PostFormAsync(
            $"/account/passkeys/{id}",
            [("Name", " Telephone ")]
        );

        Assert.Equal("/account", saved.Headers.Location!.OriginalString);
        var account = await page.ReadAsync("/account");
        Assert.Contains("The name has been saved.", account);
        Assert.Contains("Telephone", account);
        Assert.Equal(
            "PasskeyRenamed",
            await app.Look(db =>
                db.AuditEntries.OrderByDescending(e => e.Number).Select(e => e.What).FirstAsync()
            )
        );
    }

    [DatabaseFact]
    public async Task Rename_ToTheNameItHas_ChangesNothing()
    {
        var id = await AddAsync([4, 4], "Same");
        Task<int> Entries() => app.Look(db => db.AuditEntries.CountAsync());
        var before = await Entries();

        await app.SendAs(Cast.Lead, new RenamePasskey(id, " Same "));

        Assert.Equal(before, await Entries());
    }

    [DatabaseTheory]
    [InlineData("", "Enter a name for the passkey, such as the device that it is on.")]
    [InlineData("   ", "Enter a name for the passkey, such as the device that it is on.")]
    [InlineData(null, "The name can have at most 100 characters.")]
    public async Task Rename_ToWhatCannotBe_IsRefusedAndKeepsTheName(string? name, string sentence)
    {
        var id = await AddAsync([2, 2, (byte)sentence.Length, (byte)(name ?? "x").Length], "Kept");
        using var page = await app.SignedIn(Cast.Lead);

        using var refused = await page.PostFormAsync(
            $"/account/passkeys/{id}",
            [("Name", name ?? new string('x', 101))]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(sentence, await PageClient.TextAsync(refused));
        Assert.Contains(
            (id, "Kept"),
            (await app.SendAs(Cast.Lead, new ReadOwnSignIn())).Passkeys.Select(p => (p.Id, p.Name))
        );
    }

    [DatabaseFact]
    public async Task Rename_OfSomebodyElses_IsNotThere()
    {
        var id = await AddAsync([3, 3], "Mine");
        using var page = await app.SignedIn(Cast.OtherLead);

        using var shown = await page.GetAsync($"/account/passkeys/{id}");
        using var sent = await page.PostAsync(
            $"/account/passkeys/{id}",
            [("Name", "Taken"), await page.TokenAsync()]
        );

        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        await Assert.ThrowsAsync<NotFoundException>(() =>
            app.SendAs(Cast.OtherLead, new RenamePasskey("not base64url!", "Taken"))
        );
    }

    /// <returns>Its id in an address.</returns>
    private async Task<string> AddAsync(byte[] id, string name)
    {
        await app.Look(async db =>
        {
            var person = await db.Users.SingleAsync(u => u.UserName == Cast.Lead);
            db.Add(Passkey(person.Id, id, name));
            return await db.SaveChangesAsync();
        });
        return System.Buffers.Text.Base64Url.EncodeToString(id);
    }
}

public sealed class PasskeyNameTests_OnSqlite(App<SqliteDatabase> app)
    : PasskeyNameTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class PasskeyNameTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : PasskeyNameTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
