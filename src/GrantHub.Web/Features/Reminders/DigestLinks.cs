using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace GrantHub.Web.Features.Reminders;

/// <summary>The link in a digest that ends it without signing in. Its key is the secret: it stands for one person and never ends.</summary>
public sealed class DigestLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("GrantHub.DigestLinks");

    /// <summary>"/digest/stop?key=…", relative to the public address.</summary>
    public string For(long personId) =>
        $"/digest/stop?key={protector.Protect(personId.ToString(CultureInfo.InvariantCulture))}";

    /// <summary>Whose digest a key ends; null when GrantHub did not make it.</summary>
    public long? PersonOf(string? key)
    {
        if (string.IsNullOrEmpty(key))
            return null;
        try
        {
            return long.TryParse(
                protector.Unprotect(key),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var id
            )
                ? id
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
