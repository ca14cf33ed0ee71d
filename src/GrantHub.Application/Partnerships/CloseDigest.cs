using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;

namespace GrantHub.Application.Partnerships;

/// <summary>The whole preview of a close: rule, lines, balances and every partner's share. What is signed is what was seen.</summary>
public static class CloseDigest
{
    /// <returns>In lower-case hexadecimal.</returns>
    public static string Of(YearEnd figures) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(figures)))
        );

    /// <param name="seen">As <see cref="Of"/> gave it; null: not checked.</param>
    internal static void GuardSeen(this YearEnd figures, string? seen)
    {
        if (seen is not null && seen != Of(figures))
            throw DomainException.Conflict(
                "close.changed",
                "The same balance would be carried forward, but a line, the year-end rule or a partner’s share has changed since you saw it. Nothing has been signed. Look at the figures again."
            );
    }
}
