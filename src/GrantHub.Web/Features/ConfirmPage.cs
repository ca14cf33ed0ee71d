namespace GrantHub.Web.Features;

/// <summary>A page that says what will happen and asks before it does; its form is posted to its own address.</summary>
/// <param name="Title">The question, such as "Disable Sam Hill".</param>
/// <param name="Consequences">What will happen, a sentence each.</param>
/// <param name="Button">The words of the button that does it.</param>
/// <param name="BackHref">Where to go when it is not to happen.</param>
/// <param name="BackText">The words of the link back, such as "Back to Sam Hill".</param>
public sealed record ConfirmPage(
    string Title,
    IReadOnlyList<string> Consequences,
    string Button,
    string BackHref,
    string BackText
)
{
    /// <summary>The version of what the page shows; null: nothing rests on it.</summary>
    public Guid? Seen { get; init; }
}
