using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>One key of the ring that protects cookies and forms; every web node reads the same.</summary>
public sealed class DataProtectionKey
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Xml { get; init; } = "";
}

/// <summary>Keeps the data-protection keys in the database, so that a second web node or a new folder signs nobody out.</summary>
internal sealed class DataProtectionKeyRepository(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        return
        [
            .. db
                .DataProtectionKeys.AsNoTracking()
                .Select(key => key.Xml)
                .AsEnumerable()
                .Select(xml => XElement.Parse(xml)),
        ];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        db.DataProtectionKeys.Add(
            new DataProtectionKey
            {
                Name = friendlyName,
                Xml = element.ToString(SaveOptions.DisableFormatting),
            }
        );
        db.SaveChanges();
    }
}

/// <summary>
/// Encrypts the keys with a certificate outside the database (<c>Keys:CertificatePath</c>, a PKCS #12 file), so that the
/// database or a backup of it is not enough to make a cookie. Keys of before stay as they are until their time is over.
/// </summary>
internal static class KeyProtection
{
    /// <exception cref="SettingsException">A file cannot be read with its password, or has no private key.</exception>
    public static void ProtectKeys(this IDataProtectionBuilder keys, IConfiguration settings)
    {
        if (Load(settings, "Keys:Certificate") is not { } now)
            return;
        keys.ProtectKeysWithCertificate(now);
        // Until the last key that an earlier one encrypted is out of use.
        if (Load(settings, "Keys:PreviousCertificate") is { } before)
            keys.UnprotectKeysWithAnyCertificate(now, before);
    }

    private static X509Certificate2? Load(IConfiguration settings, string name)
    {
        if (settings[$"{name}Path"] is not { Length: > 0 } path)
            return null;
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(
                path,
                settings[$"{name}Password"]
            );
            return certificate.GetRSAPrivateKey() is not null
                ? certificate
                : throw new SettingsException(
                    $"GrantHub:{name}Path names a file without an RSA private key. Make one with both: a PKCS #12 file."
                );
        }
        catch (Exception fault)
            when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                $"GrantHub:{name}Path cannot be used: the file is missing or unreadable, is no PKCS #12 file, or GrantHub:{name}Password does not open it."
            );
        }
    }
}
