using FluentValidation;
using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

/// <summary>Reads both chains from their first entry to their end, while others write on.</summary>
/// <param name="Head">A hash that was kept elsewhere, of either chain, in whatever case; null: none.</param>
[Requires(Permission.ReadAudit)]
public sealed record VerifyAudit(string? Head = null) : IQuery<AuditVerdict>
{
    public const string NoHash =
        "Enter all 64 characters of the hash: the digits and the letters a to f.";

    private const int HashLength = 64;

    public static bool IsHash(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hash = text.Trim();
        return hash.Length == HashLength && hash.All(char.IsAsciiHexDigit);
    }
}

internal sealed class VerifyAuditValidator : AbstractValidator<VerifyAudit>
{
    public VerifyAuditValidator() =>
        RuleFor(r => r.Head!)
            .Must(VerifyAudit.IsHash)
            .When(r => r.Head is not null)
            .WithMessage(VerifyAudit.NoHash);
}

/// <param name="Head">The hash that was kept elsewhere, as it was looked for; null when there was none.</param>
public sealed record AuditVerdict(ChainVerdict Changes, ChainVerdict Access, string? Head)
{
    /// <summary>Neither chain has the hash that was kept elsewhere: entries were cut off or written anew.</summary>
    public bool LacksHead => Head is not null && Changes.Kept is null && Access.Kept is null;

    public bool AreChainsSound => Changes.Broken is null && Access.Broken is null;

    public bool IsSound => AreChainsSound && !LacksHead;
}

/// <param name="Count">How many entries are sound, from the first.</param>
/// <param name="Hash">Of the last of them; empty when there is none.</param>
/// <param name="Broken">The number of the first that is not; null when all are.</param>
/// <param name="Kept">The number of the entry whose hash was kept elsewhere; null when none has it.</param>
public sealed record ChainVerdict(
    long Count,
    string Hash,
    long? Broken,
    ChainFault Fault,
    long? Kept
);

internal sealed class VerifyAuditHandler(IGrantHubDb db)
    : IRequestHandler<VerifyAudit, AuditVerdict>
{
    public Task<AuditVerdict> Handle(VerifyAudit request, CancellationToken cancellationToken) =>
        AuditVerification.OfAsync(db, request.Head?.Trim().ToLowerInvariant(), cancellationToken);
}

public static class AuditVerification
{
    /// <summary>Reads both chains of a database, which may be a copy that nobody serves.</summary>
    /// <param name="head">A hash that was kept elsewhere, in lower case; null: none.</param>
    public static async Task<AuditVerdict> OfAsync(
        IGrantHubDb db,
        string? head,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        return new(
            await CheckAsync(
                db,
                db.AuditEntries.OrderBy(e => e.Number),
                AuditHead.OfChanges,
                head,
                cancellationToken
            ),
            await CheckAsync(
                db,
                db.AccessEntries.OrderBy(e => e.Number),
                AuditHead.OfAccess,
                head,
                cancellationToken
            ),
            head
        );
    }

    private static async Task<ChainVerdict> CheckAsync<T>(
        IGrantHubDb db,
        IQueryable<T> entries,
        int chain,
        string? keptElsewhere,
        CancellationToken cancellationToken
    )
        where T : class, IChained
    {
        var check = new ChainCheck(await HeadAsync(db, chain, cancellationToken), keptElsewhere);
        await foreach (
            var entry in entries
                .AsNoTracking()
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
        )
            if (!check.Next(entry))
                break;
        check.End(await HeadAsync(db, chain, cancellationToken));
        return new(check.Count, check.Hash, check.Broken, check.Fault, check.Kept);
    }

    private static Task<AuditHead?> HeadAsync(
        IGrantHubDb db,
        int chain,
        CancellationToken cancellationToken
    ) =>
        db
            .AuditHeads.AsNoTracking()
            .SingleOrDefaultAsync(head => head.Id == chain, cancellationToken);
}
