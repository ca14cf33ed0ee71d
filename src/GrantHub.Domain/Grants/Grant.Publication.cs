namespace GrantHub.Domain.Grants;

/// <summary>What the monthly lists and open data say of the grant.</summary>
/// <remarks>
/// Elected Local Policing Bodies (Specified Information) Order 2011, Sch. para 3(f): recipient, purpose, conditions, and
/// reasons why the grant would secure or contribute to crime and disorder reduction; 3(g): why good value for money was
/// expected.
/// </remarks>
public sealed partial class Grant
{
    /// <summary>In officers' words for the public; null: the decision's.</summary>
    public string? PublicPurpose { get; private set; }

    /// <summary>Why it would secure or contribute to crime and disorder reduction; null: the decision's reasons.</summary>
    public string? PublicReasons { get; private set; }

    /// <summary>Why good value for money was expected; null while nobody has said so.</summary>
    public string? ValueForMoney { get; private set; }

    /// <summary>Says for the public what the decision does not say, or not well. An empty text takes it away.</summary>
    public void Explain(string? purpose, string? reasons, string? valueForMoney)
    {
        var before = Words();
        (PublicPurpose, PublicReasons, ValueForMoney) = (
            PastedText.Optional(purpose),
            PastedText.Optional(reasons),
            PastedText.Optional(valueForMoney)
        );
        var after = Words();
        if (before != after)
            Happened(new Happening("GrantExplained", Before: before, After: after));

        string Words() =>
            string.Join(
                "\n",
                new[]
                {
                    PublicPurpose is null ? null : $"Purpose: {PublicPurpose}",
                    PublicReasons is null ? null : $"Reasons: {PublicReasons}",
                    ValueForMoney is null ? null : $"Value for money: {ValueForMoney}",
                }.OfType<string>()
            );
    }
}
