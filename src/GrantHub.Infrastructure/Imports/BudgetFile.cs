using GrantHub.Application.Imports;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;

namespace GrantHub.Infrastructure.Imports;

/// <summary>The CSV file of partnerships' budgets, of one or several years.</summary>
public static class BudgetFile
{
    private const int LongestName = 200;
    private const int LongestPartner = 400;
    private const int LongestNote = 1_000;

    /// <summary>In the order in which exports write them.</summary>
    public static readonly string[] Columns =
    [
        "partnership",
        "financial_year",
        "kind",
        "line",
        "parent_line",
        "partner",
        "planned",
        "actual",
        "note",
    ];

    private enum Kind
    {
        Opening,
        Income,
        Expenditure,
    }

    private static readonly Dictionary<string, Kind> Kinds = new()
    {
        ["opening"] = Kind.Opening,
        ["income"] = Kind.Income,
        ["expenditure"] = Kind.Expenditure,
    };

    private sealed record Raw(
        CsvRow Row,
        string Partnership,
        FinancialYear Year,
        Kind Kind,
        string Name,
        string Parent,
        string Partner,
        Money? Planned,
        Money? Actual,
        string? Note
    );

    /// <param name="content">The whole file.</param>
    public static BudgetLog Read(byte[] content)
    {
        var table = CsvTable.Read(content, Columns);
        var rows = table.Rows.Select(Read).OfType<Raw>().ToList();
        var sheets = rows.GroupBy(raw => (Key: Organisation.KeyOf(raw.Partnership), raw.Year))
            .Select(group => Sheet([.. group]))
            .ToList();
        return new BudgetLog(sheets, table.Faults);
    }

    private static Raw? Read(CsvRow row)
    {
        // Every value is read before any is missed, so that all faults of the line are named.
        var partnership = row.RequiredText("partnership", LongestPartner);
        if (!FinancialYear.TryParse(row.Text("financial_year"), out var year))
            row.AddFault("financial_year", "a financial year such as 2019-20");
        var kind = row.Choice("kind", Kinds);
        var name = row.RequiredText("line", LongestName);
        var parent = row.OptionalText("parent_line", LongestName);
        var partner = row.OptionalText("partner", LongestPartner);
        var planned = row.OptionalMoney("planned");
        var actual = row.OptionalMoney("actual");
        var note = row.OptionalText("note", LongestNote);
        if (kind is Kind.Opening)
        {
            if (!row.Has("planned"))
                row.AddFault("planned", "the balance brought forward");
            Empty(row, "parent_line", "partner", "actual");
        }
        if (kind is Kind.Income)
            Empty(row, "parent_line");
        if (kind is Kind.Expenditure)
            Empty(row, "partner");
        return row.HasFault
            ? null
            : new Raw(
                row,
                Clean(partnership!),
                year,
                kind!.Value,
                Clean(name!),
                Clean(parent!),
                Clean(partner!),
                planned,
                actual,
                note is { Length: > 0 } ? Clean(note) : null
            );
    }

    private static void Empty(CsvRow row, params string[] columns)
    {
        foreach (var column in columns)
            if (row.Has(column))
                row.AddFault(column, $"nothing for {row.Text("kind")}");
    }

    private static BudgetSheet Sheet(List<Raw> rows)
    {
        var openings = rows.Where(raw => raw.Kind == Kind.Opening).ToList();
        foreach (var second in openings.Skip(1))
            second.Row.AddFault("kind", "one opening balance for a partnership and year");
        var lines = InOrder([.. rows.Where(raw => raw.Kind != Kind.Opening)]);
        var keys = new HashSet<(Kind, string, string, string)>();
        foreach (var line in lines)
            if (!keys.Add(KeyOf(line)))
                line.Row.AddFault("line", "a line that is not in the budget already");
        return new(
            rows[0].Row.Line,
            rows[0].Partnership,
            rows[0].Year,
            openings.Count > 0 ? openings[0].Planned : null,
            [.. lines.Select((line, i) => Row(line, i, lines))]
        );
    }

    private static (Kind, string, string, string) KeyOf(Raw line) =>
        (
            line.Kind,
            Organisation.KeyOf(line.Name),
            Organisation.KeyOf(line.Parent),
            Organisation.KeyOf(line.Partner)
        );

    /// <summary>Sub-lines right below their line, whatever the file's order; a fault where there is no such line.</summary>
    private static List<Raw> InOrder(List<Raw> lines)
    {
        var ordered = new List<Raw>();
        foreach (var line in lines.Where(line => line.Parent.Length == 0))
        {
            ordered.Add(line);
            if (line.Kind == Kind.Expenditure)
                ordered.AddRange(
                    lines.Where(sub => IsSubLine(sub, line) && !ordered.Contains(sub))
                );
        }
        foreach (var orphan in lines.Except(ordered))
            orphan.Row.AddFault(
                "parent_line",
                "a line of expenditure of the same partnership and year that is no sub-line itself"
            );
        return ordered;
    }

    private static bool IsSubLine(Raw sub, Raw line) =>
        sub.Parent.Length > 0 && Organisation.KeyOf(sub.Parent) == Organisation.KeyOf(line.Name);

    private static BudgetRow Row(Raw line, int at, List<Raw> lines)
    {
        int? parent =
            line.Parent.Length == 0
                ? null
                : lines.FindLastIndex(at, above => above.Parent.Length == 0);
        var subs = lines.Skip(at + 1).TakeWhile(below => below.Parent.Length > 0).ToList();
        if (line.Parent.Length == 0 && subs.Count > 0 && line.Actual is { } actual)
        {
            var sum = Money.Sum(subs.Select(sub => sub.Actual ?? Money.Zero));
            if (sum != actual)
                line.Row.AddFault(
                    "actual",
                    $"nothing, or the sum of its sub-lines' actuals, {sum.ToPlainString()}"
                );
        }
        return new(
            line.Row.Line,
            line.Kind == Kind.Income ? LineKind.Income : LineKind.Expenditure,
            line.Name,
            parent,
            line.Partner.Length > 0 ? line.Partner : null,
            line.Planned,
            line.Actual,
            line.Note
        );
    }

    private static string Clean(string text) =>
        PastedText.Normalise(text).Trim().ReplaceLineEndings(" ");
}
