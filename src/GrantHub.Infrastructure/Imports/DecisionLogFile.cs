using GrantHub.Application.Decisions;
using GrantHub.Application.Imports;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;

namespace GrantHub.Infrastructure.Imports;

/// <summary>The CSV file of a decision log kept before GrantHub.</summary>
public static class DecisionLogFile
{
    private const int LongestReference = 100;
    private const int LongestLine = 400;
    private const int LongestName = 200;

    private static readonly string[] Columns =
    [
        "reference",
        "title",
        "decision",
        "decision_date",
        "decision_maker",
        "outcome",
        "confidentiality",
        "restricted_reason",
        "recipient",
        "amount",
        "period_start",
        "period_end",
    ];

    private static readonly Dictionary<string, Outcome> Outcomes = new()
    {
        ["approved"] = Outcome.Approved,
        ["refused"] = Outcome.NotApproved,
        ["noted"] = Outcome.Noted,
    };

    private static readonly Dictionary<string, Confidentiality> Confidentialities = new()
    {
        ["part1"] = Confidentiality.Part1,
        ["part2"] = Confidentiality.Part2,
    };

    /// <param name="content">The whole file.</param>
    public static DecisionLog Read(byte[] content)
    {
        var table = CsvTable.Read(content, Columns);
        var lines = table.Rows.Select(Line).ToList();
        return new DecisionLog(lines, table.Faults);
    }

    private static LoggedLine Line(CsvRow row)
    {
        // Every value is read before any is missed, so that all faults of the line are named.
        var reference = OneLine(row, "reference", LongestReference, required: true);
        var title = OneLine(row, "title", LongestLine, required: true);
        var decision = Text(row, "decision", DecisionLimits.Text, required: true);
        var date = row.RequiredDate("decision_date");
        var maker = OneLine(row, "decision_maker", LongestName, required: true);
        var outcome = row.Choice("outcome", Outcomes);
        var confidentiality = row.Choice("confidentiality", Confidentialities);
        var reason = OneLine(row, "restricted_reason", DecisionLimits.Text, required: false);
        var recipient = OneLine(row, "recipient", LongestLine, required: false);
        var amount = row.OptionalPence("amount");
        var start = row.OptionalDate("period_start");
        var end = row.OptionalDate("period_end");
        CheckReason(row, confidentiality, reason);
        if (end < start)
            row.AddFault("period_end", $"a date on or after period_start, which is {start:O}");
        return new LoggedLine(
            row.Line,
            reference ?? "",
            row.HasFault
                ? null
                : new LoggedDecision(
                    reference!,
                    title!,
                    decision!,
                    date!.Value,
                    maker!,
                    outcome!.Value,
                    confidentiality!.Value,
                    NullIfEmpty(reason),
                    NullIfEmpty(recipient),
                    amount is { } pence ? new Money(pence) : null,
                    start,
                    end
                )
        );
    }

    private static string? NullIfEmpty(string? text) => text is { Length: > 0 } ? text : null;

    private static void CheckReason(CsvRow row, Confidentiality? confidentiality, string? reason)
    {
        switch (confidentiality, reason)
        {
            case (Confidentiality.Part2, ""):
                row.AddFault(
                    "restricted_reason",
                    "the ground on which it is exempt, because confidentiality is part2"
                );
                break;
            // Somebody had a reason to keep it from the public, and a part1 record is public at once.
            case (Confidentiality.Part1, { Length: > 0 }):
                row.AddFault("restricted_reason", "nothing, because confidentiality is part1");
                break;
        }
    }

    private static string? OneLine(CsvRow row, string column, int longest, bool required) =>
        Text(row, column, longest, required)?.ReplaceLineEndings(" ");

    /// <summary>The text as it is kept; null when it is at fault.</summary>
    private static string? Text(CsvRow row, string column, int longest, bool required)
    {
        var text = required ? row.RequiredText(column, longest) : row.OptionalText(column, longest);
        if (text is null)
            return null;
        var clean = PastedText.Normalise(text).Trim();
        if (!required || clean.Length > 0)
            return clean;
        row.AddFault(column, "a value that can be seen");
        return null;
    }
}
