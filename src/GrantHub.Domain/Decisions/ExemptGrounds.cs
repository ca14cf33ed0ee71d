namespace GrantHub.Domain.Decisions;

/// <summary>The seven categories of exempt information: Local Government Act 1972 Sch. 12A, Part 1.</summary>
public static class ExemptGrounds
{
    /// <summary>In the order of the Schedule, as a record keeps and a notice prints them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Paragraph 1: information relating to any individual",
        "Paragraph 2: information which is likely to reveal the identity of an individual",
        "Paragraph 3: information relating to the financial or business affairs of any particular person, including the authority holding it",
        "Paragraph 4: information relating to consultations or negotiations about a labour relations matter between the authority or a Minister of the Crown and employees or office-holders",
        "Paragraph 5: information in respect of which a claim to legal professional privilege could be maintained in legal proceedings",
        "Paragraph 6: information which reveals that the authority proposes to give a notice that imposes requirements on a person, or to make an order or direction, under any enactment",
        "Paragraph 7: information relating to action taken or to be taken in connection with the prevention, investigation or prosecution of crime",
    ];
}
