using System.Globalization;
using System.Text.RegularExpressions;

namespace GrantHub.Domain;

/// <summary>An amount in whole pence, £ sterling. Arithmetic is checked: an overflow throws, it never wraps.</summary>
public readonly partial record struct Money(long Pence) : IComparable<Money>
{
    public static readonly Money Zero;

    /// <summary>The largest amount a form takes: £999,999,999,999.99, far above any police grant and far below overflow.</summary>
    public static readonly Money LargestOnAForm = new(99_999_999_999_999);

    public static Money Pounds(long pounds) => new(checked(pounds * 100));

    public static Money operator +(Money a, Money b) => new(checked(a.Pence + b.Pence));

    public static Money operator -(Money a, Money b) => new(checked(a.Pence - b.Pence));

    public static Money operator -(Money a) => new(checked(-a.Pence));

    public static bool operator <(Money a, Money b) => a.Pence < b.Pence;

    public static bool operator >(Money a, Money b) => a.Pence > b.Pence;

    public static bool operator <=(Money a, Money b) => a.Pence <= b.Pence;

    public static bool operator >=(Money a, Money b) => a.Pence >= b.Pence;

    /// <summary>Lets a query add amounts up in the database: <c>Sum(x => (long)x.Amount)</c>.</summary>
    public static explicit operator long(Money money) => money.Pence;

    public int CompareTo(Money other) => Pence.CompareTo(other.Pence);

    public static Money Sum(IEnumerable<Money> amounts) =>
        amounts.Aggregate(Zero, (total, amount) => total + amount);

    /// <summary>
    /// Shares the amount out in proportion to the weights by largest remainder, ties to the earlier line, so that the
    /// shares always add up to the whole.
    /// </summary>
    /// <param name="weights">At least one; none negative; not all zero.</param>
    public IReadOnlyList<Money> Share(IReadOnlyList<long> weights) =>
        [.. LargestRemainder.Share(Pence, weights).Select(pence => new Money(pence))];

    /// <summary>Reads what an officer types: "16,683", "£16,683.00", "4170.75". At most two decimals.</summary>
    public static bool TryParse(string? text, out Money money)
    {
        money = Zero;
        var match = Typed().Match((text ?? "").Trim());
        if (!match.Success)
            return false;
        var digits = match.Groups["pounds"].Value.Replace(",", "", StringComparison.Ordinal);
        var pence = match.Groups["pence"].Value.PadRight(2, '0');
        if (digits.Length > 12)
            return false;
        var total =
            long.Parse(digits, CultureInfo.InvariantCulture) * 100
            + long.Parse(pence, CultureInfo.InvariantCulture);
        money = new Money(match.Groups["minus"].Success ? -total : total);
        return true;
    }

    /// <summary>"£16,683.00"; a negative amount has a minus sign before the pound.</summary>
    public override string ToString()
    {
        var pence = (UInt128)Int128.Abs(Pence);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(Pence < 0 ? "−" : "")}£{pence / 100:#,##0}.{pence % 100:00}"
        );
    }

    /// <summary>"16683.00": decimal pounds for JSON and CSV.</summary>
    public string ToPlainString()
    {
        var pence = (UInt128)Int128.Abs(Pence);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(Pence < 0 ? "-" : "")}{pence / 100}.{pence % 100:00}"
        );
    }

    [GeneratedRegex(
        @"^(?<minus>[-−])?\s*£?\s*(?<pounds>[0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.(?<pence>[0-9]{1,2}))?$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Typed();
}
