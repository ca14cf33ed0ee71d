using Microsoft.AspNetCore.Identity;

namespace GrantHub.Application;

/// <summary>Passwords and sessions, kept by the sign-in store.</summary>
public interface ISignIns
{
    /// <summary>Lets a person sign in with their e-mail address. Shares the command's transaction.</summary>
    /// <exception cref="Domain.DomainException">The password is too short or otherwise refused.</exception>
    Task CreateAsync(
        long personId,
        string email,
        string password,
        CancellationToken cancellationToken
    );

    /// <summary>Sets another password, lifts a lock-out and ends every session of the person.</summary>
    Task SetPasswordAsync(long personId, string password, CancellationToken cancellationToken);

    /// <summary>Ends every session of the person; the next request of each has to sign in again.</summary>
    Task EndSessionsAsync(long personId, CancellationToken cancellationToken);

    /// <summary>Sets another password of one's own. Ends every session.</summary>
    /// <exception cref="Domain.DomainException">The current password is wrong, or the new one is refused.</exception>
    Task ChangePasswordAsync(
        long personId,
        string current,
        string password,
        CancellationToken cancellationToken
    );

    /// <summary>The password that was just set is somebody else's choice: the person has to change it before anything else.</summary>
    Task RequireNewPasswordAsync(long personId, CancellationToken cancellationToken);

    /// <summary>Lifts a lock-out.</summary>
    Task UnlockAsync(long personId, CancellationToken cancellationToken);

    /// <exception cref="NotFoundException">The person cannot sign in at all.</exception>
    Task<SignInState> StateAsync(long personId, CancellationToken cancellationToken);

    /// <summary>Makes codes of an authenticator app a part of signing in. Ends every session.</summary>
    /// <param name="key">What the app was given, in Base32.</param>
    /// <param name="code">What the app shows now; shows that it has the key.</param>
    /// <returns>The recovery codes, which are not shown again.</returns>
    /// <exception cref="Domain.DomainException">The code does not belong to the key.</exception>
    Task<IReadOnlyList<string>> SetUpAuthenticatorAsync(
        long personId,
        string key,
        string code,
        CancellationToken cancellationToken
    );

    /// <summary>Signs in without codes from now on. Ends every session.</summary>
    Task TurnOffAuthenticatorAsync(long personId, CancellationToken cancellationToken);

    /// <summary>New recovery codes in the place of the old ones.</summary>
    Task<IReadOnlyList<string>> MakeRecoveryCodesAsync(
        long personId,
        CancellationToken cancellationToken
    );

    /// <summary>Lets the person sign in with a passkey. Ends every session.</summary>
    Task AddPasskeyAsync(
        long personId,
        string name,
        UserPasskeyInfo passkey,
        CancellationToken cancellationToken
    );

    /// <param name="id">The credential's Id in Base64Url.</param>
    /// <returns>What it was called.</returns>
    /// <exception cref="NotFoundException">The person has no such passkey.</exception>
    Task<string> RenamePasskeyAsync(
        long personId,
        string id,
        string name,
        CancellationToken cancellationToken
    );

    /// <summary>Ends every session.</summary>
    /// <param name="id">The credential's Id in Base64Url.</param>
    /// <returns>What it was called.</returns>
    /// <exception cref="NotFoundException">The person has no such passkey.</exception>
    Task<string> RemovePasskeyAsync(long personId, string id, CancellationToken cancellationToken);

    /// <summary>Lets the person sign in as a subject of a provider.</summary>
    /// <exception cref="Domain.DomainException">The subject is connected to a person already.</exception>
    Task ConnectAsync(long personId, ProviderSubject subject, CancellationToken cancellationToken);

    /// <returns>What the provider is called; null when none was connected.</returns>
    Task<string?> DisconnectAsync(
        long personId,
        string issuer,
        CancellationToken cancellationToken
    );
}

/// <summary>Who somebody is to a provider of single sign-on. The e-mail address says nothing about it.</summary>
/// <param name="Provider">What the office calls the provider.</param>
public sealed record ProviderSubject(string Issuer, string Subject, string Provider);

/// <param name="Id">The credential's Id in Base64Url.</param>
/// <param name="AddedAt">UTC.</param>
public sealed record Passkey(string Id, string Name, DateTime AddedAt);

/// <param name="LockedUntil">UTC; null while not locked out.</param>
/// <param name="NeedsNewPassword">The password was set by somebody else.</param>
/// <param name="HasAuthenticator">Signing in needs a code of an authenticator app.</param>
/// <param name="RecoveryCodes">How many are left.</param>
/// <param name="Issuers">The providers of single sign-on that are connected.</param>
public sealed record SignInState(
    DateTime? LockedUntil,
    bool NeedsNewPassword,
    bool HasAuthenticator,
    int RecoveryCodes,
    IReadOnlyList<Passkey> Passkeys,
    IReadOnlyList<string> Issuers
)
{
    public bool HasSecondFactor => HasAuthenticator || Passkeys.Count > 0;
}
