using GrantHub.Application.Audit;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using GrantHub.Domain.Reminders;
using GrantHub.Web.Features.Decisions;
using GrantHub.Web.Features.Grants;
using GrantHub.Web.Features.Partnerships;

namespace GrantHub.Web.Features.Audit;

/// <summary>How the audit trail reads.</summary>
internal static class AuditWords
{
    /// <summary>Every kind of thing that changes, in the order in which the filter offers them.</summary>
    public static IReadOnlyDictionary<string, string> Kinds { get; } =
        new Dictionary<string, string>
        {
            [DecisionRecord.Subject] = "Decision record",
            [Grant.Subject] = "Grant",
            [Organisation.Subject] = "Organisation",
            [FundingStream.Subject] = "Funding stream",
            [Partnership.Subject] = "Partnership",
            [PartnershipBudget.Subject] = "Budget",
            [SpendingImport.Subject] = "Imported spending",
            [Person.Subject] = "Person",
            [Deputy.Subject] = "Deputy",
            [RecordTemplate.Subject] = "Template",
            [ReminderPolicy.Subject] = "Reminder",
            [BankHoliday.Subject] = "Bank holiday",
            [OutboxMessage.Subject] = "E-mail",
            [Job.Subject] = "Job",
        };

    /// <summary>"reminders", as in "History of reminders".</summary>
    public static string Plural(string kind) =>
        kind switch
        {
            Person.Subject => "people",
            Deputy.Subject => "deputies",
            _ => $"{Kinds.GetValueOrDefault(kind, kind).ToLowerInvariant()}s",
        };

    /// <summary>What happened, as a heading.</summary>
    public static string What(AuditRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var entry = row.Entry;
        return entry.SubjectKind switch
        {
            DecisionRecord.Subject => HistoryWords.Sentence(entry.What, row.Subject?.Template),
            Grant.Subject => GrantWords.What(entry),
            Organisation.Subject => OrganisationWords.What(entry),
            Partnership.Subject => PartnershipWords.What(entry),
            PartnershipBudget.Subject => BudgetHistoryWords.What(entry),
            _ => Settings.GetValueOrDefault(entry.What, entry.What),
        };
    }

    /// <summary>"Grant HQ-G-2026-0003".</summary>
    public static string About(AuditRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var kind = Kinds.GetValueOrDefault(row.Entry.SubjectKind, row.Entry.SubjectKind);
        return row.Subject is { } subject ? $"{kind} {subject.Label}" : kind;
    }

    /// <summary>"Alex Moor, monitoring officer".</summary>
    public static string By(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return string.IsNullOrEmpty(entry.Role)
            ? entry.PersonName
            : $"{entry.PersonName}, {char.ToLowerInvariant(entry.Role[0])}{entry.Role[1..]}";
    }

    public static string Title(AccessEvent what) =>
        what switch
        {
            AccessEvent.SignedIn => "Signed in",
            AccessEvent.SignedOut => "Signed out",
            AccessEvent.SignInRefused => "Sign-in refused",
            AccessEvent.SecondFactorRefused => "Second factor refused",
            AccessEvent.AccessRefused => "Access refused",
            AccessEvent.FormRefused => "Form refused",
            AccessEvent.Throttled => "Made to wait after too many attempts",
            AccessEvent.Exported => "File taken out",
            AccessEvent.Restored => "Backup restored",
        };

    public static string Colour(AccessEvent what) =>
        what switch
        {
            AccessEvent.SignedIn => "green",
            AccessEvent.SignedOut => "grey",
            AccessEvent.Exported => "blue",
            AccessEvent.Restored => "orange",
            AccessEvent.SignInRefused
            or AccessEvent.SecondFactorRefused
            or AccessEvent.AccessRefused
            or AccessEvent.FormRefused
            or AccessEvent.Throttled => "red",
        };

