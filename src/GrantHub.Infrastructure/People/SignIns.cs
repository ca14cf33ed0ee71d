using System.Globalization;
using GrantHub.Application;
using GrantHub.Domain;
using Microsoft.AspNetCore.Identity;

namespace GrantHub.Infrastructure.People;

/// <summary>ASP.NET Core Identity behind <see cref="ISignIns"/>.</summary>
internal sealed class SignIns(UserManager<SignIn> users, TimeProvider clock) : ISignIns
{
    public async Task CreateAsync(
        long personId,
        string email,
        string password,
        CancellationToken cancellationToken
    ) =>
        Check(
            await users.CreateAsync(
                new SignIn
                {
                    Id = personId,
                    UserName = email,
                    Email = email,
                    LockoutEnabled = true,
                },
                password
            )
        );

    public async Task SetPasswordAsync(
        long personId,
        string password,
        CancellationToken cancellationToken
    )
    {
        var signIn = await FindAsync(personId);
        foreach (var validator in users.PasswordValidators)
            Check(await validator.ValidateAsync(users, signIn, password));
        if (await users.HasPasswordAsync(signIn))
            Check(await users.RemovePasswordAsync(signIn));
        signIn.NeedsNewPassword = false;
        Check(await users.AddPasswordAsync(signIn, password));
        await LiftLockAsync(signIn);
    }

    public async Task ChangePasswordAsync(
        long personId,
        string current,
        string password,
        CancellationToken cancellationToken
    )
    {
        var signIn = await FindAsync(personId);
        signIn.NeedsNewPassword = false;
        Check(await users.ChangePasswordAsync(signIn, current, password));
    }

    public async Task RequireNewPasswordAsync(long personId, CancellationToken cancellationToken)
    {
        var signIn = await FindAsync(personId);
        signIn.NeedsNewPassword = true;
        Check(await users.UpdateAsync(signIn));
    }

    public async Task UnlockAsync(long personId, CancellationToken cancellationToken) =>
        await LiftLockAsync(await FindAsync(personId));

    public async Task<SignInState> StateAsync(long personId, CancellationToken cancellationToken)
    {
        var signIn = await FindAsync(personId);
        return new(
            signIn.LockoutEnd > clock.GetUtcNow() ? signIn.LockoutEnd.Value.UtcDateTime : null,
            signIn.NeedsNewPassword
        );
    }

    public async Task EndSessionsAsync(long personId, CancellationToken cancellationToken) =>
        Check(await users.UpdateSecurityStampAsync(await FindAsync(personId)));

    private async Task LiftLockAsync(SignIn signIn)
    {
        Check(await users.SetLockoutEndDateAsync(signIn, null));
        Check(await users.ResetAccessFailedCountAsync(signIn));
    }

    private async Task<SignIn> FindAsync(long personId) =>
        await users.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture))
        ?? throw new NotFoundException("There is no such person.");

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new DomainException(
                result.Errors.First().Code switch
                {
                    nameof(IdentityErrorDescriber.PasswordMismatch) => "sign-in.current-password",
                    nameof(IdentityErrorDescriber.DuplicateUserName)
                    or nameof(IdentityErrorDescriber.DuplicateEmail)
                    or nameof(IdentityErrorDescriber.InvalidEmail) => "sign-in.email",
                    _ => "sign-in.refused",
                },
                string.Join(" ", result.Errors.Select(Sentence).Distinct())
            );
    }

    private static string Sentence(IdentityError error) =>
        error.Code switch
        {
            nameof(IdentityErrorDescriber.PasswordTooShort) =>
                "The password needs at least 12 characters. Three random words are easy to remember.",
            nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) =>
                "The password repeats too few characters. Use at least 5 different ones.",
            nameof(IdentityErrorDescriber.DuplicateUserName)
            or nameof(IdentityErrorDescriber.DuplicateEmail) =>
                "Somebody with this e-mail address is there already.",
            nameof(IdentityErrorDescriber.InvalidEmail) =>
                "Enter an e-mail address in the form name@example.org.",
            nameof(IdentityErrorDescriber.PasswordMismatch) =>
                "The current password is not right. Enter the one that you signed in with.",
            nameof(IdentityErrorDescriber.ConcurrencyFailure) =>
                "The password or lock-out was changed by somebody else at the same moment. Try again.",
            _ => error.Description,
        };
}
