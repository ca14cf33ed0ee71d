using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;

namespace GrantHub.Web.Features.Grants;

/// <summary>How a grant reads.</summary>
internal static class GrantWords
{
    public static string State(GrantYearState state) =>
        state switch
        {
            GrantYearState.Confirmed => "Confirmed",
            GrantYearState.Indicative => "Indicative",
            GrantYearState.Discontinued => "Discontinued",
        };

    public static string Colour(GrantYearState state) =>
        state switch
        {
            GrantYearState.Confirmed => "green",
            GrantYearState.Indicative => "yellow",
            GrantYearState.Discontinued => "grey",
        };

    public static string Power(Grant grant) =>
        grant.Power == StatutoryPower.Other && grant.OtherPower is { } other
            ? other
            : grant.Power.Title();

    /// <summary>What a decision did to the grant.</summary>
    public static string Did(RelationKind? kind) =>
        kind is not { } change
            ? "Made the grant"
            : change switch
            {
                RelationKind.Varies => "Varied the grant",
                RelationKind.Supersedes =>
                    "Superseded the decision, so later years were discontinued",
                RelationKind.Revokes => "Revoked the decision, so later years were discontinued",
            };

    public static string State(InstalmentState state) => state.ToString();

    public static string Colour(InstalmentState state) =>
        state switch
        {
            InstalmentState.Planned => "grey",
            InstalmentState.Requested => "yellow",
            InstalmentState.Authorised => "blue",
            InstalmentState.Paid => "green",
            InstalmentState.Cancelled => "red",
        };

    /// <summary>What has happened to a payment so far, in order; without a full stop.</summary>
    public static IReadOnlyList<string> Steps(Instalment instalment)
    {
        var steps = new List<string>();
        if (instalment.RequestedAt is { } requested)
            steps.Add(
                $"Requested by {instalment.RequestedByName} on {DisplayFormat.Instant(requested)}"
            );
        if (instalment.AuthorisedAt is { } authorised)
            steps.Add(
                $"Authorised by {instalment.AuthorisedByName} on {DisplayFormat.Instant(authorised)}"
            );
        if (instalment.PaidOn is { } paid)
            steps.Add(
                $"Paid on {DisplayFormat.Date(paid)}, reference {instalment.PaidReference}, recorded by {instalment.PaidByName}"
            );
        if (instalment.CancelledAt is { } cancelled)
            steps.Add(
                $"Cancelled by {instalment.CancelledByName} on {DisplayFormat.Instant(cancelled)}: {instalment.CancelReason}"
            );
        return steps;
    }

    public static string State(ConditionState state) =>
        state switch
        {
            ConditionState.Open => "Not met yet",
            ConditionState.Overdue => "Overdue",
            ConditionState.Met => "Met",
            ConditionState.Breached => "Breached",
            ConditionState.Waived => "Waived",
        };

    public static string Colour(ConditionState state) =>
        state switch
        {
            ConditionState.Open => "yellow",
            ConditionState.Overdue or ConditionState.Breached => "red",
            ConditionState.Met => "green",
            ConditionState.Waived => "grey",
        };

    /// <summary>How a condition reads in a table; a continuing one that is not breached is kept.</summary>
    public static string Standing(GrantCondition condition, DateOnly today) =>
        condition is { Kind: ConditionKind.Continuing, Breach: null, Waiver: null }
            ? "Kept"
            : State(condition.StateOn(today));

    public static string Standing(GrantState state) =>
        state switch
        {
            GrantState.AwaitingAgreement => "Waiting for the agreement",
            GrantState.Running => "Running",
            GrantState.Terminated => "Terminated",
            GrantState.Closed => "Closed",
        };

    public static string Colour(GrantState state) =>
        state switch
        {
            GrantState.AwaitingAgreement => "yellow",
            GrantState.Running => "green",
            GrantState.Terminated => "red",
            GrantState.Closed => "grey",
        };

