using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Funding;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Funding;

internal static class StreamAccess
{
    /// <summary>The database's length.</summary>
    private const int LongestName = 200;

    public static void StreamName<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty()
            .WithMessage("Enter the name of the funding stream.")
            .MaximumLength(LongestName)
            .WithMessage($"The name can have at most {LongestName} characters.");

    public static async Task<FundingStream> LoadStreamAsync(
        this IGrantHubDb db,
        string slug,
        CancellationToken cancellationToken
    ) =>
        await db.Streams.SingleOrDefaultAsync(s => s.Slug == slug, cancellationToken)
        ?? throw NotFound();

    public static NotFoundException NotFound() => new("There is no such funding stream.");

    /// <summary>Two streams whose names differ in case or spaces only would be taken for each other.</summary>
    public static async Task RefuseTakenNameAsync(
        this IGrantHubDb db,
        string name,
        long exceptId,
        CancellationToken cancellationToken
    )
    {
        var names = await db
            .Streams.Where(s => s.Id != exceptId)
            .Select(s => s.Name)
            .ToListAsync(cancellationToken);
        if (names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase))
            throw new DomainException(
                "stream.name-taken",
                $"There is a funding stream with the name {name.Trim()} already. Choose another name, or reopen that one if it is closed."
            );
    }
}
