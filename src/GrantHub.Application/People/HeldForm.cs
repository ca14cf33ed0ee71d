using GrantHub.Domain;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>
/// What somebody sent after their session had ended: kept for them for a day, and shown when they sign in again. Files are
/// not kept.
/// </summary>
public sealed class HeldForm
{
    public const int LongestPath = 2_000;

    internal static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    internal const string Gone =
        "What was typed is not here any more: it was sent, thrown away, is more than a day old, or somebody else typed it.";

    public long Id { get; private set; }
    public required long PersonId { get; init; }

    /// <summary>The address that the form was sent to.</summary>
    public required string Path { get; init; }

    /// <summary>JSON: an array of [name, value] pairs in the order of the form.</summary>
    public required string Fields { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}

internal static class HeldFormQueries
{
    /// <summary>A form that is kept for this person still.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<HeldForm> KeptAsync(
        this IQueryable<HeldForm> forms,
        long id,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var person = user.Must().PersonId;
        var oldest = clock.UtcInstant() - HeldForm.Kept;
        var form = await forms.SingleOrDefaultAsync(f => f.Id == id, cancellationToken);
        if (form?.PersonId != person || form.At < oldest)
            throw new NotFoundException(HeldForm.Gone)
            {
                IsHidden = form is not null && form.PersonId != person,
            };
        return form;
    }
}
