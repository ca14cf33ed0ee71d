namespace GrantHub.Domain;

/// <summary>A rule refused what was asked. The sentence says what to do about it and is shown to the person as it is.</summary>
public sealed class DomainException(string code, string sentence) : Exception(sentence)
{
    /// <summary>Stable name of the rule, for tests and scripts; never shown on a page.</summary>
    public string Code { get; } = code;
}
