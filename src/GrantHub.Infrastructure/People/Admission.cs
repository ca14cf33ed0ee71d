using GrantHub.Application.Audit;
using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.People;

public enum SignInOutcome
{
    SignedIn,

    /// <summary>
    /// Nobody is there by that name, what was shown is wrong, or the account is locked: which of these is not said.
    /// </summary>
    Refused,

    /// <summary>Who it is has been shown, and the account is disabled.</summary>
    Disabled,

    /// <summary>The first step is done; a code of the app or a recovery code is to follow.</summary>
    NeedsCode,

    /// <summary>The first step is right, but the person needs a second factor and has passkeys alone.</summary>
    NeedsPasskey,

    /// <summary>The first step was not done, or too long ago.</summary>
    Expired,
}

/// <summary>Who wants to come in, read under a lock.</summary>
internal sealed record Candidate(SignIn SignIn, Person Person)
{
    public bool IsDisabled => Person.DisabledAt is not null;
}

/// <summary>
/// One attempt to come in is one transaction: what it changes of the lock-out, and its entry in the access log. The session
/// begins only after it.
/// </summary>
public sealed class Admission(
    GrantHubDb db,
    AccessLog log,
    SignedInPeople people,
    SecondFactorRule rule,
    IOptions<IdentityOptions> identity,
    TimeProvider clock
)
{
    /// <param name="personId">Null when nobody is known by what was typed.</param>
    /// <param name="decide">Gets null for nobody. Everything it changes of the candidate is saved.</param>
    internal async Task<T> DecideAsync<T>(
        long? personId,
        Func<Candidate?, Task<T>> decide,
        CancellationToken cancellationToken
    )
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var candidate = personId is { } id ? await LockAsync(id, cancellationToken) : null;
        var outcome = await decide(candidate);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return outcome;
    }

    internal bool IsLocked(Candidate candidate) => candidate.SignIn.LockoutEnd > clock.GetUtcNow();

    /// <summary>Counts something wrong; as many in a row as allowed lock the account for a while.</summary>
    internal void CountWrong(Candidate candidate)
    {
        var (signIn, lockout) = (candidate.SignIn, identity.Value.Lockout);
        if (IsLocked(candidate))
            return;
        signIn.AccessFailedCount++;
        if (signIn.AccessFailedCount >= lockout.MaxFailedAccessAttempts)
        {
            signIn.AccessFailedCount = 0;
            signIn.LockoutEnd = clock.GetUtcNow() + lockout.DefaultLockoutTimeSpan;
        }
        signIn.ConcurrencyStamp = NewStamp();
    }

    internal Task NoteAsync(
        Candidate? candidate,
        AccessEvent what,
        string how,
        CancellationToken cancellationToken
    ) =>
        log.AppendAsync(
            what,
            candidate?.Person.Id ?? 0,
            candidate?.Person.Name ?? AccessLog.Nobody,
            subject: null,
            how,
            cancellationToken
        );

    /// <summary>Lets in; the caller begins the session once this is committed.</summary>
    internal async Task<SignInOutcome> LetInAsync(
        Candidate candidate,
        string how,
        CancellationToken cancellationToken
    )
    {
        if (candidate.SignIn.AccessFailedCount > 0)
        {
            candidate.SignIn.AccessFailedCount = 0;
            candidate.SignIn.ConcurrencyStamp = NewStamp();
        }
        await NoteAsync(candidate, AccessEvent.SignedIn, how, cancellationToken);
        return SignInOutcome.SignedIn;
    }

    /// <summary>What follows after a first step that was right and is no second factor itself.</summary>
    internal async Task<SignInOutcome> AfterFirstStepAsync(
        Candidate candidate,
        string how,
        CancellationToken cancellationToken
    )
    {
        var signIn = candidate.SignIn;
        if (signIn.TwoFactorEnabled)
            return SignInOutcome.NeedsCode;
        // A password alone must not be enough to set up another second factor beside the passkeys.
        if (
            await people.FindAsync(signIn.Id, signIn.SecurityStamp, cancellationToken) is { } actor
            && rule.IsNeededWith(CurrentUser.PermissionsOf(actor))
            && await db.Set<IdentityUserPasskey<long>>()
                .AnyAsync(p => p.UserId == signIn.Id, cancellationToken)
        )
        {
            await NoteAsync(
                candidate,
                AccessEvent.SecondFactorRefused,
                $"{how}, without the passkey",
                cancellationToken
            );
            return SignInOutcome.NeedsPasskey;
        }
        return await LetInAsync(candidate, how, cancellationToken);
    }

    private static string NewStamp() => Guid.NewGuid().ToString();

    /// <summary>Attempts for one account queue here, so that none is lost from the count and no code is used twice.</summary>
    private async Task<Candidate?> LockAsync(long id, CancellationToken cancellationToken)
    {
        await db.LockSignInAsync(id, cancellationToken);
        var signIn = await db.Users.SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        var person = await db.People.SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        return signIn is null || person is null ? null : new(signIn, person);
    }
}

internal static class SignInLock
{
    /// <summary>
    /// Takes the row of a sign-in for the rest of the transaction: whoever wants it too waits. What is read of it, and of
    /// its codes, has to be read after this.
    /// </summary>
    public static Task LockSignInAsync(
        this GrantHubDb db,
        long id,
        CancellationToken cancellationToken
    ) =>
        db
            .Users.Where(signIn => signIn.Id == id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.AccessFailedCount, s => s.AccessFailedCount),
                cancellationToken
            );
}
