using System.Globalization;
using GrantHub.Domain;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.Reminders;

/// <summary>When the jobs run; the section <c>Reminders</c> of the settings.</summary>
public sealed class ReminderSettings
{
    public const string Section = "Reminders";

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById(
        "Europe/London"
    );

    /// <summary>The time of day in London at which reminders are planned: "07:00".</summary>
    public string At { get; set; } = "07:00";

    /// <summary>So often the outbox is looked into.</summary>
    public int SendEverySeconds { get; set; } = 15;

    internal static TimeZoneInfo TimeZone => London;

    /// <summary><see cref="At"/>, read.</summary>
    public TimeOnly Time => TimeOnly.ParseExact(At, "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>When reminders are planned next, in UTC.</summary>
    public DateTime NextPlan(DateTime now)
    {
        var today = now.LondonDate();
        var at = OnDay(today);
        return at > now ? at : OnDay(today.AddDays(1));
    }

    /// <summary>When reminders were last to be planned, in UTC: now at the latest.</summary>
    public DateTime LatestPlan(DateTime now)
    {
        var today = now.LondonDate();
        var at = OnDay(today);
        return at <= now ? at : OnDay(today.AddDays(-1));
    }

    /// <summary>What is wrong with the settings, each as a sentence; empty when they can be used.</summary>
    public IEnumerable<string> Faults()
    {
        if (
            !TimeOnly.TryParseExact(
                At,
                "HH:mm",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            )
        )
            yield return $"The setting Reminders:At must be a time of day such as 07:00; it is \"{At}\".";
        if (SendEverySeconds is < 1 or > 3600)
            yield return $"The setting Reminders:SendEverySeconds must be a number from 1 to 3600; it is {SendEverySeconds}.";
    }

    private DateTime OnDay(DateOnly day)
    {
        var local = day.ToDateTime(Time, DateTimeKind.Unspecified);
        // The hour that summer time leaves out comes to be the one after it.
        return TimeZoneInfo.ConvertTimeToUtc(
            London.IsInvalidTime(local) ? local.AddHours(1) : local,
            London
        );
    }
}

internal sealed class ReminderSettingsValidator : IValidateOptions<ReminderSettings>
{
    public ValidateOptionsResult Validate(string? name, ReminderSettings options) =>
        options.Faults().ToList() is { Count: > 0 } faults
            ? ValidateOptionsResult.Fail(faults)
            : ValidateOptionsResult.Success;
}
