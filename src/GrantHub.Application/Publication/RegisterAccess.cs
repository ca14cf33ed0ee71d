using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>How the public's pages find what they show, and what they say when there is nothing.</summary>
internal static class RegisterAccess
{
    /// <summary>Longer than every address that the register gives out, in characters.</summary>
    private const int LongestAddress = 130;

    /// <summary>
    /// Whether an address can be one of the register's; a database refuses to look for what is no text, such as NUL.
    /// </summary>
    public static bool IsAddress(string? address) =>
        address is { Length: > 0 and <= LongestAddress }
        && address.All(c => char.IsLetterOrDigit(c) || c is '-' or '.');

    public static NotFoundException NoDecision(bool isHidden = false) =>
        new(
            "No decision with that reference is in the register. It may not be published. Check the reference, or search the register."
        )
        {
            IsHidden = isHidden,
        };

    public static NotFoundException NoGrant() =>
        new(
            "No grant with that reference is in the register. Check the reference, or look in the list of grants."
        );

    /// <summary>
    /// Whether the office has a decision or a grant at an address where its register has none, and the person may not read
    /// such things inside. Asked of people who are signed in alone: of nobody else there is somebody to name.
    /// </summary>
    public static async Task<bool> IsKeptBackAsync(
        this IGrantHubDb db,
        ICurrentUser user,
        string address,
        CancellationToken cancellationToken
    ) =>
        user.Actor is not null
        && IsAddress(address)
        && (
            !user.May(Permission.ReadDecisions)
                && await db.Decisions.AnyAsync(d => d.Slug == address, cancellationToken)
            || !user.May(Permission.ReadGrants)
                && await db.Grants.AnyAsync(g => g.Slug == address, cancellationToken)
        );

    /// <summary>Newest decision first.</summary>
    public static IQueryable<RegisterEntry> ByDate(
        this IQueryable<RegisterEntry> entries,
        Cursor? from
    )
    {
        var backwards = from is { Backwards: true };
        if (from is not null && DayOf(from) is { } day)
            entries = backwards
                ? entries.Where(e =>
                    e.DecidedOn >= day && (e.DecidedOn > day || e.DecisionId > from.Id)
                )
                : entries.Where(e =>
                    e.DecidedOn <= day && (e.DecidedOn < day || e.DecisionId < from.Id)
                );
        return backwards
            ? entries.OrderBy(e => e.DecidedOn).ThenBy(e => e.DecisionId)
            : entries.OrderByDescending(e => e.DecidedOn).ThenByDescending(e => e.DecisionId);
    }

    /// <summary>The day that a page starts at; null for a text that is none: the list then starts at its top.</summary>
    public static DateOnly? DayOf(Cursor? from) =>
        DateOnly.TryParseExact(from?.Key, "yyyy-MM-dd", out var day) ? day : null;
}
