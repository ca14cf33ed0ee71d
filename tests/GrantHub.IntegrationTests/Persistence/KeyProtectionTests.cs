using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GrantHub.Infrastructure;
using GrantHub.Testing;
using GrantHub.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Persistence;

/// <summary>An office that keeps a certificate outside the database.</summary>
public sealed class CertifiedApp() : AppFixture(new SqliteDatabase())
{
    public const string Password = "of the certificate";

    private static readonly string Certificates = Directory
        .CreateTempSubdirectory("granthub-certificate-")
        .FullName;

    public static string Now { get; } = Certificate("now.pfx");
    public static string Before { get; } = Certificate("before.pfx");

    protected override IReadOnlyDictionary<string, string?> Settings { get; } =
        new Dictionary<string, string?>
        {
            ["GrantHub:Keys:CertificatePath"] = Now,
            ["GrantHub:Keys:CertificatePassword"] = Password,
            ["GrantHub:Keys:PreviousCertificatePath"] = Before,
            ["GrantHub:Keys:PreviousCertificatePassword"] = Password,
        };

    private static string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest(
            "CN=GrantHub",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var path = Path.Combine(Certificates, name);
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, Password));
        return path;
    }
}

public class KeyProtectionTests(CertifiedApp certified, App<SqliteDatabase> plain)
    : IClassFixture<CertifiedApp>,
        IClassFixture<App<SqliteDatabase>>
{
    [Fact]
    public async Task Keys_WithACertificate_AreEncryptedInTheDatabase()
    {
        var kept = Protector(certified).Protect("harrowgate");
        Protector(plain).Protect("harrowgate");

        Assert.Equal("harrowgate", Protector(certified).Unprotect(kept));
        Assert.DoesNotContain("masterKey", await KeysAsync(certified));
        Assert.Contains("EncryptedKey", await KeysAsync(certified));
        // As it is without one, which docs/security.md says.
        Assert.Contains("masterKey", await KeysAsync(plain));
    }

    [Theory]
    [InlineData("nowhere.pfx", CertifiedApp.Password)]
    [InlineData(null, "not its password")]
    public void Start_WithACertificateThatCannotBeUsed_SaysSo(string? path, string password)
    {
        var refusal = Assert.Throws<SettingsException>(() =>
            GrantHubHost.CreateBuilder([
                KeyValuePair.Create(
                    "GrantHub:Keys:CertificatePath",
                    (string?)(path ?? CertifiedApp.Now)
                ),
                KeyValuePair.Create("GrantHub:Keys:CertificatePassword", (string?)password),
            ])
        );

        Assert.Contains("GrantHub:Keys:CertificatePath", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(password, refusal.Message, StringComparison.Ordinal);
    }

    private static IDataProtector Protector(AppFixture app) =>
        app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static async Task<string> KeysAsync(AppFixture app) =>
        string.Join(
            '\n',
            await app.Look(db => db.DataProtectionKeys.Select(key => key.Xml).ToListAsync())
        );
}
