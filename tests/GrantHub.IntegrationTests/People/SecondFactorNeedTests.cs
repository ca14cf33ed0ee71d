using System.Net;
using GrantHub.Domain.People;
using GrantHub.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.People;

/// <summary>An office that asks its officers for a second factor.</summary>
public sealed class OfficersApp() : AppFixture(new SqliteDatabase())
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } =
        new Dictionary<string, string?> { ["GrantHub:SignIn:SecondFactor"] = "Officers" };
}

public class SecondFactorNeedTests(OfficersApp app) : IClassFixture<OfficersApp>
{
    [Theory]
    [InlineData(Role.ChiefFinanceOfficer)]
    [InlineData(Role.MonitoringOfficer)]
    [InlineData(Role.Commissioner)]
    [InlineData(Role.Cabinet)]
    [InlineData(Role.PaymentAuthoriser)]
    [InlineData(Role.LeadOfficer)]
    [InlineData(Role.Administrator)]
    public async Task Officer_WithoutOne_IsLedToSetItUpBeforeAnythingElse(Role role)
    {
        var email = $"officer-{role}@example.org".ToLowerInvariant();
        var id = await app.AddAsync(email, role);
        using var page = app.Anonymous();
        await page.SignInAsync(email, Passwords.Own);

        foreach (var path in new[] { "/account", "/decisions", "/account/password" })
            Assert.Equal(
                "/account/second-factor",
                (await page.GetAsync(path)).Headers.Location?.OriginalString
            );
        Assert.Contains(
            "Your office asks for a second factor",
            await page.ReadAsync("/account/second-factor")
        );
        await SecondFactorTests.SetUpAsync(app, id, page);

        await page.ReadAsync("/account");
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.PartnerContact)]
    [InlineData(Role.None)]
    public async Task Reader_NeedsNone(Role role)
    {
        var email = $"reader-{role}@example.org".ToLowerInvariant();
        await app.AddAsync(email, role);
        using var page = app.Anonymous();
        await page.SignInAsync(email, Passwords.Own);

        await page.ReadAsync("/account");
    }

    [Fact]
    public async Task Session_ThatBeganWithoutOne_IsNotEnoughOnceADeputyIsAppointed()
    {
        var id = await app.AddAsync("deputy-later@example.org", Role.None);
        using var page = app.Anonymous();
        await page.SignInAsync("deputy-later@example.org", Passwords.Own);
        await page.ReadAsync("/account");

        await app.Look(async db =>
        {
            var officer = await db.People.SingleAsync(p => p.Email == Cast.Cfo);
            var person = await db.People.SingleAsync(p => p.Id == id);
            db.Deputies.Add(
                Deputy.Appoint(
                    officer,
                    person,
                    Role.ChiefFinanceOfficer,
                    new DateOnly(2017, 1, 1),
                    null,
                    null,
                    "Scheme of delegation, paragraph 5"
                )
            );
            return await db.SaveChangesAsync();
        });

        Assert.Equal(
            "/account/second-factor",
            (await page.GetAsync("/account")).Headers.Location?.OriginalString
        );
    }

    [Fact]
    public async Task Password_OfAnOfficerWhoHasAPasskey_IsNotEnoughToSetUpAnother()
    {
        var id = await app.AddAsync("passkey-officer@example.org", Role.Commissioner);
        await app.Look(async db =>
        {
            db.Add(
                new IdentityUserPasskey<long>
                {
                    UserId = id,
                    CredentialId = [1, 2, 3, 4],
                    Data = new()
                    {
                        Name = "Key",
                        PublicKey = [1],
                        CreatedAt = app.Clock.GetUtcNow(),
                        AttestationObject = [1],
                        ClientDataJson = [1],
                    },
                }
            );
            return await db.SaveChangesAsync();
        });
        using var page = app.Anonymous();

        var response = await page.SignInAsync("passkey-officer@example.org", Passwords.Own);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("Sign in with your passkey.", await PageClient.TextAsync(response));
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await page.GetAsync("/account/second-factor")).StatusCode
        );
    }

    [Fact]
    public async Task TurningOff_TheOnlyOne_LeadsToSettingItUpAgain()
    {
        var own = await SecondFactorTests.SetUpAsync(
            app,
            await app.AddAsync("off-again@example.org", Role.Commissioner),
            await SignedInAsync("off-again@example.org")
        );

        await own.Page.PostFormAsync("/account/second-factor/off", [("Password", Passwords.Own)]);

        Assert.Equal(
            "/account/second-factor",
            (await own.Page.GetAsync("/account")).Headers.Location?.OriginalString
        );
    }

    private async Task<PageClient> SignedInAsync(string email)
    {
        var page = app.Anonymous();
        await page.SignInAsync(email, Passwords.Own);
        return page;
    }
}
