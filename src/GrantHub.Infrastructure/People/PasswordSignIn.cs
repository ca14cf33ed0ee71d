using GrantHub.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.People;

public enum SignInOutcome
{
    SignedIn,

    /// <summary>Nobody has the e-mail address, or the password is wrong: which of the two is not said.</summary>
    Refused,
    LockedOut,
    Disabled,
}

/// <param name="Until">When a lock-out ends, in UTC; null for other outcomes.</param>
public sealed record SignInAttempt(SignInOutcome Outcome, DateTime? Until = null);

/// <summary>Signs people in by e-mail address and password, and renews their cookie.</summary>
public sealed class PasswordSignIn(
    SignInManager<SignIn> signIns,
    UserManager<SignIn> users,
    GrantHubDb db
)
{
    public async Task<SignInAttempt> TryAsync(
        string email,
        string password,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(email);
        var signIn = await users.FindByNameAsync(email.Trim());
        if (signIn is null)
        {
            // Takes as long as checking a password, so that the time does not tell who is there.
            users.PasswordHasher.HashPassword(new SignIn(), password);
            return new(SignInOutcome.Refused);
        }
        var checkedPassword = await signIns.CheckPasswordSignInAsync(
            signIn,
            password,
            lockoutOnFailure: true
        );
        if (checkedPassword.IsLockedOut)
            return new(SignInOutcome.LockedOut, signIn.LockoutEnd?.UtcDateTime);
        if (!checkedPassword.Succeeded)
            return new(SignInOutcome.Refused);
        var isDisabled = await db.People.AnyAsync(
            p => p.Id == signIn.Id && p.DisabledAt != null,
            cancellationToken
        );
        if (isDisabled)
            return new(SignInOutcome.Disabled);
        await signIns.SignInAsync(signIn, isPersistent: false);
        return new(SignInOutcome.SignedIn);
    }

    /// <summary>Gives the browser a cookie that stands after a change of password.</summary>
    public async Task RenewAsync(long personId, CancellationToken cancellationToken) =>
        await signIns.SignInAsync(
            await db.Users.SingleAsync(s => s.Id == personId, cancellationToken),
            isPersistent: false
        );
}
