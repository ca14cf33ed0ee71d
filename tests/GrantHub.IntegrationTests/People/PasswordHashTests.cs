using System.Buffers.Binary;
using GrantHub.Testing;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.People;

/// <summary>A stored password says itself how it was made.</summary>
public sealed class PasswordHashTests(App<SqliteDatabase> app) : IClassFixture<App<SqliteDatabase>>
{
    [Fact]
    public async Task Password_AsItIsStored_IsAsSlowToTryAsTheGuidanceSays()
    {
        var id = await app.AddAsync("hashed@example.org");

        var hash = Convert.FromBase64String(
            await app.Look(db =>
                db.Users.Where(u => u.Id == id).Select(u => u.PasswordHash!).SingleAsync()
            )
        );

        // The third format of ASP.NET Core Identity: its mark, the function, the rounds, the salt's bytes.
        Assert.Equal(1, hash[0]);
        Assert.Equal(KeyDerivationPrf.HMACSHA512, (KeyDerivationPrf)Number(1));
        Assert.Equal(210_000, Number(5));
        Assert.Equal(16, Number(9));

        int Number(int at) => BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at));
    }
}
