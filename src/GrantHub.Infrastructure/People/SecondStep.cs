using System.Globalization;
using System.Security.Claims;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace GrantHub.Infrastructure.People;

/// <summary>
/// The second step of signing in: a code of an authenticator app, or a recovery code. A cookie of a few minutes holds who did
/// the first.
/// </summary>
public sealed class SecondStep(
    Admission admission,
    Sessions sessions,
    SecondFactorTokens tokens,
    IHttpContextAccessor http,
    TimeProvider clock
)
{
    private const string How = "how";

    /// <summary>Whether somebody has done the first step in this browser.</summary>
    public async Task<bool> IsUnderWayAsync() => await ReadAsync() is not null;

    internal async Task BeginAsync(SignIn signIn, string how) =>
        await http.HttpContext!.SignInAsync(
            IdentityConstants.TwoFactorUserIdScheme,
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [
                        new Claim(
                            ClaimTypes.NameIdentifier,
                            signIn.Id.ToString(CultureInfo.InvariantCulture)
                        ),
                        // Of this very password: a change meanwhile ends what is half-way.
                        new Claim(StampClaim, signIn.SecurityStamp ?? ""),
                        new Claim(How, how),
                    ],
                    IdentityConstants.TwoFactorUserIdScheme
                )
            )
        );

    /// <param name="code">Six digits of the app, or a recovery code.</param>
    public async Task<SignInOutcome> TryAsync(string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (await ReadAsync() is not { } first)
            return SignInOutcome.Expired;
        var admitted = default(Candidate);
        var outcome = await admission.DecideAsync(
            first.Id,
            async candidate =>
            {
                admitted = candidate;
                if (
                    candidate is null
                    || candidate.IsDisabled
                    || candidate.SignIn.SecurityStamp != first.Stamp
                )
                    return SignInOutcome.Expired;
                if (admission.IsLocked(candidate))
                    return await RefuseAsync("the account is locked");
                if (
                    await tokens.UseCodeAsync(first.Id, code, clock.UtcInstant(), cancellationToken)
                )
                    return await admission.LetInAsync(
                        candidate,
                        $"{first.How} and a code",
                        cancellationToken
                    );
                if (await tokens.UseRecoveryCodeAsync(first.Id, code, cancellationToken))
                    return await admission.LetInAsync(
                        candidate,
                        $"{first.How} and a recovery code",
                        cancellationToken
                    );
                admission.CountWrong(candidate);
                return await RefuseAsync("a wrong or used code");

                async Task<SignInOutcome> RefuseAsync(string why)
                {
                    await admission.NoteAsync(
                        candidate,
                        AccessEvent.SecondFactorRefused,
                        $"{first.How}, {why}",
                        cancellationToken
                    );
                    return SignInOutcome.Refused;
                }
            },
            cancellationToken
        );
        if (outcome == SignInOutcome.SignedIn)
            await sessions.BeginAsync(admitted!.SignIn, withSecondFactor: true);
        if (outcome == SignInOutcome.Expired)
            await http.HttpContext!.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        return outcome;
    }

    private static string StampClaim => new IdentityOptions().ClaimsIdentity.SecurityStampClaimType;

    private async Task<(long Id, string? Stamp, string How)?> ReadAsync()
    {
        var read = await http.HttpContext!.AuthenticateAsync(
            IdentityConstants.TwoFactorUserIdScheme
        );
        // Identity keeps the challenge of a passkey in the same cookie.
        return
            read.Principal?.FindFirstValue(How) is { } how
            && long.TryParse(
                read.Principal.FindFirstValue(ClaimTypes.NameIdentifier),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var id
            )
            ? (id, read.Principal.FindFirstValue(StampClaim), how)
            : null;
    }
}
