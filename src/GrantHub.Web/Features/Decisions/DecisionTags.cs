using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;

namespace GrantHub.Web.Features.Decisions;

/// <summary>A state in words and a colour that goes with them.</summary>
public static class DecisionTags
{
    /// <summary>"Waiting for the monitoring officer" where the turn is known; else the state's own words.</summary>
    public static string Text(DecisionStatus status, Role? awaiting) =>
        awaiting is { } role ? $"Waiting for {role.InSentence()}" : status.Title();

    public static string Colour(DecisionStatus status) =>
        status switch
        {
            DecisionStatus.Draft or DecisionStatus.Withdrawn => "grey",
            DecisionStatus.Returned => "orange",
            DecisionStatus.AwaitingOfficer => "yellow",
            DecisionStatus.AwaitingDecision => "purple",
            DecisionStatus.Approved => "green",
            DecisionStatus.NotApproved => "red",
            DecisionStatus.Noted or DecisionStatus.Received => "blue",
        };
}
