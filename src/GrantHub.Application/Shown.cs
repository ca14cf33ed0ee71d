using GrantHub.Domain;

namespace GrantHub.Application;

/// <summary>
/// What a form carries of what it showed. It is of the very thing that the form changes, so that whatever else happens to a
/// grant or a budget meanwhile, such as a payment that is made, is no conflict.
/// </summary>
public static class Shown
{
    /// <param name="words">What the form showed, in words.</param>
    public static string Of(string words) => LengthPrefixed.Sha256([words]);

    /// <summary>What a form shows of a payment that is planned, made by us or by a partner.</summary>
    public static string Payment(Money amount, DateOnly dueOn) => $"{amount}, due on {dueOn.Iso()}";
}
