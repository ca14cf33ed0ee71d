using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GrantHub.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.People;

/// <summary>
/// The key of an authenticator app, encrypted with the keys of Data Protection; the last time step whose code was used; and
/// hashes of the recovery codes. Rows of Identity's table of tokens, saved by whoever calls.
/// </summary>
public sealed class SecondFactorTokens(GrantHubDb db, IDataProtectionProvider protection)
{
    internal const string Provider = "GrantHub";
    internal const string RecoveryCodes = "RecoveryCodes";
    private const string Key = "AuthenticatorKey";
    private const string LastStep = "AuthenticatorLastStep";
    private const int Codes = 10;

    // 24 letters of 32 are 120 bits: enough for a plain hash (OWASP ASVS 5.0, 6.5.2).
    private const int CodeLetters = 24;
    private const int GroupLetters = 4;
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    private readonly IDataProtector protector = protection.CreateProtector(
        "GrantHub.AuthenticatorKey"
    );

    internal async Task SetKeyAsync(long personId, string key, long usedStep, CancellationToken ct)
    {
        await SetAsync(personId, Key, protector.Protect(key), ct);
        await SetAsync(personId, LastStep, Invariant(usedStep), ct);
    }

    /// <summary>Whether a code of the app counts; if so it is used up.</summary>
    internal async Task<bool> UseCodeAsync(
        long personId,
        string code,
        DateTime now,
        CancellationToken ct
    )
    {
        if (await FindAsync(personId, Key, ct) is not { Value: { } kept })
            return false;
        var last = await FindAsync(personId, LastStep, ct);
        var lastUsed = long.Parse(last?.Value ?? "0", CultureInfo.InvariantCulture);
        if (Totp.Match(protector.Unprotect(kept), code, now, lastUsed) is not { } step)
            return false;
        await SetAsync(personId, LastStep, Invariant(step), ct);
        return true;
    }

    /// <summary>New recovery codes, of which only hashes are kept.</summary>
    internal async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(
        long personId,
        CancellationToken ct
    )
    {
        var codes = Enumerable.Range(0, Codes).Select(_ => NewCode()).ToList();
        await SetAsync(personId, RecoveryCodes, string.Join(' ', codes.Select(Hash)), ct);
        return codes;
    }

    /// <summary>Whether a recovery code counts; if so it is used up.</summary>
    internal async Task<bool> UseRecoveryCodeAsync(long personId, string code, CancellationToken ct)
    {
        if (await FindAsync(personId, RecoveryCodes, ct) is not { Value: { } kept } token)
            return false;
        var left = kept.Split(' ').ToList();
        if (!left.Remove(Hash(code)))
            return false;
        token.Value = string.Join(' ', left);
        return true;
    }

    internal static int Count(string? recoveryCodes) =>
        recoveryCodes?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length ?? 0;

    internal async Task ForgetAsync(long personId, CancellationToken ct) =>
        db.UserTokens.RemoveRange(
            await db
                .UserTokens.Where(t => t.UserId == personId && t.LoginProvider == Provider)
                .ToListAsync(ct)
        );

    private static string NewCode() =>
        string.Join(
            '-',
            RandomNumberGenerator
                .GetItems<char>(Letters, CodeLetters)
                .Chunk(GroupLetters)
                .Select(group => new string(group))
        );

    private static string Hash(string code) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    new string([.. code.Where(char.IsAsciiLetterOrDigit)]).ToLowerInvariant()
                )
            )
        );

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<IdentityUserToken<long>?> FindAsync(
        long personId,
        string name,
        CancellationToken ct
    ) => await db.UserTokens.FindAsync([personId, Provider, name], ct);

    private async Task SetAsync(long personId, string name, string value, CancellationToken ct)
    {
        if (await FindAsync(personId, name, ct) is { } token)
            token.Value = value;
        else
            db.UserTokens.Add(
                new()
                {
                    UserId = personId,
                    LoginProvider = Provider,
                    Name = name,
                    Value = value,
                }
            );
    }
}
