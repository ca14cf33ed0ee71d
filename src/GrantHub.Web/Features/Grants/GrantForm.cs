using GrantHub.Application.Grants;
using GrantHub.Domain;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Grants;

/// <summary>A form about a grant. Money is text, so that what cannot be read stays on the page.</summary>
public abstract class GrantForm
{
    [BindNever, ValidateNever]
    public GrantPage Page { get; set; } = null!;

    /// <summary>The code of the rule that refused the form; null when none did.</summary>
    [BindNever]
    public string? RefusalCode { get; set; }

    [ValidateNever]
    public string Href => $"/grants/{Page.Grant.Slug}";

    [ValidateNever]
    public string Back => $"Back to grant {Page.Grant.Reference}";

    /// <summary>The years of the schedule, with their state, to choose from.</summary>
    public IReadOnlyList<SelectListItem> Years() =>
        [
            .. Page.Grant.Years.Select(year => new SelectListItem(
                $"{year.Year} ({GrantWords.State(year.State).ToLowerInvariant()})",
                year.Year.ToString()
            )),
        ];

    /// <summary>What was typed as an amount; null when it cannot be read as one of £0.00 or more.</summary>
    protected static Money? AmountOf(string? text) =>
        Money.TryParse(text, out var amount) && amount >= Money.Zero ? amount : null;

    protected static FinancialYear? YearOf(string? text) =>
        FinancialYear.TryParse(text, out var year) ? year : null;
}
