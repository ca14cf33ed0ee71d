using System.Globalization;
using GrantHub.Application.Partnerships;
using GrantHub.Domain.Partnerships;
using GrantHub.Infrastructure.Imports;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>The choice of a finance system's file.</summary>
public sealed class LedgerUploadForm
{
    [BindNever, ValidateNever]
    public LedgerImportPreview Page { get; set; } = null!;
    public IFormFile? File { get; set; }

    [ValidateNever]
    public string Href => LedgerWords.Ledger(Page.Partnership.Slug, Page.Budget.Year);
}

/// <summary>How a file is to be read and where its rows belong.</summary>
public sealed class LedgerImportForm
{
    public const string Post = "post";

    /// <summary>More codes than this cannot be chosen for: most likely it is not the column of the code.</summary>
    public const int MostCodes = 150;
    private const string LeaveOut = "leave-out";

    [BindNever, ValidateNever]
    public LedgerImportPreview Page { get; set; } = null!;

    /// <summary>What the file's columns are called.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<string> Header { get; set; } = [];

    /// <summary>The file as it is held, protected so that nobody can name another.</summary>
    public string File { get; set; } = "";

    [BindNever, ValidateNever]
    public string FileName { get; set; } = "";
    public string? Date { get; set; }
    public string? Reference { get; set; }
    public string? Description { get; set; }
    public string? Code { get; set; }
    public string? Amount { get; set; }
    public bool DayFirst { get; set; }
    public bool IncomeIsNegative { get; set; } = true;

    /// <summary>How many rows the preview said would be posted.</summary>
    public int Seen { get; set; }
    public List<CodeRow> Codes { get; set; } = [];

    [ValidateNever]
    public string Href => LedgerWords.Ledger(Page.Partnership.Slug, Page.Budget.Year);

    [ValidateNever]
    public string UploadHref =>
        $"/partnerships/{Page.Partnership.Slug}/ledger/{Page.Budget.Year}/import";

    public IEnumerable<SelectListItem> Columns() =>
        Header.Select(name => new SelectListItem(name, name));

    public IEnumerable<SelectListItem> Lines() =>
        LedgerWords
            .Lines(Page.Budget)
            .Prepend(new SelectListItem("Leave these rows out", LeaveOut));

    /// <summary>Codes that the budget does not know.</summary>
    public IReadOnlyList<CodeTally> Unknown() => [.. Page.Codes.Where(code => !code.IsKnown)];

    public bool HasTooManyCodes() => Unknown().Count > MostCodes;

    public bool MayPost() =>
        Page.Faults.Count == 0
        && Page.Same is null
        && Page.Of(RowFate.New) > 0
        && !HasTooManyCodes()
        && Page.Budget.WhyNotPost is null;

    public void Guess(IReadOnlyList<string> header)
    {
        Header = header;
        (Date, Reference, Description, Code, Amount) = FinanceFile.Guess(header);
    }

    /// <summary>What was chosen; null, with faults beside the fields, when a column is missing.</summary>
    public FinanceColumns? Read(ModelStateDictionary faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        string? Required(string? name, string field, string what)
        {
            if (name is not null && Header.Contains(name))
                return name;
            faults.AddModelError(field, $"Choose the column that has {what}.");
            return null;
        }
        var date = Required(Date, nameof(Date), "the date");
        var code = Required(Code, nameof(Code), "the code of the budget's line");
        var amount = Required(Amount, nameof(Amount), "the amount");
        return date is null || code is null || amount is null
            ? null
            : new(
                date,
                Optional(Reference),
                Optional(Description),
                code,
                amount,
                DayFirst,
                IncomeIsNegative
            );
    }

    public IReadOnlyDictionary<string, int?> Picks()
    {
        var picks = new Dictionary<string, int?>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in Codes)
            if (row.Line == LeaveOut)
                picks[row.Code ?? ""] = null;
            else if (
                int.TryParse(
                    row.Line,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var line
                )
            )
                picks[row.Code ?? ""] = line;
        return picks;
    }

    /// <summary>Shows the preview: the codes to choose for are those of the file as it is read now.</summary>
    public void Show(LedgerImportPreview page)
    {
        Page = page;
        Seen = page.Of(RowFate.New);
        Codes =
        [
            .. Unknown()
                .Take(MostCodes)
                .Select(code => new CodeRow
                {
                    Code = code.Code,
                    Line = code.IsLeftOut
                        ? LeaveOut
                        : code.Line?.ToString(CultureInfo.InvariantCulture),
                }),
        ];
    }

    private string? Optional(string? name) =>
        name is not null && Header.Contains(name) ? name : null;

    public sealed class CodeRow
    {
        public string? Code { get; set; }

        /// <summary>The number of the line, or that the rows are left out; null: not chosen.</summary>
        public string? Line { get; set; }
    }
}
