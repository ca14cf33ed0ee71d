using System.Globalization;

namespace GrantHub.Infrastructure.Reminders;

/// <summary>When the jobs run; the section <c>Reminders</c> of the settings.</summary>
public sealed class ReminderSettings : ICheckedSettings
{
    public const string Section = "Reminders";

    /// <summary>The time of day in London at which reminders are planned: "07:00".</summary>
    public string At { get; set; } = "07:00";

    /// <summary>So often the outbox is looked into.</summary>
    public int SendEverySeconds { get; set; } = 15;

    /// <summary><see cref="At"/>, read.</summary>
    public DailyTime Daily => new(TimeOnly.ParseExact(At, "HH:mm", CultureInfo.InvariantCulture));

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
}
