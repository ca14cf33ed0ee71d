using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;

namespace GrantHub.Web.Features.Decisions;

/// <summary>A page with the form of somebody who signs.</summary>
public abstract record SigningPage(SigningForm Form);

/// <summary>The page of somebody who signs or decides: what stands sealed, and the form where it is their turn.</summary>
/// <param name="Refusal">Why there is no form, as a sentence; null where there is one.</param>
/// <param name="Capacity">In which role, and for whom, the person signs; null where there is no form.</param>
/// <param name="Prompts">One for each entry of the form's comments, in the same order.</param>
public sealed record SignOffPage(
    DecisionPage Decision,
    SigningForm Form,
    string? Refusal,
    Capacity? Capacity,
    IReadOnlyList<CommentPrompt> Prompts
) : SigningPage(Form)
{
    /// <summary>How a comment under <see cref="Comment.OverProgramming"/> is headed.</summary>
    public const string OverProgramming = "Going beyond a funding stream’s limit";

    public DecisionRecord Record => Decision.Record;
    public TemplateDefinition Template => Decision.Template;
    public string Address => $"/decisions/{Record.Address()}";

    /// <summary>The words that an officer agrees to.</summary>
    public string? Statement =>
        Template.Route.FirstOrDefault(step => step.Role == Capacity?.Role)?.Statement;

    /// <summary>The page for the person, with the form's comments in the order of the prompts and what was typed in them.</summary>
    public static SignOffPage For(
        DecisionPage decision,
        SigningForm form,
        Actor actor,
        string? refusal
    )
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(actor);
        refusal ??= decision.WhyNotSign;
        var capacity =
            refusal is null && decision.Record.AwaitingRole is { } role ? actor.In(role) : null;
        var prompts = capacity is null ? [] : PromptsFor(decision, capacity.Role);
        if (capacity is not null)
        {
            form.Seal ??= decision.Record.SealHash;
            form.Comments =
            [
                .. prompts.Select(prompt => new CommentField
                {
                    Heading = prompt.Heading,
                    Text = form
                        .Comments.FirstOrDefault(c => (c.Heading ?? "") == prompt.Heading)
                        ?.Text,
                }),
            ];
        }
        return new(decision, form, refusal, capacity, prompts);
    }

    private static List<CommentPrompt> PromptsFor(DecisionPage decision, Role role)
    {
        if (role == decision.Template.DecisionMaker)
            return [];
        var mandatory = decision
            .Record.MandatoryComments(decision.Template, role)
            .ToLookup(m => m.Heading, m => m.Why);
        return
        [
            .. decision
                .Template.Implications.Where(heading =>
                    heading.AdviceFrom == role || mandatory.Contains(heading.Key)
                )
                .Select(heading => new CommentPrompt(
                    heading.Key,
                    heading.Heading,
                    mandatory[heading.Key].FirstOrDefault()
                )),
            .. decision.OverProgramming.Count == 0
                ? []
                : new[]
                {
                    new CommentPrompt(
                        Comment.OverProgramming,
                        OverProgramming,
                        null,
                        $"{string.Join(" ", decision.OverProgramming)} Say here why that is accepted. Without it the decision cannot be approved."
                    ),
                },
            new CommentPrompt("", "General", null),
        ];
    }
}

/// <summary>What has just been signed or decided, and what happens next.</summary>
public sealed record SignedPage(DecisionPage Decision, Signature Signature)
{
    public string Title =>
        Signature.Outcome is { } outcome
            ? Decision.Template.Find(outcome)?.Label ?? "Decided"
            : "Signed";

    public string Next =>
        (Decision.Record.AwaitingRole, Decision.Record.Status) switch
        {
            ({ } role, _) =>
                $"It is now the turn of {role.InSentence()}. The record appears in their list of what waits for them.",
            (null, DecisionStatus.Returned or DecisionStatus.Draft) =>
                $"{Decision.Record.ReturnedByName} has returned the record to draft since, so your signature is void.",
            (null, DecisionStatus.Withdrawn) => "The record has been withdrawn since.",
            (null, _) =>
                "The decision is final. The decision notice is ready to read, and the lead officer or an officer can now publish the decision or withhold it.",
        };
}
