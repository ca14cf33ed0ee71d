using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.People;

/// <summary>
/// Signs people in as who they are to a provider of single sign-on. Its word on an e-mail address is never taken: whoever
/// may name addresses there could be anybody here.
/// </summary>
public sealed class ProviderSignIn(
    GrantHubDb db,
    Admission admission,
    SecondStep secondStep,
    Sessions sessions,
    IOptions<SignInSettings> settings
)
{
    public async Task<SignInOutcome> TryAsync(string subject, CancellationToken cancellationToken)
    {
        var provider = settings.Value.Provider;
        var how = $"through {provider.Name}";
        var known = await db
            .UserLogins.AsNoTracking()
            .Where(login => login.LoginProvider == provider.Issuer && login.ProviderKey == subject)
            .Select(login => (long?)login.UserId)
            .SingleOrDefaultAsync(cancellationToken);
        var admitted = default(Candidate);
        var outcome = await admission.DecideAsync(
            known,
            async candidate =>
            {
                admitted = candidate;
                // A lock-out is for what can be guessed.
                if (candidate is { IsDisabled: false })
                    return provider.CountsAsSecondFactor
                        ? await admission.LetInAsync(candidate, how, cancellationToken)
                        : await admission.AfterFirstStepAsync(candidate, how, cancellationToken);
                await admission.NoteAsync(
                    candidate,
                    AccessEvent.SignInRefused,
                    candidate is null
                        ? $"{how}, not connected to anybody"
                        : $"{how}, but the account is disabled",
                    cancellationToken
                );
                return SignInOutcome.Refused;
            },
            cancellationToken
        );
        if (outcome == SignInOutcome.SignedIn)
            await sessions.BeginAsync(admitted!.SignIn, provider.CountsAsSecondFactor);
        if (outcome == SignInOutcome.NeedsCode)
            await secondStep.BeginAsync(admitted!.SignIn, how);
        return outcome;
    }
}
