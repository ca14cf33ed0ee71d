using System.Globalization;
using System.Text;
using CsvHelper;
using GrantHub.Application.Imports;

namespace GrantHub.Infrastructure.Imports;

/// <summary>
/// An import file: CSV (RFC 4180) in UTF-8, with or without its mark, with a header row that names
/// exactly the expected columns, in any order. Every fault in it is gathered, none is thrown.
/// </summary>
public sealed class CsvTable
{
    private readonly List<ImportFault> _faults = [];
    private readonly List<CsvRow> _rows = [];
    private readonly IReadOnlyList<string> _columns;
    private readonly bool _isUtf8;

    private CsvTable(IReadOnlyList<string> columns, bool isUtf8)
    {
        _columns = columns;
        _isUtf8 = isUtf8;
    }

    /// <summary>The records whose shape is right, in the file's order.</summary>
    public IReadOnlyList<CsvRow> Rows => _rows;

    /// <summary>In the file's order; those that reading the rows finds are added as it goes.</summary>
    public IReadOnlyList<ImportFault> Faults => [.. _faults.OrderBy(fault => fault.Line)];

    /// <param name="content">The whole file.</param>
    /// <param name="columns">Every column that the file must have; it may have no other.</param>
    public static CsvTable Read(byte[] content, IReadOnlyList<string> columns)
    {
        var start = content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        // Bytes that are not UTF-8 become U+FFFD, so that the faults can name where they are.
        var text = Encoding.UTF8.GetString(content.AsSpan(start));
        var table = new CsvTable(columns, System.Text.Unicode.Utf8.IsValid(content));
        table.Parse(text);
        return table;
    }

    private void Parse(string text)
    {
        CsvMalformedReason? badQuotes = null;
        var options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record => badQuotes = record.Reason,
        };
        using var reader = CsvReader.FromText(text, options);
        string[]? header = null;
        while (reader.Read())
        {
            var fields = reader.Current.ToArray();
            var line = (int)reader.LineNumber;
            CheckText(line, header ?? fields, fields);
            if (badQuotes is { } reason)
            {
                AddBadQuotes(line, header ?? fields, reader, reason);
                badQuotes = null;
            }
            else if (header is not null)
            {
                AddRow(line, header, fields);
            }

            if (header is null)
            {
                header = fields;
                CheckHeader(header);
            }
        }

        if (header is null)
        {
            CheckHeader([]);
        }
    }

    private void CheckText(int line, string[] header, string[] fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var found =
                !_isUtf8 && fields[i].Contains('\uFFFD') ? "bytes that are not UTF-8"
                : fields[i].Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
                    ? "a control character"
                : null;
            if (found is not null)
            {
                _faults.Add(
                    new ImportFault(
                        line,
                        NameOf(i, header),
                        "text in UTF-8",
                        $"{found} in {ImportFault.Quote(fields[i])}"
                    )
                );
            }
        }
    }

    private void AddBadQuotes(
        int line,
        string[] header,
        CsvReader reader,
        CsvMalformedReason reason
    )
    {
        var bad = 0;
        while (bad < reader.FieldCount - 1 && IsWellQuoted(reader.GetRawSpan(bad)))
        {
            bad++;
        }

        var (expected, found) =
            reason == CsvMalformedReason.UnterminatedQuote
                ? ("a closing quotation mark", "the end of the file")
                : (
                    "quotation marks around the whole value, and doubled within it",
                    ImportFault.Quote(Encoding.UTF8.GetString(reader.GetRawSpan(bad)))
                );
        _faults.Add(new ImportFault(line, NameOf(bad, header), expected, found));
    }

    private static bool IsWellQuoted(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty || field[0] != '"')
        {
            return !field.Contains((byte)'"');
        }

        return field.Length > 1
            && field[^1] == '"'
            && !Encoding
                .UTF8.GetString(field[1..^1])
                .Replace("\"\"", "", StringComparison.Ordinal)
                .Contains('"');
    }

    private void CheckHeader(string[] header)
    {
        if (header.Length == 0)
        {
            _faults.Add(
                new ImportFault(
                    1,
                    _columns[0],
                    $"the header {string.Join(',', _columns)}",
                    "nothing"
                )
            );
            return;
        }

        for (var i = 0; i < header.Length; i++)
        {
            if (!_columns.Contains(header[i]))
            {
                _faults.Add(
                    new ImportFault(
                        1,
                        NameOf(i, header),
                        $"one of {string.Join(", ", _columns)}",
                        ImportFault.Quote(header[i])
                    )
                );
            }
        }

        foreach (var column in _columns)
        {
            var times = header.Count(name => name == column);
            if (times != 1)
            {
                _faults.Add(
                    new ImportFault(
                        1,
                        column,
                        "the column once",
                        times == 0
                            ? "no such column"
                            : string.Create(CultureInfo.InvariantCulture, $"it {times} times")
                    )
                );
            }
        }
    }

    private void AddRow(int line, string[] header, string[] fields)
    {
        if (fields.Length != header.Length)
        {
            // The first column without a value, or the last one, after which there is one too many.
            var column = NameOf(Math.Min(fields.Length, header.Length - 1), header);
            _faults.Add(
                new ImportFault(
                    line,
                    column,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{header.Length} values, as in the header"
                    ),
                    string.Create(CultureInfo.InvariantCulture, $"{fields.Length}")
                )
            );
            return;
        }

        var values = new Dictionary<string, string>();
        for (var i = 0; i < header.Length; i++)
        {
            values.TryAdd(header[i], fields[i]);
        }

        _rows.Add(new CsvRow(line, values, _faults));
    }

    private static string NameOf(int index, string[] header) =>
        index < header.Length && header[index].Length > 0
            ? ImportFault.Quote(header[index])[1..^1]
            : string.Create(CultureInfo.InvariantCulture, $"number {index + 1}");
}
