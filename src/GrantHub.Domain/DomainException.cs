namespace GrantHub.Domain;

/// <summary>A rule refused what was asked. The sentence says what to do about it and is shown to the person as it is.</summary>
public sealed class DomainException(string code, string sentence) : Exception(sentence)
{
    /// <summary>Stable name of the rule, for tests and scripts; never shown on a page.</summary>
    public string Code { get; } = code;

    /// <summary>The thing is no longer in the state that was asked about, usually because somebody else acted first.</summary>
    public bool IsConflict { get; private init; }

    public static DomainException Conflict(string code, string sentence) =>
        new(code, sentence) { IsConflict = true };
}
