using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;

namespace GrantHub.Web.Features.Decisions;

/// <summary>How pages put a record's facts into words.</summary>
public static class DecisionWords
{
    /// <summary>At the start of a sentence: "The Commissioner".</summary>
    public static string AtStart(this Role role)
    {
        var words = role.InSentence();
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>"Varies", and of the earlier record "Varied by".</summary>
    public static string Done(this RelationKind kind) =>
        kind switch
        {
            RelationKind.Varies => "Varied by",
            RelationKind.Supersedes => "Superseded by",
            RelationKind.Revokes => "Revoked by",
        };

    public static string Title(this PublicationState state) =>
        state switch
        {
            PublicationState.NotDecided => "Not decided",
            PublicationState.NotYetPublished => "Not yet published",
            PublicationState.Published => "Published",
            PublicationState.Withheld => "Withheld",
        };

    /// <summary>The page on which a task is done.</summary>
    public static string Href(this DecisionRecord record, ChecklistTask task) =>
        task.Kind switch
        {
            SectionKind.Appendices => $"/decisions/{record.Address()}/documents",
            SectionKind.Implications => $"/decisions/{record.Address()}/{task.Key}",
            _ => $"/decisions/{record.Address()}/sections/{task.Key}",
        };

    /// <summary>The task as the list names it; a heading alone does not say that it is an implication.</summary>
    public static string Title(this ChecklistTask task) =>
        task.Kind == SectionKind.Implications ? $"Implications: {task.Heading}" : task.Heading;

    /// <summary>Nothing is asked for and nothing has been entered.</summary>
    public static bool IsLeftOut(this ChecklistTask task) =>
        task is { IsComplete: true, Started: false };

    public static (string Words, string? Colour) Status(this ChecklistTask task) =>
        (task.IsComplete, task.Started) switch
        {
            (true, true) => ("Completed", null),
            (true, false) => ("Optional", "grey"),
            (false, true) => ("In progress", "teal"),
            (false, false) => ("Not started", "blue"),
        };

    /// <summary>Pounds as a field shows them: "16,683.00".</summary>
    public static string ForField(this Money money) =>
        money.ToString().Replace("£", "", StringComparison.Ordinal);
}
