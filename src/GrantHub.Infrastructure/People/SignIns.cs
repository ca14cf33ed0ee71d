using System.Globalization;
using GrantHub.Application;
using GrantHub.Domain;
using Microsoft.AspNetCore.Identity;

namespace GrantHub.Infrastructure.People;

/// <summary>ASP.NET Core Identity behind <see cref="ISignIns"/>.</summary>
internal sealed class SignIns(UserManager<SignIn> users) : ISignIns
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
        Check(await users.AddPasswordAsync(signIn, password));
        Check(await users.SetLockoutEndDateAsync(signIn, null));
        Check(await users.ResetAccessFailedCountAsync(signIn));
    }

    public async Task EndSessionsAsync(long personId, CancellationToken cancellationToken) =>
        Check(await users.UpdateSecurityStampAsync(await FindAsync(personId)));

    private async Task<SignIn> FindAsync(long personId) =>
        await users.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture))
        ?? throw new NotFoundException("There is no such person.");

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new DomainException(
                "sign-in.refused",
                string.Join(" ", result.Errors.Select(Sentence))
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
            _ => error.Description,
        };
}
