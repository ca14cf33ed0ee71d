using CsvHelper;
using GrantHub.Domain;

namespace GrantHub.Infrastructure.Publication;

/// <summary>Writes CSV (RFC 4180, UTF-8 without its mark) for people who open it in a spreadsheet.</summary>
public static class CsvFile
{
    private static readonly CsvWriterOptions Options = new()
    {
        // What officers typed must not run as a formula in the spreadsheet of whoever opens the file.
        Injection = CsvInjection.Escape,
    };

    /// <param name="to">Stays open.</param>
    /// <param name="rows">Of each column's value: text, <see cref="Money"/>, <see cref="DateOnly"/>, a number or null.</param>
    public static async Task WriteAsync(
        Stream to,
        string[] columns,
        IAsyncEnumerable<object?[]> rows,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var csv = CsvWriter.Create(to, Options, leaveOpen: true);
        await csv.WriteRecordAsync(columns, cancellationToken);
        // The reader sees at once that something comes, however long the first row takes.
        await csv.FlushAsync(cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            foreach (var value in row)
                Write(csv, value);
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    private static void Write(CsvWriter csv, object? value)
    {
        switch (value)
        {
            case Money money:
                // As a number, so that a minus sign is not taken for the start of a formula.
                csv.WriteField(money.Pence / 100m, "0.00");
                break;
            case DateOnly date:
                csv.WriteField(date, "yyyy-MM-dd");
                break;
            case int number:
                csv.WriteField(number, "");
                break;
            default:
                csv.WriteField(value as string ?? value?.ToString());
                break;
        }
    }
}
