using GrantHub.Domain.Audit;
using Microsoft.AspNetCore.Identity;

namespace GrantHub.Infrastructure.People;

/// <summary>
/// Signs people in with a passkey. The device asks for a finger, a face or a PIN, so that it is something one has and
/// something one is or knows: two factors in one step.
/// </summary>
public sealed class PasskeySignIn(
    SignInManager<SignIn> signIns,
    UserManager<SignIn> users,
    Admission admission,
    Sessions sessions
)
{
    private const string How = "with a passkey";

    /// <returns>JSON for <c>navigator.credentials.get</c>; names nobody's passkeys.</returns>
    public Task<string> OptionsAsync() => signIns.MakePasskeyRequestOptionsAsync(user: null);

    /// <param name="credential">JSON of what <c>navigator.credentials.get</c> gave.</param>
    public async Task<SignInOutcome> TryAsync(
        string credential,
        CancellationToken cancellationToken
    )
    {
        var shown = await ReadAsync(credential);
        var admitted = default(Candidate);
        var outcome = await admission.DecideAsync(
            shown?.User?.Id,
            async candidate =>
            {
                admitted = candidate;
                // A lock-out is for what can be guessed. And since it was read it may have been taken away.
                var isKnown =
                    candidate is not null
                    && await users.GetPasskeyAsync(candidate.SignIn, shown!.Passkey!.CredentialId)
                        is not null;
                if (!isKnown || candidate!.IsDisabled)
                {
                    await admission.NoteAsync(
                        candidate,
                        AccessEvent.SignInRefused,
                        isKnown
                            ? $"{How}, but the account is disabled"
                            : $"{How} that is not known",
                        cancellationToken
                    );
                    return isKnown ? SignInOutcome.Disabled : SignInOutcome.Refused;
                }
                // Keeps the count of its signatures, by which a copied passkey shows.
                var kept = await users.AddOrUpdatePasskeyAsync(candidate.SignIn, shown!.Passkey!);
                if (!kept.Succeeded)
                    throw new InvalidOperationException(kept.ToString());
                return await admission.LetInAsync(candidate, How, cancellationToken);
            },
            cancellationToken
        );
        if (outcome == SignInOutcome.SignedIn)
            await sessions.BeginAsync(admitted!.SignIn, withSecondFactor: true);
        return outcome;
    }

    private async Task<PasskeyAssertionResult<SignIn>?> ReadAsync(string credential)
    {
        if (string.IsNullOrWhiteSpace(credential))
            return null;
        try
        {
            var result = await signIns.PerformPasskeyAssertionAsync(credential);
            return result.Succeeded ? result : null;
        }
        catch (InvalidOperationException)
        {
            // Identity's word for an answer to a challenge that was never given, or given to another browser.
            return null;
        }
    }
}
