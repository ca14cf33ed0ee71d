using System.Globalization;
using GrantHub.Domain.Decisions;

namespace GrantHub.Application.Decisions;

public static class DecisionLimits
{
    /// <summary>The longest one-line answer, in characters.</summary>
    public const int Line = 200;

    /// <summary>The longest text, in characters: some forty pages.</summary>
    public const int Text = 100_000;
}

public static class DecisionAddresses
{
    /// <summary>The last part of the record's address: its reference, or "draft-12" before there is one.</summary>
    public static string Address(this DecisionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Of(record.Slug, record.Id);
    }

    public static string Of(string? slug, long id) =>
        slug ?? string.Create(CultureInfo.InvariantCulture, $"draft-{id}");

    // The register's own pages: /register/grants, /register/recipients.
    private static readonly string[] Pages = ["new", "grants", "recipients"];

    /// <summary>Whether an address means something else than a reference: a draft, a page of its own, a folder.</summary>
    public static bool IsReserved(string slug)
    {
        ArgumentNullException.ThrowIfNull(slug);
        return slug.Trim('.').Length == 0
            || Pages.Contains(slug, StringComparer.OrdinalIgnoreCase)
            || slug.StartsWith("draft-", StringComparison.OrdinalIgnoreCase)
                && slug.AsSpan(6).ContainsAnyExceptInRange('0', '9') is false;
    }
}
