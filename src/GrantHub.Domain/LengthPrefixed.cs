using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GrantHub.Domain;

/// <summary>A hash over several texts, in which no two different lists can give the same bytes: each carries its length.</summary>
public static class LengthPrefixed
{
    /// <returns>SHA-256 of the UTF-8 text, in lower-case hexadecimal.</returns>
    public static string Sha256(IEnumerable<string?> parts)
    {
        var text = string.Concat(
            parts.Select(part =>
                $"{(part is null ? "-" : part.Length.ToString(CultureInfo.InvariantCulture))}:{part}\n"
            )
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
