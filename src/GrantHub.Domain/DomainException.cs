namespace GrantHub.Domain;

/// <summary>Work that a rule refuses.</summary>
/// <param name="code">Short, stable, kebab case, for tests and translation.</param>
/// <param name="sentence">What is wrong and what to do about it, for the person who asked.</param>
public sealed class DomainException(string code, string sentence) : Exception(sentence)
{
    public string Code { get; } = code;
}
