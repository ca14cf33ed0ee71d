using System.Globalization;
using System.Text;
using GrantHub.Domain;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application;

/// <summary>The last number given out for a kind of thing in a calendar year.</summary>
public sealed class ReferenceCounter
{
    /// <summary>"D" for decisions, "G" for grants.</summary>
    public string Kind { get; init; } = "";
    public int Year { get; init; }
    public int Last { get; set; }
}

/// <summary>
/// Gapless references, such as "D-2017-0001": a counter row moved in the transaction that uses the number, so that a
/// number that is rolled back is given out again.
/// </summary>
internal static class References
{
    public const string Decision = "D";
    public const string Grant = "G";

    /// <param name="isTaken">Whether an imported record has the reference already.</param>
    public static async Task<string> NextAsync(
        IGrantHubDb db,
        string kind,
        int year,
        Func<string, Task<bool>> isTaken,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var counter = db.ReferenceCounters.Where(c => c.Kind == kind && c.Year == year);
            var moved = await counter.ExecuteUpdateAsync(
                set => set.SetProperty(c => c.Last, c => c.Last + 1),
                cancellationToken
            );
            var number = 1;
            if (moved == 0)
            {
                // Two first references of a year at once: one insert fails and its command runs again.
                db.ReferenceCounters.Add(
                    new ReferenceCounter
                    {
                        Kind = kind,
                        Year = year,
                        Last = number,
                    }
                );
                await db.SaveChangesAsync(cancellationToken);
            }
            else
                number = await counter.Select(c => c.Last).SingleAsync(cancellationToken);
            var reference = string.Create(
                CultureInfo.InvariantCulture,
                $"{kind}-{year}-{number:0000}"
            );
            if (!await isTaken(reference))
                return reference;
        }
    }

    /// <summary>The reference as an address writes it: other characters than A-Z a-z 0-9 . - become a hyphen.</summary>
    public static string Slug(string reference)
    {
        var slug = new StringBuilder(reference.Length);
        foreach (var c in reference)
            slug.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-');
        return slug.ToString();
    }

    /// <summary>The slug, with a suffix if another thing has it.</summary>
    public static async Task<string> FreeSlugAsync(string wish, Func<string, Task<bool>> isTaken)
    {
        var slug = wish;
        for (var suffix = 2; await isTaken(slug); suffix++)
            slug = string.Create(CultureInfo.InvariantCulture, $"{wish}-{suffix}");
        return slug;
    }

    /// <summary>A name in lower-case kebab case, for the address of an organisation or a stream.</summary>
    public static string Kebab(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (
                slug.Length > 0
                && slug[^1] != '-'
                && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
            )
                slug.Append('-');
        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? "unnamed" : text[..Math.Min(text.Length, 80)].TrimEnd('-');
    }
}
