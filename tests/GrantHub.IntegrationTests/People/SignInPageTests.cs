using System.Net;
using GrantHub.Application.People;
using GrantHub.Domain.People;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.People;

public class SignInPageTests(App<SqliteDatabase> app) : IClassFixture<App<SqliteDatabase>>
{
    private const string WrongSentence =
        "The e-mail address or the password is not right. Check both and try again. After 5 wrong attempts in a row an account is locked for 15 minutes; if that may have happened, wait that long, or ask an administrator to unlock it.";

    [Fact]
    public async Task SignIn_InAnyCase_GoesToTheLocalAddressAskedFor()
    {
        await app.AddAsync("in@example.org");
        using var page = app.Anonymous();

        var asked = await page.GetAsync("/account");
        Assert.Equal("/sign-in?returnUrl=%2Faccount", asked.Headers.Location!.PathAndQuery);
        var response = await page.SignInAsync(
            " IN@example.org",
            Passwords.Own,
            "/sign-in?returnUrl=%2Faccount"
        );

        Assert.Equal("/account", response.Headers.Location!.OriginalString);
        var account = await page.ReadAsync("/account");
        Assert.Contains("Test in@example.org", account);
        Assert.Contains("Lead officer", account);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task SignIn_WithAForeignReturnAddress_StaysHere(string returnUrl)
    {
        var email =
            $"return-{Math.Abs(returnUrl.GetHashCode(StringComparison.Ordinal))}@example.org";
        await app.AddAsync(email);
        using var page = app.Anonymous();

        var response = await page.SignInAsync(
            email,
            Passwords.Own,
            $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}"
        );

        Assert.Equal("/", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SignIn_WithAWrongPasswordOrUnknownEmail_SaysTheSame()
    {
        await app.AddAsync("wrong@example.org");
        using var page = app.Anonymous();

        foreach (var email in new[] { "wrong@example.org", "nobody@example.org" })
        {
            var response = await page.SignInAsync(email, "not the password");
            var text = await PageClient.TextAsync(response);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            Assert.Contains(WrongSentence, text);
            Assert.Contains($"value=\"{email}\"", text);
            Assert.Contains("<title>Error: Sign in", text);
            Assert.DoesNotContain("not the password", text);
        }
    }

    [Fact]
    public async Task SignIn_AfterFiveWrongPasswords_IsLockedForAWhile()
    {
        var id = await app.AddAsync("locked@example.org");
        using var page = app.Anonymous();
        for (var attempt = 1; attempt < 5; attempt++)
            Assert.Contains(
                WrongSentence,
                await PageClient.TextAsync(
                    await page.SignInAsync("locked@example.org", "not the password")
                )
            );
        await page.SignInAsync("locked@example.org", "not the password");

        var response = await page.SignInAsync("locked@example.org", Passwords.Own);

        Assert.Contains(WrongSentence, await PageClient.TextAsync(response));
        using var admin = await app.SignedIn(Cast.Admin);
        Assert.Contains("Unlock this account", await admin.ReadAsync($"/admin/people/{id}"));
        await admin.PostFormAsync($"/admin/people/{id}", [], $"/admin/people/{id}/unlock");
        response = await page.SignInAsync("locked@example.org", Passwords.Own);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Fact]
    public async Task SignIn_OfADisabledPerson_IsRefused()
    {
        var id = await app.AddAsync("off@example.org");
        using var page = app.Anonymous();
        await page.SignInAsync("off@example.org", Passwords.Own);
        Assert.Contains("Your account", await page.ReadAsync("/account"));

        await app.SendAs(Cast.Admin, new DisablePerson(id));

        Assert.Equal(HttpStatusCode.Redirect, (await page.GetAsync("/account")).StatusCode);
        var response = await page.SignInAsync("off@example.org", Passwords.Own);
        Assert.Contains("has been disabled", await PageClient.TextAsync(response));
    }

    [Fact]
    public async Task SignIn_WithNothingEntered_NamesBothFields()
    {
        using var page = app.Anonymous();
        var text = await PageClient.TextAsync(await page.SignInAsync("", ""));

        Assert.Contains("href=\"#Email\">Enter your e-mail address.", text);
        Assert.Contains("href=\"#Password\">Enter your password.", text);
    }

    [Fact]
    public async Task SignOut_EndsTheSession_AndWorksWithoutOne()
    {
        await app.AddAsync("out@example.org");
        using var page = app.Anonymous();
        await page.SignInAsync("out@example.org", Passwords.Own);

        var response = await page.PostFormAsync("/account", [], "/sign-out");

        Assert.Equal("/sign-in", response.Headers.Location!.OriginalString);
        Assert.Contains("You have signed out.", await page.ReadAsync("/sign-in"));
        Assert.Equal(HttpStatusCode.Redirect, (await page.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await page.PostAsync("/sign-out", [])).StatusCode);
    }

    [Fact]
    public async Task SignOut_WithoutTheFormsToken_IsRefused()
    {
        using var page = await app.SignedIn(Cast.Lead);

        var response = await page.PostAsync("/sign-out", []);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Your account", await page.ReadAsync("/account"));
    }

    [Fact]
    public async Task ChangePassword_KeepsThisSessionAndEndsTheOthers()
    {
        await app.AddAsync("change@example.org");
        using var here = app.Anonymous();
        using var there = app.Anonymous();
        await here.SignInAsync("change@example.org", Passwords.Own);
        await there.SignInAsync("change@example.org", Passwords.Own);

        var response = await here.PostFormAsync(
            "/account/password",
            [
                ("Current", Passwords.Own),
                ("New", "another horse battery"),
                ("Again", "another horse battery"),
            ]
        );

        Assert.Equal("/account", response.Headers.Location!.OriginalString);
        Assert.Contains("Your password has been changed.", await here.ReadAsync("/account"));
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/account")).StatusCode);
    }

    [Theory]
    [InlineData(
        "not the password",
        "new horse battery",
        "new horse battery",
        "Current",
        "The current password is not right."
    )]
    [InlineData(
        Passwords.Own,
        "new horse battery",
        "new horse",
        "Again",
        "Enter the same new password in both fields."
    )]
    [InlineData(
        Passwords.Own,
        "short",
        "short",
        "New",
        "The password needs at least 12 characters."
    )]
    [InlineData(
        Passwords.Own,
        Passwords.Own,
        Passwords.Own,
        "New",
        "Choose a password that differs"
    )]
    [InlineData(
        "",
        "new horse battery",
        "new horse battery",
        "Current",
        "Enter your current password."
    )]
    public async Task ChangePassword_ThatCannotBe_IsRefusedAtItsField(
        string current,
        string next,
        string again,
        string field,
        string sentence
    )
    {
        var email = $"refused-{field}-{next.Length}-{current.Length}@example.org";
        await app.AddAsync(email);
        using var page = app.Anonymous();
        await page.SignInAsync(email, Passwords.Own);

        var response = await page.PostFormAsync(
            "/account/password",
            [("Current", current), ("New", next), ("Again", again)]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains($"href=\"#{field}\">{sentence}", await PageClient.TextAsync(response));
    }

    [Fact]
    public async Task TemporaryPassword_LeadsToChangingIt_AndNowhereElse()
    {
        await app.AddAsync("temporary@example.org", Role.Administrator, temporary: true);
        using var page = app.Anonymous();
        await page.SignInAsync("temporary@example.org", Passwords.Temporary);

        foreach (var path in new[] { "/account", "/admin/people", "/admin" })
            Assert.Equal(
                "/account/password",
                (await page.GetAsync(path)).Headers.Location?.OriginalString
            );
        Assert.Contains("set by somebody else", await page.ReadAsync("/account/password"));
        await page.PostFormAsync(
            "/account/password",
            [("Current", Passwords.Temporary), ("New", Passwords.Own), ("Again", Passwords.Own)]
        );

        Assert.Contains("Your account", await page.ReadAsync("/account"));
        await app.SendAsOperator(
            new GiveRoles(
                await app.SendAsOperator(new FindPerson("temporary@example.org")),
                null,
                Role.None
            )
        );
    }

    [Fact]
    public async Task TemporaryPassword_CanSignOut()
    {
        await app.AddAsync("leaving@example.org", temporary: true);
        using var page = app.Anonymous();
        await page.SignInAsync("leaving@example.org", Passwords.Temporary);

        var response = await page.PostFormAsync("/account/password", [], "/sign-out");

        Assert.Equal("/sign-in", response.Headers.Location!.OriginalString);
    }
}
