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

    /// <summary>An entry of the audit trail as a heading of the history.</summary>
    public static string What(AuditEntry entry) =>
        entry.What switch
        {
            "GrantMade" => $"Grant made by decision {entry.Why}",
            "GrantVaried" => $"Grant varied by decision {entry.Why}",
            "GrantDiscontinued" => $"Later years discontinued by decision {entry.Why}",
            var other => other,
        };
}
