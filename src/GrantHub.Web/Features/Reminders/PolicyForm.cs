using System.Globalization;
using System.Text.RegularExpressions;
using GrantHub.Application.Reminders;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using GrantHub.Web.Features.People;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Reminders;

/// <summary>A reminder policy as officers type it.</summary>
public sealed partial class PolicyForm
{
    /// <summary>The version that the form showed; empty for the policy that nobody has changed.</summary>
    public Guid Seen { get; set; }

    [BindNever, ValidateNever]
    public WorkKind Kind { get; set; }

    [BindNever, ValidateNever]
    public bool IsDefault { get; set; }
    public bool IsOn { get; set; }

    /// <summary>Days before the due date, as typed: "60, 30 and 7".</summary>
    public string? Before { get; set; }
    public bool OnTheDay { get; set; }

    /// <summary>Days after the due date, or after the day it came, as typed.</summary>
    public string? After { get; set; }
    public bool WorkingDays { get; set; }

    /// <summary>Days after, as typed; empty: never.</summary>
    public string? Escalate { get; set; }
    public List<Role> CopyTo { get; set; } = [];
    public bool InDigest { get; set; }

    public static PolicyForm Of(PolicyDetails policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var rule = policy.Rule;
        return new()
        {
            Seen = policy.Version,
            Kind = policy.Kind,
            IsDefault = policy.IsDefault,
            IsOn = policy.IsOn,
            Before = PolicyWords.List(rule.Offsets.Where(o => o < 0).Select(o => -o)),
            OnTheDay = rule.Offsets.Contains(0),
            After = PolicyWords.List(rule.Offsets.Where(o => o > 0)),
            WorkingDays = rule.WorkingDays,
            Escalate = rule.EscalateAfter?.ToString(CultureInfo.InvariantCulture),
            CopyTo = [.. rule.CopyTo.Split()],
            InDigest = rule.InDigest,
        };
    }

    /// <summary>The rule that was typed; what cannot be read goes into <paramref name="faults"/>.</summary>
    internal ReminderRule Rule(ModelStateDictionary faults)
    {
        var before = Days(Before, nameof(Before), faults);
        var after = Days(After, nameof(After), faults);
        int? escalate = null;
        if (!string.IsNullOrWhiteSpace(Escalate))
        {
            if (
                int.TryParse(
                    Escalate.Trim(),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var at
                )
            )
                escalate = at;
            else
                faults.AddModelError(
                    nameof(Escalate),
                    "Enter one number of days, such as 7, or leave it empty for never."
                );
        }
        int[] onTheDay = OnTheDay ? [0] : [];
        return new(
            [.. before.Select(day => -day), .. onTheDay, .. after],
            WorkingDays,
            escalate,
            CopyTo.Together(),
            InDigest
        );
    }

    private static List<int> Days(string? typed, string field, ModelStateDictionary faults)
    {
        var days = new List<int>();
        foreach (var word in Separators().Split(typed ?? "").Where(word => word.Length > 0))
            if (
                int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var day)
                && day > 0
            )
                days.Add(day);
            else
            {
                faults.AddModelError(
                    field,
                    word == "0"
                        ? "For the day itself, tick the box instead of entering 0."
                        : $"\"{word}\" is not a number of days. Enter days such as 60, 30 and 7."
                );
                break;
            }
        return days;
    }

    [GeneratedRegex(@"(?:[\s,;]|\band\b|\bdays?\b)+", RegexOptions.IgnoreCase)]
    private static partial Regex Separators();
}
