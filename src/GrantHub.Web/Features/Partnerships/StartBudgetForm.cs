using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>A new budget. Year and money are text, so that what cannot be read stays on the page.</summary>
public sealed class StartBudgetForm
{
    [BindNever, ValidateNever]
    public BudgetList List { get; set; } = null!;
    public string? Year { get; set; }
    public bool FromLastYear { get; set; }
    public string? Opening { get; set; }

    /// <summary>What was typed; a fault for what cannot be read. No opening balance: what last year is expected to end with.</summary>
    public (FinancialYear Year, Money? Opening) Read(ModelStateDictionary faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (!FinancialYear.TryParse(Year, out var year))
            faults.AddModelError(
                nameof(Year),
                "Write the financial year as two years that follow each other, such as 2019-20."
            );
        if (string.IsNullOrWhiteSpace(Opening))
            return (year, null);
        if (!Money.TryParse(Opening, out var opening))
            faults.AddModelError(
                nameof(Opening),
                "Enter the balance in pounds, such as 56,477.00, or leave it empty."
            );
        return (year, opening);
    }
}
