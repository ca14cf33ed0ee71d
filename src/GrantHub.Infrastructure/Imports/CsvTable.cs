using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using GrantHub.Application.Imports;

namespace GrantHub.Infrastructure.Imports;

/// <summary>
/// An import file: CSV (RFC 4180) in UTF-8, with or without its mark, with a header row that names
/// exactly the expected columns, in any order. Every fault in it is gathered, none is thrown.
/// </summary>
public sealed class CsvTable
{
    /// <summary>Beyond so many faults a file that is read row by row is not read on: it is not what it was thought to be.</summary>
    public const int MostFaults = 1_000;

    private readonly List<ImportFault> _faults;
    private readonly List<CsvRow> _rows = [];
    private readonly IReadOnlyList<string>? _columns;

    private CsvTable(IReadOnlyList<string>? columns, List<ImportFault> faults)
    {
        _columns = columns;
        _faults = faults;
    }

    /// <summary>The records whose shape is right, in the file's order.</summary>
    public IReadOnlyList<CsvRow> Rows => _rows;

    /// <summary>In the file's order; those that reading the rows finds are added as it goes.</summary>
    public IReadOnlyList<ImportFault> Faults => [.. _faults.OrderBy(fault => fault.Line)];

    /// <param name="content">The whole file.</param>
    /// <param name="columns">Every column that the file must have; it may have no other.</param>
    public static CsvTable Read(byte[] content, IReadOnlyList<string> columns)
    {
        var table = new CsvTable(columns, []);
        using var stream = new MemoryStream(content, writable: false);
        table._rows.AddRange(table.Parse(stream));
        return table;
    }

    /// <summary>The records whose shape is right, each read when it is asked for.</summary>
    /// <param name="content">Seekable; read from where it stands; stays open.</param>
    /// <param name="columns">As of <see cref="Read"/>; null: the file may have any.</param>
    /// <param name="faults">Takes every fault, up to <see cref="MostFaults"/> of them.</param>
    public static IEnumerable<CsvRow> Stream(
        Stream content,
        IReadOnlyList<string>? columns,
        List<ImportFault> faults
    ) => new CsvTable(columns, faults).Parse(content).TakeWhile(_ => faults.Count < MostFaults);

    /// <summary>What the columns of a file are called: as its header has them; one that has no name of its own by its place.</summary>
    /// <param name="content">Stays open.</param>
    public static IReadOnlyList<string> Header(Stream content)
    {
        using var reader = CsvReader.Create(content, Options, leaveOpen: true);
        return reader.Read() ? Named(reader.Current.ToArray()) : [];
    }

    private static CsvReaderOptions Options =>
        new()
        {
            Separator = ',',
            HasHeader = false,
            TrackLineNumbers = true,
            Encoding = Encoding.UTF8,
        };

    private IEnumerable<CsvRow> Parse(Stream content)
    {
        if (IsUtf16(content))
        {
            _faults.Add(
                new ImportFault(1, _columns?[0] ?? Number(0), "text in UTF-8", "text in UTF-16")
            );
            yield break;
        }

        CsvMalformedReason? badQuotes = null;
        var options = Options with { OnMalformedRecord = record => badQuotes = record.Reason };
        using var reader = CsvReader.Create(content, options, leaveOpen: true);
        string[]? header = null;
        while (reader.Read())
        {
            var fields = reader.Current.ToArray();
            var line = (int)reader.LineNumber;
            CheckText(line, header ?? Named(fields), fields, reader);
            CsvRow? row = null;
            if (badQuotes is { } reason)
            {
                AddBadQuotes(line, header ?? Named(fields), reader, reason);
                badQuotes = null;
            }
            else if (header is not null)
            {
                row = Row(line, header, fields);
            }

            if (header is null)
            {
                CheckHeader(fields);
                header = Named(fields);
            }

            if (row is not null)
            {
                yield return row;
            }
        }

        if (header is null)
        {
            CheckHeader([]);
        }
    }

    // The reader would follow the byte order mark.
    private static bool IsUtf16(Stream content)
    {
        Span<byte> start = stackalloc byte[2];
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        content.Position -= read;
        return start is [0xFF, 0xFE] or [0xFE, 0xFF];
    }

    private void CheckText(int line, string[] header, string[] fields, CsvReader reader)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var found =
                fields[i].Contains('\uFFFD') && !Utf8.IsValid(reader.GetRawSpan(i))
                    ? "bytes that are not UTF-8"
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
                    _columns?[0] ?? "number 1",
                    _columns is null ? "a header" : $"the header {string.Join(',', _columns)}",
                    "nothing"
                )
            );
            return;
        }

        if (_columns is null)
        {
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

    private CsvRow? Row(int line, string[] header, string[] fields)
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
            return null;
        }

        var values = new Dictionary<string, string>();
        for (var i = 0; i < header.Length; i++)
        {
            values.TryAdd(header[i], fields[i]);
        }

        return new CsvRow(line, values, _faults);
    }

    /// <summary>A header in which every column has a name and no two have the same.</summary>
    private static string[] Named(string[] header) =>
        [
            .. header.Select(
                (name, i) => name.Length > 0 && Array.IndexOf(header, name) == i ? name : Number(i)
            ),
        ];

    private static string NameOf(int index, string[] header) =>
        index < header.Length && header[index].Length > 0
            ? ImportFault.Quote(header[index])[1..^1]
            : Number(index);

    private static string Number(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"number {index + 1}");
}
