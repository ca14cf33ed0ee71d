using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>What the requests about partnerships have in common.</summary>
internal static class PartnershipRules
{
    /// <summary>The database's length, in characters.</summary>
    public const int Name = 400;

    /// <summary>Folders beside the partnerships' own addresses.</summary>
    private const string AddPage = "add";

    /// <summary>The whole of a partnership, to change it.</summary>
    public static async Task<Partnership> LoadPartnershipAsync(
        this IGrantHubDb db,
        string slug,
        CancellationToken cancellationToken
    ) =>
        await db
            .Partnerships.Include(p => p.Members)
            .AsSingleQuery()
            .SingleOrDefaultAsync(p => p.Slug == slug, cancellationToken)
        ?? throw PartnershipAccess.NotFound();

    /// <summary>Refuses to save over what somebody else saved since the form was shown.</summary>
    /// <param name="theirs">What stands now.</param>
    /// <param name="yours">What the person typed, line by line.</param>
    public static void RefuseStale(
        this Partnership partnership,
        Guid? seen,
        string theirs,
        params object?[] yours
    ) => StaleChanges.RefuseStale(partnership, seen, theirs, Lines(yours));

    public static string Lines(params object?[] words) =>
        string.Join(
            "\n",
            words.Select(word => word?.ToString()).Where(word => !string.IsNullOrWhiteSpace(word))
        );

    public static async Task RefuseTakenPartnershipAsync(
        this IGrantHubDb db,
        string name,
        string? slug,
        long exceptId,
        CancellationToken cancellationToken
    )
    {
        var key = Organisation.KeyOf(name);
        if (
            await db.Partnerships.AnyAsync(
                p => p.NameKey == key && p.Id != exceptId,
                cancellationToken
            )
        )
            throw new DomainException(
                "partnership.name-taken",
                $"There is a partnership called {name.Trim()} already. Use that one, or enter another name."
            );
        if (slug is not null && await db.IsSlugTakenAsync(slug, exceptId, cancellationToken))
            throw new DomainException(
                "partnership.slug-taken",
                $"Another page has {slug} in its address already. Enter another short name."
            );
    }

    public static async Task<bool> IsSlugTakenAsync(
        this IGrantHubDb db,
        string slug,
        long exceptId,
        CancellationToken cancellationToken
    ) =>
        slug == AddPage
        || await db.Partnerships.AnyAsync(
            p => p.Slug == slug && p.Id != exceptId,
            cancellationToken
        );

    public static IRuleBuilderOptions<T, string?> PartnershipText<T>(
        this IRuleBuilder<T, string?> rule
    ) => rule.MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);

    /// <summary>A name that has to be there.</summary>
    public static IRuleBuilderOptions<T, string> PartnershipName<T>(
        this IRuleBuilder<T, string> rule,
        string sentence
    ) => rule.Line(sentence, Name);

    /// <summary>A date that may be left out.</summary>
    public static IRuleBuilderOptions<T, DateOnly?> OptionalDay<T>(
        this IRuleBuilder<T, DateOnly?> rule
    ) =>
        rule.InclusiveBetween(new DateOnly(1900, 1, 1), new DateOnly(2200, 12, 31))
            .WithMessage("Enter a year from 1900 to 2200.");
}
