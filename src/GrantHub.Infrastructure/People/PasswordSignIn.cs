using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.People;

/// <summary>Signs people in by e-mail address and password, and asks for the password again before a change.</summary>
public sealed class PasswordSignIn(
    GrantHubDb db,
    UserManager<SignIn> users,
    Admission admission,
    SecondStep secondStep,
    Sessions sessions
)
{
    private const string How = "with a password";

    public async Task<SignInOutcome> TryAsync(
        string email,
        string password,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(email);
        var name = users.NormalizeName(email.Trim());
        var found = await db
            .Users.AsNoTracking()
            .SingleOrDefaultAsync(s => s.NormalizedUserName == name, cancellationToken);
        // Before the transaction, because it takes long and others wait there.
        var isRight = IsRight(found, password);
        var admitted = default(Candidate);
        var outcome = await admission.DecideAsync(
            found?.Id,
            async candidate =>
            {
                admitted = candidate;
                if (await IsRefusedAsync(candidate, found, isRight, How, cancellationToken))
                    return SignInOutcome.Refused;
                if (candidate!.IsDisabled)
                {
                    await admission.NoteAsync(
                        candidate,
                        AccessEvent.SignInRefused,
                        $"{How}, but the account is disabled",
                        cancellationToken
                    );
                    return SignInOutcome.Disabled;
                }
                return await admission.AfterFirstStepAsync(candidate, How, cancellationToken);
            },
            cancellationToken
        );
        if (outcome == SignInOutcome.SignedIn)
            await sessions.BeginAsync(admitted!.SignIn, withSecondFactor: false);
        if (outcome == SignInOutcome.NeedsCode)
            await secondStep.BeginAsync(admitted!.SignIn, How);
        return outcome;
    }

    /// <summary>
    /// Whether the password is that of somebody who is signed in. A wrong one counts towards the lock-out as when signing
    /// in, so that an open session is no way to guess it.
    /// </summary>
    public async Task<bool> ProveAsync(
        long personId,
        string? password,
        CancellationToken cancellationToken
    )
    {
        var found = await db
            .Users.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == personId, cancellationToken);
        var isRight = IsRight(found, password ?? "");
        var isProved = await admission.DecideAsync(
            found?.Id,
            async candidate =>
                !await IsRefusedAsync(
                    candidate,
                    found,
                    isRight,
                    "with a password that was asked for again before a change",
                    cancellationToken
                ),
            cancellationToken
        );
        // What follows reads everything anew.
        db.ChangeTracker.Clear();
        return isProved;
    }

    private async Task<bool> IsRefusedAsync(
        Candidate? candidate,
        SignIn? found,
        bool isRight,
        string how,
        CancellationToken cancellationToken
    )
    {
        string? why = null;
        if (candidate is null)
            why = "no such address";
        else if (admission.IsLocked(candidate))
            why = "the account is locked";
        else if (!isRight || candidate.SignIn.PasswordHash != found!.PasswordHash)
        {
            why = "a wrong one";
            admission.CountWrong(candidate);
        }
        if (why is null)
            return false;
        await admission.NoteAsync(
            candidate,
            AccessEvent.SignInRefused,
            $"{how}, {why}",
            cancellationToken
        );
        return true;
    }

    /// <summary>Takes as long for nobody as for somebody, so that the time does not tell who is there.</summary>
    private bool IsRight(SignIn? found, string password)
    {
        if (found?.PasswordHash is { } hash)
            return users.PasswordHasher.VerifyHashedPassword(found, hash, password)
                != PasswordVerificationResult.Failed;
        users.PasswordHasher.HashPassword(new SignIn(), password);
        return false;
    }
}
