using System.Diagnostics.Metrics;

namespace GrantHub.Application;

/// <summary>What an operator watches beside the framework's own figures. None names a person, a record or an address.</summary>
public static class Counters
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "GrantHub";

    private static readonly Meter meter = new(Meter);

    /// <summary>Entries of the chain of changes.</summary>
    public static Counter<long> AuditEntries { get; } =
        meter.CreateCounter<long>("granthub.audit.entries", "{entry}");

    /// <summary>Entries of the chain of access, by <c>event</c>: sign-ins, refusals, exports.</summary>
    public static Counter<long> AccessEntries { get; } =
        meter.CreateCounter<long>("granthub.access.entries", "{entry}");

    /// <summary>Runs of jobs that ended, by <c>job</c> and <c>outcome</c> (done, failed).</summary>
    public static Counter<long> JobRuns { get; } =
        meter.CreateCounter<long>("granthub.jobs.runs", "{run}");

    /// <summary>Attempts to send an e-mail, by <c>outcome</c> (sent, failed).</summary>
    public static Counter<long> Mails { get; } =
        meter.CreateCounter<long>("granthub.emails", "{email}");

    /// <summary>E-mails that wait, after each look into the outbox; every server says the same.</summary>
    public static Gauge<long> MailsWaiting { get; } =
        meter.CreateGauge<long>("granthub.emails.waiting", "{email}");

    /// <summary>Documents printed.</summary>
    public static Counter<long> Pdfs { get; } =
        meter.CreateCounter<long>("granthub.pdfs", "{document}");
}
