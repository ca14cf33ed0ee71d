using System.Globalization;
using System.Text.RegularExpressions;
using GrantHub.Application.Imports;
using GrantHub.Domain;

namespace GrantHub.Infrastructure.Imports;

/// <summary>
/// One record of an import file. Each reading method adds a fault to the table when the value is
/// not what it should be, and then returns null; so a whole file is read before anyone asks
/// whether it was good.
/// </summary>
public sealed partial class CsvRow
{
    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly List<ImportFault> _faults;

    internal CsvRow(int line, IReadOnlyDictionary<string, string> values, List<ImportFault> faults)
    {
        Line = line;
        _values = values;
        _faults = faults;
    }

    /// <summary>Where the record starts; the header is line 1.</summary>
    public int Line { get; }

    /// <summary>Whether a value that was read is not what it should be.</summary>
    public bool HasFault { get; private set; }

    /// <summary>Whether the column has a value.</summary>
    public bool Has(string column) => Text(column).Length > 0;

    /// <summary>The value, without blanks around it; empty when there is none.</summary>
    public string Text(string column) => _values.GetValueOrDefault(column, "").Trim();

    public string? RequiredText(string column, int maximumLength)
    {
        var text = OptionalText(column, maximumLength);
        return text is "" ? Refuse(column, "a value", "nothing") : text;
    }

    /// <summary>The value; empty when there is none, null when it is too long.</summary>
    public string? OptionalText(string column, int maximumLength)
    {
        var text = Text(column);
        return text.Length <= maximumLength
            ? text
            : Refuse(
                column,
                string.Create(CultureInfo.InvariantCulture, $"at most {maximumLength} characters"),
                string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters")
            );
    }

    /// <param name="dayFirst">Written as 01/04/2019; else as 2019-04-01.</param>
    public DateOnly? RequiredDate(string column, bool dayFirst = false)
    {
        if (
            DateOnly.TryParseExact(
                Text(column),
                dayFirst ? "dd/MM/yyyy" : "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
        )
        {
            return date;
        }

        AddFault(column, $"a date such as {(dayFirst ? "01/04/2019" : "2019-04-01")}");
        return null;
    }

    /// <summary>The date; null without a fault when there is none.</summary>
    public DateOnly? OptionalDate(string column) => Has(column) ? RequiredDate(column) : null;

    /// <summary>The amount in pence.</summary>
    public long? RequiredPence(string column)
    {
        var match = Amount().Match(Text(column));
        if (!match.Success)
        {
            AddFault(
                column,
                "an amount such as 1234.50, in digits with at most two decimals and no £ or comma"
            );
            return null;
        }

        var digits = match.Groups["pounds"].Value + match.Groups["pence"].Value.PadRight(2, '0');
        if (
            long.TryParse(
                digits,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var pence
            )
        )
        {
            return pence;
        }

        AddFault(column, "an amount of at most 92233720368547758.07");
        return null;
    }

    /// <summary>The amount in pence; null without a fault when there is none.</summary>
    public long? OptionalPence(string column) => Has(column) ? RequiredPence(column) : null;

    /// <summary>The amount, no larger than a form takes, so that very many of them still add up.</summary>
    public Money? RequiredMoney(string column)
    {
        if (RequiredPence(column) is not { } pence)
            return null;
        var amount = new Money(pence);
        if (amount <= Money.LargestOnAForm && amount >= -Money.LargestOnAForm)
            return amount;
        AddFault(column, $"an amount of at most {Money.LargestOnAForm.ToPlainString()}");
        return null;
    }

    /// <summary>Likewise; null without a fault when there is none.</summary>
    public Money? OptionalMoney(string column) => Has(column) ? RequiredMoney(column) : null;

    /// <summary>The choice's meaning, by its exact word.</summary>
    public T? Choice<T>(string column, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (choices.TryGetValue(Text(column), out var choice))
        {
            return choice;
        }

        AddFault(column, $"one of {string.Join(", ", choices.Keys)}");
        return null;
    }

    /// <summary>Reports what only the caller can see, such as a date that ends before it starts.</summary>
    public void AddFault(string column, string expected) =>
        Refuse(column, expected, ImportFault.Quote(Text(column)));

    private string? Refuse(string column, string expected, string found)
    {
        HasFault = true;
        // A column that the file lacks is one fault in its header, not one in every row.
        if (_values.ContainsKey(column))
        {
            _faults.Add(new ImportFault(Line, column, expected, found));
        }

        return null;
    }

    [GeneratedRegex(@"^(?<pounds>-?[0-9]+)(?:\.(?<pence>[0-9]{1,2}))?$")]
    private static partial Regex Amount();
}
