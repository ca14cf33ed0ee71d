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
}
