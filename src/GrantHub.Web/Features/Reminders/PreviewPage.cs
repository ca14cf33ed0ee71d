using System.Globalization;
using GrantHub.Application.Reminders;
using GrantHub.Domain.Reminders;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.WebUtilities;

namespace GrantHub.Web.Features.Reminders;

/// <summary>The preview, and what it is filtered by, from its address.</summary>
public sealed class PreviewPage
{
    /// <summary>So many reminders a page shows; the CSV file has all of them.</summary>
    public const int Shown = 500;

    /// <summary>"2026-11"; empty: this month.</summary>
    public string? Month { get; set; }
    public WorkKind? Kind { get; set; }
    public long? Person { get; set; }

    [BindNever, ValidateNever]
    public ReminderPreview Preview { get; set; } = null!;

    public static string Text(DateOnly month) =>
        month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>"November 2026".</summary>
    public static string Words(DateOnly month) =>
        month.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    /// <summary>Null for a text that is no month.</summary>
    public static DateOnly? Read(string? month) =>
        DateOnly.TryParseExact(
            month,
            "yyyy-MM",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    public static string Address(
        string? month,
        WorkKind? kind,
        long? person,
        string page = "/admin/reminders/preview"
    ) =>
        QueryHelpers.AddQueryString(
            page,
            new Dictionary<string, string?>
            {
                ["month"] = string.IsNullOrEmpty(month) ? null : month,
                ["kind"] = kind?.ToString(),
                ["person"] = person?.ToString(CultureInfo.InvariantCulture),
            }
        );
}
