namespace GrantHub.BrowserTests.Accessibility;

/// <param name="Address">Of the page.</param>
/// <param name="Sent">
/// What goes into the fields of its form, by name; everything else is emptied. Null: the form is not sent.
/// </param>
/// <param name="IsAnswered">What is sent is no mistake: it is answered, where other forms come back.</param>
internal sealed record Step(
    string Address,
    IReadOnlyDictionary<string, string>? Sent = null,
    bool IsAnswered = false
)
{
    private const int LongestName = 100;

    /// <summary>The address, cut where it would be too long to name a picture after.</summary>
    public string Name => Address[..Math.Min(Address.Length, LongestName)];

    /// <summary>Sends the form with nothing filled in.</summary>
    public static IReadOnlyDictionary<string, string> Empty { get; } =
        new Dictionary<string, string>();

    /// <summary>Sends the form with one field filled in.</summary>
    public static Step With(string address, string field, string value) =>
        new(address, new Dictionary<string, string> { [field] = value });

    /// <summary>Steps that only open pages.</summary>
    public static IEnumerable<Step> Pages(IEnumerable<string> addresses) =>
        addresses.Select(address => new Step(address));

    /// <summary>Steps that open forms and send them with nothing filled in.</summary>
    public static IEnumerable<Step> Forms(IEnumerable<string> addresses) =>
        addresses.Select(address => new Step(address, Empty));
}
