using System.Globalization;

namespace GrantHub.Domain;

/// <summary>1 April to 31 March, written "2017-18". <see cref="StartYear"/> is the calendar year of its 1 April.</summary>
public readonly record struct FinancialYear(int StartYear) : IComparable<FinancialYear>
{
    public DateOnly Start => new(StartYear, 4, 1);
    public DateOnly End => new(StartYear + 1, 3, 31);
    public FinancialYear Next => new(StartYear + 1);
    public FinancialYear Before => new(StartYear - 1);

    public static FinancialYear Of(DateOnly date) =>
        new(date.Month >= 4 ? date.Year : date.Year - 1);

    /// <summary>Reads "2017-18"; the second part must be the year after.</summary>
    public static bool TryParse(string? text, out FinancialYear year)
    {
        year = default;
        if (
            text is not { Length: 7 }
            || text[4] != '-'
            || !int.TryParse(
                text.AsSpan(0, 4),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var start
            )
            || !int.TryParse(
                text.AsSpan(5, 2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var end
            )
            || start is < 1900 or > 2200
            || (start + 1) % 100 != end
        )
            return false;
        year = new FinancialYear(start);
        return true;
    }

    public int CompareTo(FinancialYear other) => StartYear.CompareTo(other.StartYear);

    public static bool operator <(FinancialYear a, FinancialYear b) => a.StartYear < b.StartYear;

    public static bool operator >(FinancialYear a, FinancialYear b) => a.StartYear > b.StartYear;

    public static bool operator <=(FinancialYear a, FinancialYear b) => a.StartYear <= b.StartYear;

    public static bool operator >=(FinancialYear a, FinancialYear b) => a.StartYear >= b.StartYear;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{StartYear}-{(StartYear + 1) % 100:00}");
}
