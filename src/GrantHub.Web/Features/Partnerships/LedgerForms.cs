using System.ComponentModel.DataAnnotations;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>A form that changes a ledger. Money is text, so that what cannot be read stays on the page.</summary>
public abstract class LedgerForm
{
    [BindNever, ValidateNever]
    public LedgerBudget Page { get; set; } = null!;

    /// <summary>By which a form that is sent twice is known.</summary>
    public Guid FormKey { get; set; }

    [ValidateNever]
    public string Slug => Page.Partnership.Slug;

    [ValidateNever]
    public FinancialYear Year => Page.Budget.Year;

    [ValidateNever]
    public string Href => LedgerWords.Ledger(Slug, Year);

    /// <summary>The day that a form starts with: today, if it is in the year, else the year's nearest day.</summary>
    protected static DateOnly? StartDate(FinancialYear year, DateOnly today) =>
        today < year.Start ? null
        : today > year.End ? year.End
        : today;

    public virtual void Start(DateOnly today) => FormKey = Guid.NewGuid();
}

/// <summary>A receipt or a payment.</summary>
public sealed class CashForm : LedgerForm
{
    [BindNever]
    public EntryKind Kind { get; set; }
    public int? Line { get; set; }
    public string? Amount { get; set; }

    [Display(Name = "The date")]
    public DateOnly? Date { get; set; }
    public string? Reference { get; set; }
    public string? Description { get; set; }

    [ValidateNever]
    public string Title => Kind == EntryKind.Receipt ? "Record a receipt" : "Record a payment";

    public IReadOnlyList<SelectListItem> Lines() => LedgerWords.Lines(Page.Budget);

    public override void Start(DateOnly today)
    {
        base.Start(today);
        Date = StartDate(Year, today);
    }

    public PostEntry ToRequest() =>
        new(
            Slug,
            Year,
            Kind,
            Line,
            Money.TryParse(Amount, out var amount) ? amount : null,
            Date,
            Reference ?? "",
            Description ?? "",
            FormKey
        );

    public static string FieldOf(DomainException refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return refused.Code switch
        {
            "ledger.amount" => nameof(Amount),
            "budget.line" or "ledger.sub-lines" or "ledger.in-kind" => nameof(Line),
            "ledger.date" or "ledger.future" => nameof(Date),
            "ledger.description" => nameof(Description),
            _ => "",
        };
    }
}

public sealed class JournalForm : LedgerForm
{
    public const string AddLine = "add-line";
    private const int EmptyLegs = 3;
    private const int MostLegs = 40;

    public List<LegRow> Legs { get; set; } = [];

    [Display(Name = "The date")]
    public DateOnly? Date { get; set; }
    public string? Reference { get; set; }
    public string? Description { get; set; }

    public IReadOnlyList<SelectListItem> Lines() => LedgerWords.Lines(Page.Budget);

    public override void Start(DateOnly today)
    {
        base.Start(today);
        Date = StartDate(Year, today);
        while (Legs.Count < EmptyLegs)
            AddLeg();
    }

    public void AddLeg()
    {
        if (Legs.Count < MostLegs)
            Legs.Add(new LegRow());
    }

    /// <summary>What was typed; a fault for what cannot be read. Empty rows do not count.</summary>
    public PostJournal Read(ModelStateDictionary faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var legs = new List<EntryLeg>();
        for (var i = 0; i < Legs.Count; i++)
        {
            var row = Legs[i];
            if (row.IsEmpty)
                continue;
            if (row.Line is null)
                faults.AddModelError($"{nameof(Legs)}[{i}].Line", "Choose a line.");
            if (!Money.TryParse(row.Amount, out var amount))
                faults.AddModelError(
                    $"{nameof(Legs)}[{i}].Amount",
                    "Enter an amount in pounds and pence, such as 1,250.00 or −1,250.00."
                );
            legs.Add(new(row.Line ?? 0, amount));
        }
        return new(Slug, Year, legs, Date, Reference ?? "", Description ?? "", FormKey);
    }

    public static string FieldOf(DomainException refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return refused.Code switch
        {
            "ledger.date" or "ledger.future" => nameof(Date),
            "ledger.description" => nameof(Description),
            "budget.closed" or "budget.closing" => "",
            _ => nameof(Legs),
        };
    }

    public sealed class LegRow
    {
        public int? Line { get; set; }
        public string? Amount { get; set; }

        public bool IsEmpty => Line is null && string.IsNullOrWhiteSpace(Amount);
    }
}

public sealed class ReversalForm : LedgerForm
{
    [BindNever, ValidateNever]
    public EntryPage Entry { get; set; } = null!;

    [Display(Name = "The date")]
    public DateOnly? Date { get; set; }
    public string? Reason { get; set; }

    [ValidateNever]
    public int Number => Entry.Postings[0].Entry;

    public override void Start(DateOnly today)
    {
        base.Start(today);
        Date = StartDate(Year, today);
        if (Date < Entry.Postings[0].Date)
            Date = Entry.Postings[0].Date;
    }

    public static string FieldOf(DomainException refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return refused.Code switch
        {
            "ledger.date" or "ledger.future" or "ledger.reversal-date" => nameof(Date),
            "ledger.reversal-reason" => nameof(Reason),
            _ => "",
        };
    }
}

public sealed class EvidenceForm : LedgerForm
{
    [BindNever, ValidateNever]
    public int Number { get; set; }
    public IFormFile? File { get; set; }
}
