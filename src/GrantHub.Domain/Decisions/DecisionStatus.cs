using System.Linq.Expressions;
using GrantHub.Domain.People;

namespace GrantHub.Domain.Decisions;

/// <summary>Where a record stands. Derived from facts; stored nowhere.</summary>
public enum DecisionStatus
{
    Draft,

    /// <summary>Back to draft, with the reason of whoever returned it.</summary>
    Returned,

    /// <summary>Submitted and sealed; an officer has to sign.</summary>
    AwaitingOfficer,

    /// <summary>Every officer has signed; the decision maker has to decide.</summary>
    AwaitingDecision,
    Approved,
    NotApproved,
    Noted,
    Received,
    Withdrawn,
}

/// <summary>Whether the public can see a decided record.</summary>
public enum PublicationState
{
    NotDecided,
    NotYetPublished,
    Published,
    Withheld,
}

/// <summary>The one place that says which facts make which state, for one record and for a list.</summary>
public static class DecisionStates
{
    public static DecisionStatus Of(
        DateTime? withdrawnAt,
        Outcome? outcome,
        Role? awaiting,
        DateTime? returnedAt
    ) =>
        (withdrawnAt, outcome, awaiting) switch
        {
            (not null, _, _) => DecisionStatus.Withdrawn,
            (_, Outcome.Approved, _) => DecisionStatus.Approved,
            (_, Outcome.NotApproved, _) => DecisionStatus.NotApproved,
            (_, Outcome.Noted, _) => DecisionStatus.Noted,
            (_, Outcome.Received, _) => DecisionStatus.Received,
            (_, null, Role.Commissioner or Role.Cabinet) => DecisionStatus.AwaitingDecision,
            (_, null, not null) => DecisionStatus.AwaitingOfficer,
            (_, null, null) => returnedAt is null ? DecisionStatus.Draft : DecisionStatus.Returned,
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

    /// <summary>The same states as a filter that every database can use an index for.</summary>
    public static Expression<Func<DecisionRecord, bool>> Is(DecisionStatus status) =>
        status switch
        {
            DecisionStatus.Withdrawn => d => d.WithdrawnAt != null,
            DecisionStatus.Approved => d => d.Outcome == Outcome.Approved,
            DecisionStatus.NotApproved => d => d.Outcome == Outcome.NotApproved,
            DecisionStatus.Noted => d => d.Outcome == Outcome.Noted,
            DecisionStatus.Received => d => d.Outcome == Outcome.Received,
            DecisionStatus.AwaitingDecision => d =>
                d.AwaitingRole == Role.Commissioner || d.AwaitingRole == Role.Cabinet,
            DecisionStatus.AwaitingOfficer => d =>
                d.AwaitingRole == Role.ChiefFinanceOfficer
                || d.AwaitingRole == Role.MonitoringOfficer,
            DecisionStatus.Returned => d =>
                d.AwaitingRole == null
                && d.Outcome == null
                && d.WithdrawnAt == null
                && d.ReturnedAt != null,
            DecisionStatus.Draft => d =>
                d.AwaitingRole == null
                && d.Outcome == null
                && d.WithdrawnAt == null
                && d.ReturnedAt == null,
        };

    /// <summary>The state in officers' words.</summary>
    public static string Title(this DecisionStatus status) =>
        status switch
        {
            DecisionStatus.Draft => "Draft",
            DecisionStatus.Returned => "Returned",
            DecisionStatus.AwaitingOfficer => "Waiting for an officer",
            DecisionStatus.AwaitingDecision => "Waiting for a decision",
            DecisionStatus.Approved => "Approved",
            DecisionStatus.NotApproved => "Not approved",
            DecisionStatus.Noted => "Noted",
            DecisionStatus.Received => "Received",
            DecisionStatus.Withdrawn => "Withdrawn",
        };
}
