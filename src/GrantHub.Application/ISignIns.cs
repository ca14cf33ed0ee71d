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
}

/// <param name="LockedUntil">UTC; null while not locked out.</param>
/// <param name="NeedsNewPassword">The password was set by somebody else.</param>
public sealed record SignInState(DateTime? LockedUntil, bool NeedsNewPassword);
