using System.Security.Claims;
using GrantHub.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.People;

/// <summary>What the sign-in cookie says beside the Id and the security stamp.</summary>
public sealed class SignInPrincipals(
    UserManager<SignIn> users,
    IOptions<IdentityOptions> options,
    GrantHubDb db
) : UserClaimsPrincipalFactory<SignIn>(users, options)
{
    /// <summary>The claim with the person's name.</summary>
    public const string Name = "name";

    /// <summary>
    /// The claim that the password was chosen by somebody else. Setting a password ends every session, so it is never
    /// out of date.
    /// </summary>
    public const string NeedsNewPassword = "needs-new-password";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(SignIn user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var identity = await base.GenerateClaimsAsync(user);
        var name = await db.People.Where(p => p.Id == user.Id).Select(p => p.Name).SingleAsync();
        identity.AddClaim(new Claim(Name, name));
        if (user.NeedsNewPassword)
            identity.AddClaim(new Claim(NeedsNewPassword, "true"));
        return identity;
    }
}
