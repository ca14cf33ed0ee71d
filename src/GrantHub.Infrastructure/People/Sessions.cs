using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using GrantHub.Application.Audit;
using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.People;

/// <summary>Begins and renews the session of somebody who has shown who they are, as a cookie of their browser.</summary>
public sealed class Sessions(
    SignInManager<SignIn> signIns,
    GrantHubDb db,
    IHttpContextAccessor http,
    AccessLog log,
    IOptions<SignInSettings> settings,
    TimeProvider clock
)
{
    /// <summary>The claim that the session began with a second factor.</summary>
    public const string SecondFactor = "second-factor";

    /// <summary>The claim that says when the session began, in seconds since 1970.</summary>
    public const string Began = "began";

    /// <summary>The claim that tells a session from the person's others.</summary>
    public const string Id = "session";

    /// <summary>Marks, among Identity's tokens, the sessions that were ended before their time.</summary>
    internal const string Ended = "ended-session";

    /// <summary>Whether a session has lasted as long as any may.</summary>
    public bool IsOver(ClaimsPrincipal session) =>
        !long.TryParse(
            session.FindFirstValue(Began),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var began
        )
        || clock.GetUtcNow()
            >= DateTimeOffset.FromUnixTimeSeconds(began).AddHours(settings.Value.SessionHours);

    public static bool HasSecondFactor(ClaimsPrincipal session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.HasClaim(claim => claim.Type == SecondFactor);
    }

    internal async Task BeginAsync(SignIn signIn, bool withSecondFactor)
    {
        // Whatever was half-way, of this person or of another.
        await http.HttpContext!.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await WriteAsync(signIn, Now(), withSecondFactor);
    }

    /// <summary>Gives the browser a cookie that stands after a change that ended every session.</summary>
    /// <param name="withSecondFactor">Whether the person has one now and has just shown it, or had before.</param>
    public async Task RenewAsync(
        long personId,
        bool withSecondFactor,
        CancellationToken cancellationToken
    )
    {
        db.ChangeTracker.Clear();
        await WriteAsync(
            await db.Users.SingleAsync(s => s.Id == personId, cancellationToken),
            http.HttpContext!.User.FindFirstValue(Began) ?? Now(),
            withSecondFactor
        );
    }

    /// <summary>
    /// Ends this one session, on the server too: its cookie is worth nothing to whoever kept a copy. The entry in the chain of
    /// access is written in the same transaction.
    /// </summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var session = http.HttpContext!.User;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            // First, because it queues: a second click comes after the first has been written.
            await log.AppendAsync(
                AccessEvent.SignedOut,
                subject: null,
                detail: null,
                cancellationToken
            );
            if (
                session.FindFirstValue(Id) is { } id
                && long.TryParse(
                    session.FindFirstValue(ClaimTypes.NameIdentifier),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var personId
                )
            )
                await NoteEndAsync(personId, id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        await http.HttpContext!.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private async Task NoteEndAsync(long personId, string id, CancellationToken cancellationToken)
    {
        var ended = await db
            .UserTokens.Where(t => t.UserId == personId && t.LoginProvider == Ended)
            .ToListAsync(cancellationToken);
        // Those that would be over by now need no mark.
        db.UserTokens.RemoveRange(
            ended.Where(t =>
                !long.TryParse(
                    t.Value,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var until
                )
                || clock.GetUtcNow() >= DateTimeOffset.FromUnixTimeSeconds(until)
            )
        );
        if (ended.All(t => t.Name != id))
            db.UserTokens.Add(
                new()
                {
                    UserId = personId,
                    LoginProvider = Ended,
                    Name = id,
                    Value = clock
                        .GetUtcNow()
                        .AddHours(settings.Value.SessionHours)
                        .ToUnixTimeSeconds()
                        .ToString(CultureInfo.InvariantCulture),
                }
            );
        await db.SaveChangesAsync(cancellationToken);
    }

    private string Now() =>
        clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private Task WriteAsync(SignIn signIn, string began, bool withSecondFactor) =>
        signIns.SignInWithClaimsAsync(
            signIn,
            isPersistent: false,
            [
                new Claim(Began, began),
                new Claim(Id, RandomNumberGenerator.GetHexString(32)),
                .. withSecondFactor ? [new Claim(SecondFactor, "true")] : Array.Empty<Claim>(),
            ]
        );
}
