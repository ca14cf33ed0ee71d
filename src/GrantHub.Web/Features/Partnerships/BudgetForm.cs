using System.Globalization;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>A line in the editor. Its amount is text, so that what cannot be read stays on the page.</summary>
public sealed class LineRow
{
    /// <summary>Of the line that it was; null for a new one.</summary>
    public int? Number { get; set; }
    public LineKind Kind { get; set; }

    /// <summary>A sub-line of the nearest line above it that is none.</summary>
    public bool IsSub { get; set; }
    public string? Name { get; set; }
    public IncomeSource? Source { get; set; }
    public long? PartnerId { get; set; }
    public string? Planned { get; set; }
    public string? Note { get; set; }

    [ValidateNever]
    public bool IsEmpty =>
        Number is null
        && new[] { Name, Planned, Note }.All(string.IsNullOrWhiteSpace)
        && PartnerId is null;

    public static LineRow Of(PlannedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new LineRow
        {
            Number = line.Number,
            Kind = line.Kind,
            IsSub = line.Parent is not null,
            Name = line.Name,
            Source = line.Source,
            PartnerId = line.PartnerId,
            Planned = line.Planned is { } planned ? BudgetWords.Amount(planned) : null,
            Note = line.Note,
        };
    }
}

/// <summary>The whole plan of a draft budget.</summary>
public sealed class BudgetForm
{
    public const string AddIncome = "add-income";
    public const string AddExpenditure = "add-expenditure";
    public const string AddSub = "add-sub-";
    public const string Remove = "remove-";
    public const string Up = "up-";

    [BindNever, ValidateNever]
    public EditableBudget Page { get; set; } = null!;

    /// <summary>The file whose lines the form shows and nobody has saved; null where none.</summary>
    [BindNever]
    public string? FromFile { get; set; }

    /// <summary>A file to take the lines from.</summary>
    [BindNever]
    public string? File { get; set; }

    /// <summary>The plan's version that the editor showed.</summary>
    public Guid Seen { get; set; }
    public string? Opening { get; set; }
    public List<LineRow> Lines { get; set; } = [];

    [ValidateNever]
    public string Href => BudgetView.HrefOf(Page.Slug, Page.Budget.Year);

    public static BudgetForm Of(EditableBudget page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var form = new BudgetForm
        {
            Page = page,
            Seen = page.Budget.PlanVersion,
            Opening = BudgetWords.Amount(page.Budget.OpeningPlanned),
            Lines = [.. page.Budget.AsPlanned().Select(LineRow.Of)],
        };
        form.Pad();
        return form;
    }

    /// <summary>Who can be chosen as the partner of a contribution.</summary>
    public IReadOnlyList<SelectListItem> Partners() =>
        [
            .. Page.Partners.Select(partner => new SelectListItem(
                partner.Name,
                partner.Id.ToString(CultureInfo.InvariantCulture)
            )),
        ];

    public static IReadOnlyList<SelectListItem> Sources { get; } =
    [
        .. Enum.GetValues<IncomeSource>()
            .Select(source => new SelectListItem(BudgetWords.Source(source), source.ToString())),
    ];

    /// <summary>The rows of a kind, each with its place in the form.</summary>
    public IEnumerable<(LineRow Row, int Place)> RowsOf(LineKind kind) =>
        Lines.Select((row, place) => (row, place)).Where(pair => pair.row.Kind == kind);

    /// <summary>What the readable amounts come to, as the plan would count them.</summary>
    public BudgetFigures Figures() =>
        new(
            Page.Budget.OpeningActual
                ?? (Money.TryParse(Opening, out var opening) ? opening : Money.Zero),
            Sum(LineKind.Income),
            Sum(LineKind.Expenditure)
        );

    /// <summary>Carries out a button that changes only the form.</summary>
    /// <returns>Whether the button was one of those.</returns>
    public bool Reshape(string? button, ModelStateDictionary faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (string.IsNullOrEmpty(button))
            return false;
        if (button == AddIncome)
            Lines.Insert(After(LineKind.Income), new LineRow { Kind = LineKind.Income });
        else if (button == AddExpenditure)
            Lines.Insert(After(LineKind.Expenditure), new LineRow { Kind = LineKind.Expenditure });
        else if (PlaceIn(button, AddSub) is { } parent)
            Lines.Insert(EndOf(parent), new LineRow { Kind = LineKind.Expenditure, IsSub = true });
        else if (PlaceIn(button, Remove) is { } gone)
            Lines.RemoveRange(gone, Lines[gone].IsSub ? 1 : EndOf(gone) - gone);
        else if (PlaceIn(button, Up) is { } moved)
            MoveUp(moved);
        else
            return false;
        Pad();
        faults.Clear();
        return true;
    }

