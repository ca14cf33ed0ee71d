using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Decisions;

/// <summary>Which page of which record a form stands on.</summary>
/// <param name="Missing">What is still to do, each a sentence; empty while nothing has been entered.</param>
public sealed record SectionPlace(
    DecisionPage Page,
    string TaskKey,
    string Title,
    string? Hint,
    IReadOnlyList<string> Missing
)
{
    public string RecordHref => $"/decisions/{Page.Record.Address()}";

    /// <summary>The page itself, without the part of it that a button before led to.</summary>
    public string Href => Page.Record.Href(Page.Checklist.First(task => task.Key == TaskKey));
}

/// <summary>What one page of a draft asks. Everything typed is kept as text until it can be read.</summary>
public abstract class SectionForm
{
    /// <summary>The digest of the section as the form showed it first.</summary>
    public string? Seen { get; set; }

    [BindNever, ValidateNever]
    public SectionPlace Place { get; set; } = null!;

    /// <summary>Takes over what the draft says.</summary>
    public abstract void Fill(DecisionContent content);

    /// <summary>What was entered; what cannot be read is a fault at its field.</summary>
    public abstract SectionEntry Read(ModelStateDictionary faults);

    /// <summary>Carries out a button that changes only the form, such as "Add another year".</summary>
    /// <returns>Whether the button was one of those.</returns>
    public virtual bool Reshape(string? button, ModelStateDictionary faults) => false;

    /// <summary>The field that a refusal belongs to; empty: the page as a whole.</summary>
    public virtual string FieldOf(Domain.DomainException refused) => "";

    /// <summary>
    /// Forgets every fault, because nothing is saved yet, and what was typed into the rows, because they are shown anew.
    /// </summary>
    protected static void Forget(ModelStateDictionary faults, string rows)
    {
        var kept = faults
            .Where(entry => !entry.Key.StartsWith(rows + "[", StringComparison.Ordinal))
            .Select(entry => (entry.Key, entry.Value!.RawValue, entry.Value.AttemptedValue))
            .ToList();
        faults.Clear();
        foreach (var (key, raw, attempted) in kept)
            faults.SetModelValue(key, raw, attempted);
    }
}
