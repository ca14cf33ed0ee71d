using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;

namespace GrantHub.Infrastructure.Publication;

/// <summary>The income and expenditure statement as an Excel workbook: amounts are numbers, the header stays in sight.</summary>
public static class StatementWorkbook
{
    private const uint Plain = 0;
    private const uint Heading = 1;
    private const uint Pounds = 2;

    // Characters of the widest usual text; Excel has no measure of its own for it.
    private const double Wide = 52;
    private const double Narrow = 18;

    private static readonly string[] Headings =
    [
        "Section",
        "Line",
        "Sub-line of",
        "Share (%)",
        "Last year budget (£)",
        "Last year actual (£)",
        "Original budget (£)",
        "Budget (£)",
        "Actual (£)",
        "Forecast outturn (£)",
        "Variance (£)",
        "Note",
    ];

    /// <returns>An .xlsx file.</returns>
    public static byte[] Write(BudgetPage page, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(statement);
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = Sheet(page, statement);
            workbook.Workbook = new Workbook(
                new Sheets(
                    new Sheet
                    {
                        Name = $"Statement {page.Budget.Year}",
                        SheetId = 1,
                        Id = workbook.GetIdOfPart(sheet),
                    }
                )
            );
        }
        return stream.ToArray();
    }

    private static Worksheet Sheet(BudgetPage page, Statement statement)
    {
        var data = new SheetData(
            new Row(Words($"{page.Name}: income and expenditure {page.Budget.Year}", Heading)),
            new Row(Headings.Select(heading => Words(heading, Heading)))
        );
        // The partnership and the year stand above the table, not in every row.
        foreach (var row in StatementFile.Rows(page, statement))
            data.Append(new Row(row.Skip(2).Select((value, i) => CellOf(value, Headings[i]))));
        return new Worksheet(
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = 2,
                        TopLeftCell = "A3",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen,
                    }
                )
                {
                    WorkbookViewId = 0,
                }
            ),
            new Columns(
                Headings.Select(
                    (heading, i) =>
                        new Column
                        {
                            Min = (uint)i + 1,
                            Max = (uint)i + 1,
                            Width = heading is "Line" or "Note" ? Wide : Narrow,
                            CustomWidth = true,
                        }
                )
            ),
            data
        );
    }

    private static Cell CellOf(object? value, string heading) =>
        value switch
        {
            null => new Cell(),
            Money money => new Cell
            {
                CellValue = new CellValue(money.ToPlainString()),
                DataType = CellValues.Number,
                StyleIndex = Pounds,
            },
            string share when heading.StartsWith("Share", StringComparison.Ordinal) => new Cell
            {
                CellValue = new CellValue(share),
                DataType = CellValues.Number,
            },
            _ => Words(Convert.ToString(value, CultureInfo.InvariantCulture)!, Plain),
        };

    /// <summary>Inline text is never taken for a formula.</summary>
    private static Cell Words(string text, uint style) =>
        new()
        {
            DataType = CellValues.InlineString,
            InlineString = new InlineString(
                new DocumentFormat.OpenXml.Spreadsheet.Text(text)
                {
                    Space = SpaceProcessingModeValues.Preserve,
                }
            ),
            StyleIndex = style,
        };

    private static Stylesheet Styles()
    {
        const uint poundsFormat = 164;
        return new Stylesheet(
            new NumberingFormats(
                new NumberingFormat
                {
                    NumberFormatId = poundsFormat,
                    FormatCode = "#,##0.00;[Red]-#,##0.00",
                }
            ),
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            ),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { FontId = 1, ApplyFont = true },
                new CellFormat { NumberFormatId = poundsFormat, ApplyNumberFormat = true }
            )
        );
    }
}
