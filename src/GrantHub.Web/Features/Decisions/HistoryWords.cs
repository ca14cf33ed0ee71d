using GrantHub.Domain.Decisions;

namespace GrantHub.Web.Features.Decisions;

/// <summary>The audit trail's stable words as sentences.</summary>
public static class HistoryWords
{
    private const string Edited = "Edited:";
    private const string Decided = "Decided:";
    private const string Implication = "implications/";

    /// <param name="what">Such as "Submitted" or "Edited:funding".</param>
    /// <param name="template">Names the sections; null: they go by their keys.</param>
    public static string Sentence(string what, TemplateDefinition? template)
    {
        ArgumentNullException.ThrowIfNull(what);
        return what switch
        {
            "Raised" => "Raised the record",
            "AppendixAdded" => "Added an appendix",
            "AppendixRemoved" => "Removed an appendix",
            "Submitted" => "Submitted and sealed the record",
            "Signed" => "Signed",
            "Returned" => "Returned the record to draft",
            "Withdrawn" => "Withdrew the record",
            "Published" => "Published the decision",
            "Withheld" => "Withheld the decision from the public register",
            "PublicationSet" => "Set the day of publication",
            "PublicationUnset" => "Took back the day of publication",
            "Exempted" => "Made a part exempt",
            "Unexempted" => "Made a part public again",
            "Corrected" => "Published a corrected version",
            "CorrectionForgotten" => "Gave up changes to what is published",
            _ when what.StartsWith("Reworded:", StringComparison.Ordinal) =>
                $"Corrected the public’s wording of {what["Reworded:".Length..]}",
            _ when what.StartsWith("TakenDown:", StringComparison.Ordinal) =>
                $"Took down version {what["TakenDown:".Length..]} of what is published",
            "Imported" => "Imported the decision from an earlier log",
            _ when what.StartsWith(Edited, StringComparison.Ordinal) =>
                $"Changed {Heading(what[Edited.Length..], template)}",
            _ when what.StartsWith(Decided, StringComparison.Ordinal) =>
                $"Decided: {Outcome(what[Decided.Length..], template)}",
            _ => what,
        };
    }

    public static bool IsSignature(string what)
    {
        ArgumentNullException.ThrowIfNull(what);
        return what == "Signed" || what.StartsWith(Decided, StringComparison.Ordinal);
    }

    /// <summary>What the hash is of that the entry has instead of words; null for an entry without.</summary>
    public static string? HashOf(string what) =>
        what switch
        {
            "Submitted" => "Seal",
            "Published" => "Hash of what was published",
            "Corrected" => "Hashes of the versions before and after",
            _ when what.StartsWith("TakenDown:", StringComparison.Ordinal) =>
                "Hash of the version that was taken down",
            _ => null,
        };

    private static string Heading(string task, TemplateDefinition? template) =>
        task.StartsWith(Implication, StringComparison.Ordinal)
            ? $"Implications: {template?.Implication(task[Implication.Length..])?.Heading ?? task}"
            : template?.Section(task)?.Heading ?? task;

    private static string Outcome(string name, TemplateDefinition? template) =>
        (
            Enum.TryParse<Outcome>(name, out var outcome) ? template?.Find(outcome)?.Label : null
        )?.ToLowerInvariant() ?? name;
}
