using System.Buffers.Text;
using System.Globalization;
using GrantHub.Application;
using GrantHub.Domain;
using GrantHub.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.People;

/// <summary>ASP.NET Core Identity behind <see cref="ISignIns"/>.</summary>
internal sealed class SignIns(
    UserManager<SignIn> users,
    GrantHubDb db,
    SecondFactorTokens tokens,
    TimeProvider clock
) : ISignIns
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
        var found =
            await db
                .Users.AsNoTracking()
                .Where(s => s.Id == personId)
                .Select(s => new
                {
                    s.LockoutEnd,
                    s.NeedsNewPassword,
                    s.TwoFactorEnabled,
                    RecoveryCodes = db
                        .UserTokens.Where(t =>
                            t.UserId == s.Id
                            && t.LoginProvider == SecondFactorTokens.Provider
                            && t.Name == SecondFactorTokens.RecoveryCodes
                        )
                        .Select(t => t.Value)
                        .FirstOrDefault(),
                    Issuers = db
                        .UserLogins.Where(l => l.UserId == s.Id)
                        .Select(l => l.LoginProvider)
                        .ToList(),
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw NoSuchPerson;
        var passkeys = await db.Set<IdentityUserPasskey<long>>()
            .AsNoTracking()
            .Where(p => p.UserId == personId)
            .ToListAsync(cancellationToken);
        return new(
            found.LockoutEnd > clock.GetUtcNow() ? found.LockoutEnd.Value.UtcDateTime : null,
            found.NeedsNewPassword,
            found.TwoFactorEnabled,
            SecondFactorTokens.Count(found.RecoveryCodes),
            [
                .. passkeys
                    .Select(p => new Passkey(
                        Base64Url.EncodeToString(p.CredentialId),
                        p.Data.Name ?? "Passkey",
                        p.Data.CreatedAt.UtcDateTime
                    ))
                    .OrderBy(p => p.AddedAt)
                    .ThenBy(p => p.Id, StringComparer.Ordinal),
            ],
            found.Issuers
        );
    }

    public async Task<IReadOnlyList<string>> SetUpAuthenticatorAsync(
        long personId,
        string key,
        string code,
        CancellationToken cancellationToken
    )
    {
        if (Totp.Match(key, code, clock.UtcInstant(), lastUsed: 0) is not { } step)
            throw new DomainException(
                "second-factor.code",
                "The code is not right. Enter the one that your app shows now. If that is refused too, check that the clock of your telephone is right."
            );
        var signIn = await FindAsync(personId);
        await tokens.SetKeyAsync(personId, key, step, cancellationToken);
        var codes = await tokens.NewRecoveryCodesAsync(personId, cancellationToken);
        Check(await users.SetTwoFactorEnabledAsync(signIn, true));
        return codes;
    }

    public async Task TurnOffAuthenticatorAsync(long personId, CancellationToken cancellationToken)
    {
        await tokens.ForgetAsync(personId, cancellationToken);
        Check(await users.SetTwoFactorEnabledAsync(await FindAsync(personId), false));
    }

    public async Task<IReadOnlyList<string>> MakeRecoveryCodesAsync(
        long personId,
        CancellationToken cancellationToken
    )
    {
        // Somebody may be using one of the old codes: either it is used first, or it is refused.
        await db.LockSignInAsync(personId, cancellationToken);
        if (!(await FindAsync(personId)).TwoFactorEnabled)
            throw new DomainException(
                "second-factor.none",
                "There are recovery codes only beside an authenticator app. Set one up first."
            );
        return await tokens.NewRecoveryCodesAsync(personId, cancellationToken);
    }

    public async Task AddPasskeyAsync(
        long personId,
        string name,
        UserPasskeyInfo passkey,
        CancellationToken cancellationToken
    )
    {
        var signIn = await FindAsync(personId);
        passkey.Name = name;
        Check(await users.AddOrUpdatePasskeyAsync(signIn, passkey));
        Check(await users.UpdateSecurityStampAsync(signIn));
    }

    public async Task<string> RenamePasskeyAsync(
        long personId,
        string id,
        string name,
        CancellationToken cancellationToken
    )
    {
        var (signIn, passkey) = await FindPasskeyAsync(personId, id);
        var before = passkey.Name ?? "Passkey";
        if (before == name)
            return before;
        passkey.Name = name;
        Check(await users.AddOrUpdatePasskeyAsync(signIn, passkey));
        return before;
    }

    public async Task<string> RemovePasskeyAsync(
        long personId,
        string id,
        CancellationToken cancellationToken
    )
    {
        var (signIn, passkey) = await FindPasskeyAsync(personId, id);
        Check(await users.RemovePasskeyAsync(signIn, passkey.CredentialId));
        Check(await users.UpdateSecurityStampAsync(signIn));
        return passkey.Name ?? "Passkey";
    }

    public async Task ConnectAsync(
        long personId,
        ProviderSubject subject,
        CancellationToken cancellationToken
    )
    {
        var signIn = await FindAsync(personId);
        if (
            await db.UserLogins.AnyAsync(
                l => l.LoginProvider == subject.Issuer && l.ProviderKey == subject.Subject,
                cancellationToken
            )
        )
            throw new DomainException(
                "provider.taken",
                $"Who you are at {subject.Provider} is connected to an account already. Nothing has been changed."
            );
        if (
            await db.UserLogins.AnyAsync(
                l => l.UserId == personId && l.LoginProvider == subject.Issuer,
                cancellationToken
            )
        )
            throw new DomainException(
                "provider.connected",
                $"Your account is connected to {subject.Provider} already. Disconnect it first."
            );
        Check(
            await users.AddLoginAsync(
                signIn,
                new UserLoginInfo(subject.Issuer, subject.Subject, subject.Provider)
            )
        );
        Check(await users.UpdateSecurityStampAsync(signIn));
    }

    public async Task<string?> DisconnectAsync(
        long personId,
        string issuer,
        CancellationToken cancellationToken
    )
    {
        var signIn = await FindAsync(personId);
        var logins = await db
            .UserLogins.AsNoTracking()
            .Where(l => l.UserId == personId && l.LoginProvider == issuer)
            .ToListAsync(cancellationToken);
        foreach (var login in logins)
            Check(await users.RemoveLoginAsync(signIn, issuer, login.ProviderKey));
        return logins.FirstOrDefault() is { } one ? one.ProviderDisplayName ?? issuer : null;
    }

    public async Task EndSessionsAsync(long personId, CancellationToken cancellationToken) =>
        Check(await users.UpdateSecurityStampAsync(await FindAsync(personId)));

    private async Task LiftLockAsync(SignIn signIn)
    {
        Check(await users.SetLockoutEndDateAsync(signIn, null));
        Check(await users.ResetAccessFailedCountAsync(signIn));
    }

    private static NotFoundException NoSuchPerson => new("There is no such person.");

    private async Task<SignIn> FindAsync(long personId) =>
        await users.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture))
        ?? throw NoSuchPerson;

    private async Task<(SignIn SignIn, UserPasskeyInfo Passkey)> FindPasskeyAsync(
        long personId,
        string id
    )
    {
        var signIn = await FindAsync(personId);
        var credential = Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : [];
        return await users.GetPasskeyAsync(signIn, credential) is { } passkey
            ? (signIn, passkey)
            : throw new NotFoundException("You have no such passkey.")
            {
                IsHidden = await users.FindByPasskeyIdAsync(credential) is not null,
            };
    }

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