    /// <summary>What is wrong with a chain, as a sentence.</summary>
    /// <param name="chain">"The trail of changes".</param>
    public static string Fault(string chain, ChainVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var number = verdict.Broken is { } broken ? DisplayFormat.Count(broken) : "";
        return verdict.Fault switch
        {
            ChainFault.None => $"{chain} is whole: {Entries(verdict.Count)}.",
            ChainFault.Missing =>
                $"{chain} is broken at entry {number}: it is missing, or another stands in its place.",
            ChainFault.Altered =>
                $"{chain} is broken at entry {number}: it does not say what was written, or the one before it was changed.",
            ChainFault.Head =>
                $"{chain} is broken at entry {number}: it does not end where its head says that it ends.",
        };
    }

    /// <summary>Whether a hash that was kept elsewhere is in the trail.</summary>
    public static string? Head(AuditVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict switch
        {
            { Head: null } => null,
            { Changes.Kept: { } number } =>
                $"The head that was kept elsewhere is entry {DisplayFormat.Count(number)} of the trail of changes.",
            { Access.Kept: { } number } =>
                $"The head that was kept elsewhere is entry {DisplayFormat.Count(number)} of the trail of sign-ins, refusals and exports.",
            { IsSound: false, LacksHead: false } => null,
            _ =>
                $"Neither trail has the head that was kept elsewhere ({verdict.Head}): entries up to there were cut off or written anew, or the hash was not copied in full.",
        };
    }

    private static string Entries(long count) =>
        count == 1 ? "1 entry" : $"{DisplayFormat.Count(count)} entries";

    private static Dictionary<string, string> Settings { get; } =
        new()
        {
            ["PersonAdded"] = "Person added",
            ["PersonChanged"] = "Details changed",
            ["RolesChanged"] = "Roles changed",
            ["PaymentLimitChanged"] = "Limit for authorising payments changed",
            ["LineManagerChanged"] = "Line manager changed",
            ["MailChosen"] = "Way of getting e-mail chosen",
            ["PersonDisabled"] = "Account disabled",
            ["PersonEnabled"] = "Account enabled",
            ["PasswordReset"] = "Temporary password set",
            ["PasswordChanged"] = "Password changed",
            ["SessionsEnded"] = "All sessions ended",
            ["PersonUnlocked"] = "Account unlocked",
            ["SecondFactorSetUp"] = "Authenticator app set up",
            ["SecondFactorTurnedOff"] = "Authenticator app turned off",
            ["SecondFactorTakenAway"] = "Lost second factor taken away",
            ["RecoveryCodesMade"] = "New recovery codes made",
            ["PasskeyAdded"] = "Passkey added",
            ["PasskeyRenamed"] = "Passkey renamed",
            ["PasskeyRemoved"] = "Passkey removed",
            ["ProviderConnected"] = "Single sign-on connected",
            ["ProviderDisconnected"] = "Single sign-on disconnected",
            ["DeputyAppointed"] = "Deputy appointed",
            ["DeputyEnded"] = "Deputy’s appointment ended",
            ["StreamAdded"] = "Funding stream added",
            ["StreamChanged"] = "Funding stream changed",
            ["StreamAllocated"] = "Allocation of a year set",
            ["StreamClosed"] = "Funding stream closed",
            ["StreamReopened"] = "Funding stream reopened",
            ["TemplateAdded"] = "Template added",
            ["TemplateRetired"] = "Template retired",
            ["TemplateReinstated"] = "Template reinstated",
            ["ReminderPolicyChanged"] = "Reminder changed",
            ["BankHolidayAdded"] = "Bank holiday added",
            ["BankHolidayRemoved"] = "Bank holiday removed",
            ["MessagesRetried"] = "E-mails that were given up sent again",
            ["TestMessageSent"] = "Test message sent",
            ["JobPaused"] = "Job paused",
            ["JobResumed"] = "Job resumed",
            ["SpendingImported"] = "File of spending imported",
            ["SpendingExplained"] = "Item of spending explained",
        };
}
