using System.ComponentModel.DataAnnotations;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GrantHub.Web.Features.Decisions;

/// <summary>What somebody who signs or decides fills in.</summary>
public sealed class SigningForm
{
    public const string NothingToDeclare = "nothing";
    public const string Declare = "declare";

    /// <summary>The hash of the seal that the page showed.</summary>
    public string? Seal { get; set; }

    /// <summary>Of the decision maker only.</summary>
    public Outcome? Outcome { get; set; }
    public string? Note { get; set; }
    public List<CommentField> Comments { get; set; } = [];

    public string? Interest { get; set; }
    public string? Declared { get; set; }

    /// <summary>"yes" or "no".</summary>
    public string? Disclosable { get; set; }
    public string? DispensationReference { get; set; }

    [Display(Name = "The date of the dispensation")]
    public DateOnly? DispensationDate { get; set; }
    public bool Agreed { get; set; }

    public bool IsDisclosable => Interest == Declare && Disclosable == "yes";

    public Signing ToSigning() =>
        new(
            Agreed,
            [
                .. Comments
                    .Where(c => !string.IsNullOrWhiteSpace(c.Text))
                    .Select(c => new Comment(c.Heading ?? "", c.Text!)),
            ],
            Interest == Declare
                ? new Interests(
                    Declared,
                    IsDisclosable,
                    IsDisclosable ? DispensationReference : null,
                    IsDisclosable ? DispensationDate : null
                )
                : Interests.None
        );

    /// <summary>What the declaration lacks, as (property, sentence).</summary>
    public IEnumerable<(string Property, string Sentence)> InterestFaults()
    {
        if (Interest is not (NothingToDeclare or Declare))
            yield return (nameof(Interest), "Say whether you have an interest to declare.");
        if (Interest != Declare)
            yield break;
        if (string.IsNullOrWhiteSpace(Declared))
            yield return (nameof(Declared), "Say what the interest is.");
        if (Disclosable is not ("yes" or "no"))
            yield return (nameof(Disclosable), "Say whether it is a disclosable interest.");
        else if (!string.IsNullOrWhiteSpace(Declared) && Barred() is { } sentence)
            yield return (nameof(DispensationReference), sentence);
    }

    /// <summary>Every fault of the declaration and the tick at once; the domain checks again.</summary>
    /// <param name="prefix">Of the form's fields.</param>
    public void Check(ModelStateDictionary faults, string prefix)
    {
        ArgumentNullException.ThrowIfNull(faults);
        // A date behind an answer that was not chosen does not stand in the way.
        if (
            !IsDisclosable
            && faults.TryGetValue($"{prefix}.{nameof(DispensationDate)}", out var entry)
        )
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Skipped;
        }
        foreach (var (property, sentence) in InterestFaults())
            faults.TryAddModelError($"{prefix}.{property}", sentence);
        if (!Agreed)
            faults.TryAddModelError($"{prefix}.{nameof(Agreed)}", Signing.TickMissing);
    }

    /// <summary>The tick is never pre-filled, not even after a refusal.</summary>
    /// <param name="prefix">Of the form's fields.</param>
    public SigningForm Unticked(ModelStateDictionary typed, string prefix)
    {
        ArgumentNullException.ThrowIfNull(typed);
        Agreed = false;
        typed.SetModelValue($"{prefix}.{nameof(Agreed)}", ValueProviderResult.None);
        return this;
    }

    /// <summary>What was typed, as text to copy from when the form can no longer be sent; empty when nothing was.</summary>
    public string Typed() =>
        string.Join(
            "\n\n",
            Comments
                .Select(c => c.Text)
                .Append(Note)
                .Append(Interest == Declare ? Declared : null)
                .Where(text => !string.IsNullOrWhiteSpace(text))
        );

    private string? Barred()
    {
        try
        {
            ToSigning().Interests.Check();
            return null;
        }
        catch (DomainException refusal)
        {
            return refusal.Message;
        }
    }
}

public sealed class CommentField
{
    /// <summary>The key of an implication heading; empty for a general comment.</summary>
    public string? Heading { get; set; }
    public string? Text { get; set; }
}

/// <summary>What the page asks for beside a comment.</summary>
/// <param name="Why">Why it cannot be left out; null when it can.</param>
/// <param name="Hint">What else to know before writing it.</param>
public sealed record CommentPrompt(string Heading, string Label, string? Why, string? Hint = null);

public sealed class ReasonForm
{
    public string? Reason { get; set; }
}

public sealed class ReturnForm
{
    /// <summary>The hash of the seal that the page showed.</summary>
    public string? Seal { get; set; }
    public string? Reason { get; set; }
}
