using GrantHub.Infrastructure.Reminders;

namespace GrantHub.Infrastructure.Audit;

/// <summary>The section <c>Audit</c> of the settings.</summary>
public sealed class AuditSettings
{
    public const string Section = "Audit";

    /// <summary>When the heads are written.</summary>
    public static DailyTime Daily { get; } = new(new TimeOnly(0, 15));

    /// <summary>
    /// The folder that the heads of the audit trail are written to every day; relative to the data folder. It serves its
    /// purpose only where whoever can change the database cannot change it too: a share of another machine.
    /// </summary>
    public string HeadFolder { get; set; } = "audit-heads";
}
