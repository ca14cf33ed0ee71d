using System.Linq.Expressions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>Which records a person sees, and how a use case finds one.</summary>
internal static class DecisionAccess
{
    /// <summary>
    /// Submitted records are the office's; a draft is seen by who raised it, its lead officer, and whoever may read all
    /// drafts.
    /// </summary>
    public static Expression<Func<DecisionRecord, bool>> VisibleTo(ICurrentUser user)
    {
        if (user.May(Permission.ReadAllDrafts))
            return d => true;
        var me = user.Must().PersonId;
        return d =>
            d.SubmittedAt != null
            || d.Outcome != null
            || d.RaisedById == me
            || d.LeadOfficerId == me;
    }

    /// <summary>Loads the record for change, with its signatures and appendices.</summary>
    /// <param name="address">The reference as its address writes it, or "draft-12".</param>
    public static async Task<DecisionRecord> LoadDecisionAsync(
        this IGrantHubDb db,
        string address,
        ICurrentUser user,
        CancellationToken cancellationToken
    )
    {
        var record = await db
            .Decisions.Include(d => d.Signatures)
            .Include(d => d.Appendices)
            .AsSplitQuery()
            .SingleOrDefaultAsync(At(address), cancellationToken);
        return Seen(record, address, user);
    }

    /// <summary>
    /// Refuses to change a decision that another approved record has changed already, so that nobody undoes that record
    /// without having read it.
    /// </summary>
    public static async Task GuardNotChangedSinceAsync(
        this IGrantHubDb db,
        long decisionId,
        string reference,
        CancellationToken cancellationToken
    )
    {
        var later = await db
            .Decisions.Where(d => d.EarlierId == decisionId && d.Outcome == Outcome.Approved)
            .OrderByDescending(d => d.DecidedAt)
            .Select(d => d.Reference)
            .FirstOrDefaultAsync(cancellationToken);
        if (later is not null)
            throw new DomainException(
                "decision.changed-since",
                $"{later} has changed {reference} already. A record that changes it further has to start from {later}, with the content of that."
            );
    }

    /// <summary>Refuses a record that is not there or that the person may not see.</summary>
    public static DecisionRecord Seen(DecisionRecord? record, string address, ICurrentUser user)
    {
        if (record is null)
            throw new NotFoundException(
                $"There is no decision record {Shown(address)}. Check the reference, or look for the record in the list of decisions."
            );
        var me = user.Must().PersonId;
        if (
            record.SubmittedAt is null
            && record.Outcome is null
            && record.RaisedById != me
            && record.LeadOfficerId != me
            && !user.May(Permission.ReadAllDrafts)
        )
            throw new ForbiddenException(
                $"This record is a draft of {record.RaisedByName}. You can see it once it has been submitted."
            );
        return record;
    }

    public static Expression<Func<DecisionRecord, bool>> At(string address) =>
        address.StartsWith("draft-", StringComparison.Ordinal)
        && long.TryParse(
            address.AsSpan(6),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var id
        )
            ? d => d.Id == id
            : d => d.Slug == address;

    /// <summary>What stands in an address may be anything: only a plain reference is repeated to the reader.</summary>
    private static string Shown(string address) =>
        address.Length <= 60 && address.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
            ? address
            : "with that reference";
}