    /// <summary>The plan; what cannot be read is a fault at its field.</summary>
    public (Money Opening, IReadOnlyList<PlannedLine> Lines) Read(ModelStateDictionary faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        // Rows are told apart by their places, which change when empty ones go.
        if (Lines.RemoveAll(row => row.IsEmpty) > 0)
            faults.Clear();
        var opening = Money.Zero;
        if (Page.Budget.OpeningActual is null && !Money.TryParse(Opening, out opening))
            faults.AddModelError(
                nameof(Opening),
                "Enter the balance brought forward in pounds, such as 56,477.00."
            );
        var planned = new List<PlannedLine>();
        int? parent = null;
        for (var i = 0; i < Lines.Count; i++)
        {
            var row = Lines[i];
            Money? amount = null;
            if (!string.IsNullOrWhiteSpace(row.Planned))
                if (Money.TryParse(row.Planned, out var read))
                    amount = read;
                else
                    faults.AddModelError(
                        $"{nameof(Lines)}[{i}].{nameof(LineRow.Planned)}",
                        $"Enter the amount of {NameOf(row, i)} in pounds with at most two decimals, such as 1,500.00, or leave it empty while it is to be confirmed."
                    );
            if (string.IsNullOrWhiteSpace(row.Name))
                faults.AddModelError(
                    $"{nameof(Lines)}[{i}].{nameof(LineRow.Name)}",
                    $"Enter what line {i + 1} is for."
                );
            var contributes =
                row.Source is IncomeSource.Contribution or IncomeSource.ContributionInKind;
            if (row.Kind == LineKind.Income && contributes && row.PartnerId is null)
                faults.AddModelError(
                    $"{nameof(Lines)}[{i}].{nameof(LineRow.PartnerId)}",
                    $"Choose the partner who pays {NameOf(row, i)}."
                );
            if (row.Kind == LineKind.Income && row.Source is null)
                faults.AddModelError(
                    $"{nameof(Lines)}[{i}].{nameof(LineRow.Source)}",
                    $"Choose where {NameOf(row, i)} comes from."
                );
            if (!row.IsSub)
                parent = i;
            planned.Add(
                new PlannedLine(
                    row.Number,
                    row.Kind,
                    row.Name ?? "",
                    row.IsSub ? parent : null,
                    row.Kind == LineKind.Income ? row.Source : null,
                    contributes ? row.PartnerId : null,
                    null,
                    amount,
                    row.Note
                )
            );
        }
        return (opening, planned);
    }

    /// <summary>Takes over the lines of a file, which are saved only when the officer saves.</summary>
    public void Take(BudgetSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (sheet.Opening is { } opening)
            Opening = BudgetWords.Amount(opening);
        Lines =
        [
            .. sheet.Rows.Select(row => new LineRow
            {
                Kind = row.Kind,
                IsSub = row.Parent is not null,
                Name = row.Name,
                Source =
                    row.Kind == LineKind.Expenditure ? null : SourceNames.Of(row.Name, row.Partner),
                PartnerId = row.Partner is { } partner ? Page.PartnerNamed(partner) : null,
                Planned = row.Planned is { } planned ? BudgetWords.Amount(planned) : null,
                Note = row.Note,
            }),
        ];
        Pad();
    }

    /// <summary>Rows to write in: the form always offers one of each kind.</summary>
    public void Pad()
    {
        if (!Lines.Exists(row => row.Kind == LineKind.Income))
            Lines.Insert(0, new LineRow { Kind = LineKind.Income });
        if (!Lines.Exists(row => row.Kind == LineKind.Expenditure))
            Lines.Add(new LineRow { Kind = LineKind.Expenditure });
    }

    private Money Sum(LineKind kind)
    {
        var total = Money.Zero;
        for (var i = 0; i < Lines.Count; i++)
        {
            var row = Lines[i];
            if (row.Kind != kind || row.IsSub || row.Source == IncomeSource.ContributionInKind)
                continue;
            total += Money.TryParse(row.Planned, out var own)
                ? own
                : Money.Sum(
                    Lines[(i + 1)..EndOf(i)]
                        .Select(sub =>
                            Money.TryParse(sub.Planned, out var part) ? part : Money.Zero
                        )
                );
        }
        return total;
    }

    private static string NameOf(LineRow row, int place) =>
        string.IsNullOrWhiteSpace(row.Name) ? $"line {place + 1}" : row.Name.Trim();

    /// <summary>Where a new line of the kind goes: after the last of the kind.</summary>
    private int After(LineKind kind)
    {
        var last = Lines.FindLastIndex(row => row.Kind == kind);
        return last >= 0 ? last + 1
            : kind == LineKind.Income ? 0
            : Lines.Count;
    }

    /// <summary>The place after a line and its sub-lines.</summary>
    private int EndOf(int place)
    {
        var end = place + 1;
        while (end < Lines.Count && Lines[end].IsSub)
            end++;
        return end;
    }

    /// <summary>A line goes before the one above it, each with its sub-lines; a sub-line stays within its line.</summary>
    private void MoveUp(int place)
    {
        if (place == 0)
            return;
        var row = Lines[place];
        var above = Lines.FindLastIndex(place - 1, other => !other.IsSub || row.IsSub);
        if (above < 0 || Lines[above].Kind != row.Kind || row.IsSub && !Lines[above].IsSub)
            return;
        var block = Lines.GetRange(place, row.IsSub ? 1 : EndOf(place) - place);
        Lines.RemoveRange(place, block.Count);
        Lines.InsertRange(above, block);
    }

    private int? PlaceIn(string button, string action) =>
        button.StartsWith(action, StringComparison.Ordinal)
        && int.TryParse(
            button.AsSpan(action.Length),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var place
        )
        && place < Lines.Count
            ? place
            : null;
}
