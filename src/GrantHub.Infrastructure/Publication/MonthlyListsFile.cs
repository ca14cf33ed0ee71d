using System.Text.Encodings.Web;
using System.Text.Json;
using GrantHub.Domain;
using GrantHub.Domain.Publication;

namespace GrantHub.Infrastructure.Publication;

/// <summary>
/// A month's specified information as a file. Nothing in it depends on when it is written: the same data gives the same
/// bytes.
/// </summary>
public static class MonthlyListsFile
{
    public static string[] Columns { get; } =
    [
        "list",
        "date",
        "recipient",
        "purpose",
        "amount",
        "conditions",
        "reasons",
        "value_for_money",
        "paid_by",
        "reference",
    ];

    /// <summary>A value for each of <see cref="Columns"/>; each condition on a line of its own.</summary>
    public static object?[] Values(SpendingRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return
        [
            row.List.Letter(),
            row.Date,
            row.Recipient,
            row.Purpose,
            row.Amount,
            string.Join('\n', row.Conditions),
            row.Reasons,
            row.ValueForMoney,
            Word(row.PaidBy),
            row.Reference,
        ];
    }

    /// <param name="to">Stays open.</param>
    public static Task WriteCsvAsync(
        Stream to,
        IAsyncEnumerable<SpendingRow> rows,
        CancellationToken cancellationToken
    ) => CsvFile.WriteAsync(to, Columns, rows.Select(Values), cancellationToken);

    /// <summary>A JSON array with the same fields; conditions are an array of texts.</summary>
    /// <param name="to">Stays open.</param>
    public static async Task WriteJsonAsync(
        Stream to,
        IAsyncEnumerable<SpendingRow> rows,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(rows);
        await using var json = new Utf8JsonWriter(
            to,
            new()
            {
                Indented = true,
                NewLine = "\n",
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
        json.WriteStartArray();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            json.WriteStartObject();
            json.WriteString("list", row.List.Letter());
            json.WriteString("date", row.Date.Iso());
            json.WriteString("recipient", row.Recipient);
            json.WriteString("purpose", row.Purpose);
            json.WriteAmount("amount", row.Amount);
            json.WriteStartArray("conditions");
            foreach (var condition in row.Conditions)
                json.WriteStringValue(condition);
            json.WriteEndArray();
            json.WriteString("reasons", row.Reasons);
            json.WriteString("value_for_money", row.ValueForMoney);
            json.WriteString("paid_by", Word(row.PaidBy));
            json.WriteString("reference", row.Reference);
            json.WriteEndObject();
            await json.FlushAsync(cancellationToken);
        }
        json.WriteEndArray();
        await json.FlushAsync(cancellationToken);
        await to.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static string Word(PaidBy paidBy) =>
        paidBy switch
        {
            PaidBy.Commissioner => "commissioner",
            PaidBy.ChiefOfficer => "chief-officer",
        };
}