    public static string Counts(GrantCondition condition) =>
        condition.Kind switch
        {
            ConditionKind.BeforeFirstPayment => "Before the first payment",
            ConditionKind.ByDate => $"By {DisplayFormat.Date(condition.DueOn!.Value)}",
            ConditionKind.Continuing => "All the time",
        };

    /// <summary>Who recorded what about a condition; null when nobody did.</summary>
    public static string? Known(GrantCondition condition) =>
        condition switch
        {
            { Waiver: { } waiver } =>
                $"Waived by {waiver.ByName} on {DisplayFormat.Instant(waiver.At)}: {waiver.Reason}",
            { Breach: { } breach } =>
                $"Breached since {DisplayFormat.Date(breach.On)}, recorded by {breach.ByName}: {breach.Reason}",
            { Met: { } met } =>
                $"Met on {DisplayFormat.Date(met.On)}, recorded by {met.ByName}: {met.Evidence}",
            _ => null,
        };

    /// <summary>An entry of the audit trail as a heading of the history.</summary>
    public static string What(AuditEntry entry) =>
        entry.What switch
        {
            "GrantMade" => $"Grant made by decision {entry.Why}",
            "GrantVaried" => $"Grant varied by decision {entry.Why}",
            "GrantDiscontinued" => $"Later years discontinued by decision {entry.Why}",
            var what => Happenings.GetValueOrDefault(what, what),
        };

    /// <summary>Whether the heading says the reason already.</summary>
    public static bool SaysWhy(AuditEntry entry) =>
        entry.What is "GrantMade" or "GrantVaried" or "GrantDiscontinued";

    /// <summary>Everything else that happens to a grant.</summary>
    internal static IReadOnlyDictionary<string, string> Happenings { get; } =
        new Dictionary<string, string>
        {
            ["GrantExplained"] = "What the public reads changed",
            ["AgreementSent"] = "Agreement sent",
            ["AgreementSignedByRecipient"] = "Agreement signed by the recipient",
            ["AgreementSignedByOffice"] = "Agreement signed by the office",
            ["AgreementFiled"] = "Signed agreement attached",
            ["InstalmentsPlanned"] = "Payments planned",
            ["InstalmentChanged"] = "Planned payment changed",
            ["InstalmentRemoved"] = "Planned payment removed",
            ["PaymentRequested"] = "Payment requested",
            ["PaymentAuthorised"] = "Payment authorised",
            ["PaymentMade"] = "Payment made",
            ["PaymentCancelled"] = "Payment cancelled",
            ["PaymentRecovered"] = "Money recovered",
            ["ConditionAdded"] = "Condition added",
            ["ConditionMet"] = "Condition met",
            ["ConditionNotMet"] = "Condition not met after all",
            ["ConditionBreached"] = "Condition breached",
            ["BreachEnded"] = "Breach of a condition ended",
            ["ConditionWaived"] = "Condition waived",
            ["BlocksOverridden"] = "What blocked payments was overridden",
            ["ReleasedEarly"] = "Part of an indicative year released early",
            ["YearSettled"] = "Year settled",
            ["GrantTerminated"] = "Grant terminated",
            ["RecipientSucceeded"] = "Handed over to another organisation",
            ["ReturnAdded"] = "Monitoring return asked for",
            ["ReturnChanged"] = "Due date of a return changed",
            ["ReturnRemoved"] = "Monitoring return removed",
            ["ReturnSubmitted"] = "Monitoring return submitted",
            ["ReturnAccepted"] = "Monitoring return accepted",
            ["ReturnSentBack"] = "Monitoring return sent back",
            ["ReviewDaysChanged"] = "Due date of annual reviews changed",
            ["ReviewStarted"] = "Annual review started",
            ["ReviewChanged"] = "Annual review changed",
            ["ReviewRecommended"] = "Annual review recommended",
            ["ReviewSigned"] = "Annual review signed",
            ["ReviewReturned"] = "Annual review returned",
            ["ReviewCarriedOut"] = "Annual review signed by all and carried out",
        };
}
