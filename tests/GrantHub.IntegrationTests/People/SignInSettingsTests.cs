using GrantHub.Infrastructure.People;

namespace GrantHub.IntegrationTests.People;

public class SignInSettingsTests
{
    [Fact]
    public void Faults_OfTheDefaults_AreNone() => Assert.Empty(new SignInSettings().Faults());

    [Theory]
    [InlineData("http://login.example.org")]
    [InlineData("login.example.org")]
    [InlineData("ftp://127.0.0.1")]
    public void Issuer_ThatIsNotSafe_IsRefused(string issuer) =>
        Assert.Contains(
            "SignIn:Provider:Issuer must be an address that begins with https://",
            Assert.Single(Provider(issuer).Faults())
        );

    [Theory]
    [InlineData("https://login.example.org/tenant/v2.0")]
    [InlineData("http://127.0.0.1:5000")]
    public void Issuer_OverHttpsOrOnThisMachine_IsTaken(string issuer) =>
        Assert.Empty(Provider(issuer).Faults());

    [Fact]
    public void Provider_WithoutTheRest_NamesEachSetting()
    {
        var faults = new SignInSettings
        {
            SessionHours = 0,
            Provider = new() { Issuer = "https://login.example.org" },
        }
            .Faults()
            .ToList();

        foreach (
            var setting in new[]
            {
                "SignIn:SessionHours",
                "Provider:Name",
                "Provider:ClientId",
                "Provider:ClientSecret",
            }
        )
            Assert.Single(faults, fault => fault.Contains(setting, StringComparison.Ordinal));
    }

    private static SignInSettings Provider(string issuer) =>
        new()
        {
            Provider = new()
            {
                Name = "Provider",
                Issuer = issuer,
                ClientId = "granthub",
                ClientSecret = "secret",
            },
        };
}
