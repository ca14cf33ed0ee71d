using System.Text.Encodings.Web;
using System.Text.Json;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;

namespace GrantHub.Infrastructure.Publication;

/// <summary>
/// The register as a file. Nothing in it depends on when or where it is written: the same data gives the same bytes.
/// </summary>
public static class RegisterFile
{
    private static readonly string[] Columns =
    [
        "reference",
        "title",
        "decision",
        "date",
        "decision_maker",
        "outcome",
        "confidentiality",
        "recipient",
        "amount",
        "version",
    ];

    /// <summary>How much is written at once, in bytes.</summary>
    private const int Chunk = 16 * 1024;

    public static Task WriteCsvAsync(
        Stream to,
        IAsyncEnumerable<RegisterRow> rows,
        CancellationToken cancellationToken
    ) =>
        CsvFile.WriteAsync(
            to,
            Columns,
            rows.Select(row =>
                (object?[])
                    [
                        row.Reference,
                        row.Title,
                        row.Decision,
                        row.Date,
                        row.DecisionMaker,
                        Word(row.Outcome),
                        Word(row.Confidentiality),
                        row.Recipient,
                        row.Amount,
                        row.Version,
                    ]
            ),
            cancellationToken
        );

    /// <summary>A JSON array; what the public may not see is null.</summary>
    public static async Task WriteJsonAsync(
        Stream to,
        IAsyncEnumerable<RegisterRow> rows,
        CancellationToken cancellationToken
    )
    {
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
        // The reader sees at once that something comes, however long the first row takes.
        await json.FlushAsync(cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            json.WriteStartObject();
            json.WriteString("reference", row.Reference);
            json.WriteString("title", row.Title);
            json.WriteString("decision", row.Decision);
            json.WriteString("date", row.Date.Iso());
            json.WriteString("decision_maker", row.DecisionMaker);
            json.WriteString("outcome", Word(row.Outcome));
            json.WriteString("confidentiality", Word(row.Confidentiality));
            json.WriteString("recipient", row.Recipient);
            json.WritePropertyName("amount");
            if (row.Amount is { } amount)
                json.WriteRawValue(amount.ToPlainString());
            else
                json.WriteNullValue();
            json.WriteNumber("version", row.Version);
            json.WriteEndObject();
            if (json.BytesPending > Chunk)
                await json.FlushAsync(cancellationToken);
        }
        json.WriteEndArray();
        await json.FlushAsync(cancellationToken);
        // A web server takes no bytes without waiting.
        await to.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static string Word(Outcome outcome) =>
        outcome switch
        {
            Outcome.Approved => "approved",
            Outcome.NotApproved => "refused",
            Outcome.Noted => "noted",
            Outcome.Received => "received",
        };

    private static string Word(Confidentiality confidentiality) =>
        confidentiality switch
        {
            Confidentiality.Part1 => "part1",
            Confidentiality.Part2 => "part2",
        };
}
