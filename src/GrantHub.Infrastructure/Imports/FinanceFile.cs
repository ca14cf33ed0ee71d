using GrantHub.Application.Imports;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;

namespace GrantHub.Infrastructure.Imports;

/// <summary>Which columns of a finance system's file are which, by the names that <see cref="FinanceFile.Header"/> gives; and how it writes days and income.</summary>
/// <param name="Reference">Null: the file has none.</param>
/// <param name="Description">Null: the file has none, and the reference stands for it.</param>
/// <param name="DayFirst">Dates are written as 01/04/2019; else as 2019-04-01.</param>
/// <param name="IncomeIsNegative">See <see cref="FinanceSource"/>.</param>
public sealed record FinanceColumns(
    string Date,
    string? Reference,
    string? Description,
    string Code,
    string Amount,
    bool DayFirst,
    bool IncomeIsNegative
);

/// <summary>A CSV file of receipts and payments from a finance system.</summary>
public static class FinanceFile
{
    private const int LongestReference = 100;
    private const int LongestDescription = 500;
    private const int LongestCode = 100;

    private static readonly string[] Fixed = ["date", "reference", "description", "code", "amount"];

    private static readonly string[] DateWords =
    [
        "posting date",
        "transaction date",
        "date posted",
        "date",
        "period end",
    ];
    private static readonly string[] ReferenceWords =
    [
        "reference",
        "ref",
        "document",
        "doc",
        "invoice",
        "voucher",
        "journal",
    ];
    private static readonly string[] DescriptionWords =
    [
        "description",
        "narrative",
        "details",
        "text",
        "supplier",
        "payee",
        "name",
    ];
    private static readonly string[] CodeWords =
    [
        "code",
        "account",
        "nominal",
        "cost centre",
        "gl",
        "subjective",
        "line",
    ];
    private static readonly string[] AmountWords =
    [
        "net amount",
        "amount",
        "net",
        "value",
        "gbp",
        "total",
    ];

    /// <summary>What the file's columns are called.</summary>
    /// <param name="content">Seekable; stays open.</param>
    public static IReadOnlyList<string> Header(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        content.Position = 0;
        return CsvTable.Header(content);
    }

    /// <summary>Whether the first date in the column is written with strokes, as 01/04/2019.</summary>
    /// <param name="content">Seekable; stays open.</param>
    public static bool IsDayFirst(Stream content, string column)
    {
        ArgumentNullException.ThrowIfNull(content);
        content.Position = 0;
        return CsvTable
                .Stream(content, null, [])
                .Select(row => row.Text(column))
                .FirstOrDefault(text => text.Length > 0)
                ?.Contains('/', StringComparison.Ordinal) == true;
    }

    /// <summary>The column that words in the header speak for, each at most once; null where none does.</summary>
    public static (
        string? Date,
        string? Reference,
        string? Description,
        string? Code,
        string? Amount
    ) Guess(IReadOnlyList<string> header)
    {
        var left = header.ToList();
        string? Take(string[] words)
        {
            var found =
                words
                    .Select(word => left.Find(name => Same(name, word)))
                    .FirstOrDefault(name => name is not null)
                ?? words
                    .Select(word => left.Find(name => Has(name, word)))
                    .FirstOrDefault(name => name is not null);
            if (found is not null)
                left.Remove(found);
            return found;
        }
        // What is most surely known first, so that "document date" is the date and "cost code description" the description.
        var date = Take(DateWords);
        var amount = Take(AmountWords);
        var description = Take(DescriptionWords);
        var code = Take(CodeWords);
        return (date, Take(ReferenceWords), description, code, amount);
    }

    /// <summary>A file whose header is <c>date,reference,description,code,amount</c>, with amounts as the lines count them.</summary>
    /// <param name="content">Seekable; stays open while rows are read.</param>
    public static FinanceSource Open(Stream content, string name, string sha256) =>
        Source(
            content,
            name,
            sha256,
            new("date", "reference", "description", "code", "amount", false, false),
            Fixed
        );

    /// <summary>A file with a header of its own.</summary>
    /// <inheritdoc cref="Open(Stream, string, string)"/>
    public static FinanceSource Open(
        Stream content,
        string name,
        string sha256,
        FinanceColumns columns
    ) => Source(content, name, sha256, columns, null);

    private static FinanceSource Source(
        Stream content,
        string name,
        string sha256,
        FinanceColumns columns,
        string[]? header
    ) =>
        new(
            name,
            sha256,
            new(columns.Date, columns.Code, columns.Amount),
            columns.IncomeIsNegative,
            faults =>
            {
                content.Position = 0;
                return CsvTable
                    .Stream(content, header, faults)
                    .Select(row => Read(row, columns))
                    .OfType<FinanceRow>();
            }
        );

    private static FinanceRow? Read(CsvRow row, FinanceColumns columns)
    {
        // Every value is read before any is missed, so that all faults of the line are named.
        var date = row.RequiredDate(columns.Date, columns.DayFirst);
        var reference = Text(row, columns.Reference, LongestReference);
        var description = Text(row, columns.Description, LongestDescription);
        var code = Text(row, columns.Code, LongestCode);
        var amount = row.RequiredMoney(columns.Amount);
        if (description is "")
            description = reference;
        if (description is "")
            row.AddFault(
                columns.Description ?? columns.Reference ?? columns.Date,
                "a description or a reference"
            );
        return row.HasFault
            ? null
            : new FinanceRow(row.Line, date!.Value, reference!, description!, code!, amount!.Value);
    }

    private static string? Text(CsvRow row, string? column, int longest) =>
        column is null ? ""
        : row.OptionalText(column, longest) is { } text
            ? PastedText.Normalise(text).Trim().ReplaceLineEndings(" ")
        : null;

    private static bool Same(string name, string word) =>
        string.Equals(Plain(name), word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The word stands in the name as a word of its own: "Ref no", but not "Preference".</summary>
    private static bool Has(string name, string word) =>
        $" {Plain(name)} ".Contains($" {word} ", StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) =>
        string.Join(
            ' ',
            string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : ' '))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
}
