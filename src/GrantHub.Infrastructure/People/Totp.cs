using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GrantHub.Infrastructure.People;

/// <summary>
/// Codes of authenticator apps (RFC 6238 with SHA-1, 30 seconds and six digits, which is what every app understands).
/// Identity's own provider does not say which time step a code is of, so with it a code could be used twice.
/// </summary>
public static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsOfALetter = 5;

    // RFC 4226, section 4: 160 bits are recommended.
    private const int KeyBytes = 20;
    private const int StepSeconds = 30;
    private const int Digits = 6;
    private const int Modulus = 1_000_000;

    /// <summary>A clock may be off by so many steps either way (RFC 6238, section 5.2).</summary>
    private const int Tolerance = 1;

    /// <summary>A new key in Base32: 32 letters.</summary>
    public static string NewKey() =>
        RandomNumberGenerator.GetString(Base32, KeyBytes * 8 / BitsOfALetter);

    /// <summary>The time step of an instant.</summary>
    public static long StepOf(DateTime utc) =>
        (long)(utc - DateTime.UnixEpoch).TotalSeconds / StepSeconds;

    /// <summary>The code of a time step.</summary>
    /// <param name="key">In Base32.</param>
    public static string CodeOf(string key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The apps know no other; HMAC does not rest on SHA-1's resistance to collisions.
        HMACSHA1.HashData(Decode(key), counter, hash);
#pragma warning restore CA5350
        // RFC 4226, section 5.3: dynamic truncation.
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (number % Modulus).ToString($"D{Digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>Which time step a code is of; null when it is of none that counts now.</summary>
    /// <param name="lastUsed">The last step whose code was used; it and earlier ones count no longer.</param>
    public static long? Match(string key, string code, DateTime utc, long lastUsed)
    {
        ArgumentNullException.ThrowIfNull(code);
        var given = Encoding.UTF8.GetBytes(code.Replace(" ", "", StringComparison.Ordinal));
        var now = StepOf(utc);
        for (var step = Math.Max(now - Tolerance, lastUsed + 1); step <= now + Tolerance; step++)
            if (
                CryptographicOperations.FixedTimeEquals(
                    Encoding.UTF8.GetBytes(CodeOf(key, step)),
                    given
                )
            )
                return step;
        return null;
    }

    private static byte[] Decode(string key)
    {
        var bytes = new byte[key.Length * BitsOfALetter / 8];
        var (buffer, bits, next) = (0, 0, 0);
        foreach (var letter in key)
        {
            buffer =
                (buffer << BitsOfALetter | Base32.IndexOf(letter, StringComparison.Ordinal))
                & 0xffff;
            bits += BitsOfALetter;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[next++] = (byte)(buffer >> bits);
        }
        return bytes;
    }
}
