using GrantHub.Application.Funding;
using GrantHub.Domain;
using GrantHub.Web.Features.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Funding;

/// <summary>What a stream has in a year. Money and year are text, so that what cannot be read stays on the page.</summary>
public sealed class AllocationForm
{
    [BindNever, ValidateNever]
    public string Slug { get; set; } = "";

    /// <summary>The stream's name.</summary>
    [BindNever, ValidateNever]
    public string Heading { get; set; } = "";

    /// <summary>The version that the form showed.</summary>
    public Guid Seen { get; set; }
    public string? Year { get; set; }
    public string? Amount { get; set; }
    public string? Limit { get; set; }
    public string? Reason { get; set; }

    public static AllocationForm Of(StreamPage page, FinancialYear year)
    {
        ArgumentNullException.ThrowIfNull(page);
        var figures = page.Of(year);
        return new AllocationForm
        {
            Slug = page.Stream.Slug,
            Heading = page.Stream.Name,
            Seen = page.Stream.Version,
            Year = year.ToString(),
            Amount = figures.Allocation?.ForField(),
            Limit = figures.Allocation is null ? "0.00" : figures.OverProgrammingLimit.ForField(),
        };
    }

    /// <summary>What was typed; a fault for what cannot be read.</summary>
    public (FinancialYear Year, Money Amount, Money Limit) Read(ModelStateDictionary faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (!FinancialYear.TryParse(Year, out var year))
            faults.AddModelError(
                nameof(Year),
                "Write the financial year as two years that follow each other, such as 2017-18."
            );
        if (!Money.TryParse(Amount, out var amount))
            faults.AddModelError(
                nameof(Amount),
                "Enter the allocation in pounds, such as 250,000.00."
            );
        if (!Money.TryParse(Limit, out var limit))
            faults.AddModelError(
                nameof(Limit),
                "Enter the limit in pounds, such as 5,000.00, or 0."
            );
        return (year, amount, limit);
    }
}
