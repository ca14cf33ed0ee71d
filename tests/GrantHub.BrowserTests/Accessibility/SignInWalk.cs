using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using static GrantHub.BrowserTests.Accessibility.Step;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>The pages on which one says how one signs in.</summary>
internal static class SignInWalk
{
    /// <summary>Routes that show nothing themselves: they lead to the provider of single sign-on, and back from it.</summary>
    public static IReadOnlySet<string> LeadElsewhere { get; } =
        new HashSet<string> { "sign-in/provider", "sign-in/provider/done", "account/provider/go" };

    /// <param name="key">What stands before @example.org.</param>
    public static async Task<IReadOnlyList<Step>> PlanAsync(Site site, string key)
    {
        byte[] id = [1, 2, 3, 4];
        await site.Look(async db =>
        {
            db.Add(
                new IdentityUserPasskey<long>
                {
                    UserId = await db
                        .Users.Where(u => u.UserName == $"{key}@example.org")
                        .Select(u => u.Id)
                        .SingleAsync(),
                    CredentialId = id,
                    Data = new()
                    {
                        Name = "Laptop",
                        PublicKey = [1],
                        CreatedAt = site.Clock.GetUtcNow(),
                        AttestationObject = [1],
                        ClientDataJson = [1],
                    },
                }
            );
            return await db.SaveChangesAsync();
        });
        var passkey = $"/account/passkeys/{System.Buffers.Text.Base64Url.EncodeToString(id)}";
        return
        [
            new("/account"),
            new("/account/second-factor", Empty),
            new("/account/second-factor/codes", Empty),
            new("/account/second-factor/off", Empty),
            // Its form is sent by script, and an address of numbers has no passkeys.
            new("/account/passkeys/add"),
            new(passkey, Empty),
            new($"{passkey}/remove", Empty),
            new("/account/provider"),
            new("/account/provider/disconnect", Empty),
            new("/account/sessions/end"),
        ];
    }
}
