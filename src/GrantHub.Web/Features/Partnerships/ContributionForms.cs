using System.ComponentModel.DataAnnotations;
using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Partnerships;

/// <param name="MayManage">Whether the person keeps the partnership's money.</param>
public sealed record ContributionsView(ContributionsPage Page, bool MayManage)
{
    public bool MayChange => MayManage && Page.MayChange;

    /// <summary>Contributions in cash, each with its row.</summary>
    public IEnumerable<(BudgetLine Line, ContributionRow Row)> Cash =>
        Page
            .Rows.Where(row => !row.InKind)
            .Select(row => (Page.Budget!.LineOf(row.LineNumber), row));
}

/// <summary>A table of contributions.</summary>
/// <param name="Csv">Where the same is as a file.</param>
/// <param name="ByPartner">Whether a row is named by its partner; else by its partnership and year.</param>
/// <param name="Links">Whether the person may open the partnership and the grant.</param>
public sealed record ContributionTable(
    string Caption,
    IReadOnlyList<ContributionRow> Rows,
    ContributionTotals Totals,
    string Csv,
    string Empty,
    bool ByPartner,
    bool Links
)
{
    /// <summary>Whether rows of a partnership say which organisation they are of.</summary>
    public bool NamesPartner { get; init; }
}

/// <summary>A form about a contribution. Money and numbers are text, so that what cannot be read stays on the page.</summary>
public abstract class ContributionForm
{
    [BindNever, ValidateNever]
    public ContributionsPage Page { get; set; } = null!;

    /// <summary>The contribution that the form is about.</summary>
    [BindNever, ValidateNever]
    public ContributionRow Row { get; set; } = null!;

    [ValidateNever]
    public string Href => $"/partnerships/{Page.Slug}/contributions";

    [ValidateNever]
    public string BackHref => $"{Href}?year={Row.Year}";

    /// <summary>What was typed as an amount; null when it cannot be read as one.</summary>
    protected static Money? AmountOf(string? text) =>
        Money.TryParse(text, out var amount) ? amount : null;
}

public sealed class PlanInstalmentsForm : ContributionForm
{
    [Display(Name = "The day on which the first instalment is due")]
    public DateOnly? FirstDue { get; set; }
    public string? Count { get; set; }
    public string? EveryMonths { get; set; }

    internal static int? NumberOf(string? text) =>
        int.TryParse(text, out var number) ? number : null;
}

public sealed class InstalmentForm : ContributionForm
{
    [Display(Name = "The day on which the instalment is due")]
    public DateOnly? DueOn { get; set; }
    public string? Amount { get; set; }

    /// <summary>That is changed; null: a new one.</summary>
    [BindNever]
    public int? Number { get; set; }

    /// <inheritdoc cref="Shown"/>
    public string? Seen { get; set; }

    internal Money? Read() => AmountOf(Amount);
}

public sealed class InvoiceForm : ContributionForm
{
    internal ContributionInstalment Instalment { get; set; } = null!;

    [Display(Name = "The day on which the invoice was sent")]
    public DateOnly? On { get; set; }
    public string? Reference { get; set; }
}

public sealed class CancelInvoiceForm : ContributionForm
{
    internal ContributionInstalment Instalment { get; set; } = null!;
    public string? Reason { get; set; }
}

public sealed class LinkGrantForm : ContributionForm
{
    /// <inheritdoc cref="Shown"/>
    public string? Seen { get; set; }
    public string? Reference { get; set; }
}
