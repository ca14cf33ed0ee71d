using System.Net;
using GrantHub.Infrastructure.People;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.People;

public class GuessablePasswordTests(App<SqliteDatabase> app) : IClassFixture<App<SqliteDatabase>>
{
    private static readonly string?[] Names =
    [
        "Harriet Okonkwo",
        "h.okonkwo@example.org",
        "Office of the Police and Crime Commissioner for Cleveland",
        null,
    ];

    [Theory]
    [InlineData("password123456")]
    [InlineData("P4ssw0rd!P4ssw0rd!")]
    [InlineData("Liverpool2026!")]
    [InlineData("summer24winter25")]
    [InlineData("qwertyuiop1234")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("987654321098")]
    [InlineData("abcdefghijklm")]
    [InlineData("Welcome2GrantHub")]
    [InlineData("Harriet.Okonkwo1")]
    [InlineData("Cleveland-Police-26")]
    [InlineData("harbourharbour")]
    [InlineData("iloveyouiloveyou")]
    public void Password_ThatIsTriedFirst_IsGuessable(string password) =>
        Assert.True(GuessablePasswords.IsGuessable(password, Names));

    [Theory]
    [InlineData(Passwords.Own)]
    [InlineData(Passwords.Temporary)]
    [InlineData("nine brown kettles")]
    [InlineData("summer kettle teaspoon")]
    [InlineData("k7qm-x2vb-94hd-wz3t")]
    [InlineData("bench-correct-horse")]
    public void Password_OfRandomWordsOrLetters_IsNot(string password) =>
        Assert.False(GuessablePasswords.IsGuessable(password, Names));

    [Fact]
    public async Task Change_ToOnesOwnName_IsRefusedWithTheReason()
    {
        await app.AddAsync("margaret.okonkwo@example.org");
        using var page = app.Anonymous();
        await page.SignInAsync("margaret.okonkwo@example.org", Passwords.Own);

        using var answer = await page.PostFormAsync(
            "/account/password",
            [("Current", Passwords.Own), ("New", "margaretokonkwo1"), ("Again", "margaretokonkwo1")]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("easy to guess", await PageClient.TextAsync(answer));
    }
}
