using System.ComponentModel.DataAnnotations;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Grants;

/// <summary>The returns of a year by a pattern.</summary>
public sealed class ScheduleReturnsForm
{
    public string? Year { get; set; }
    public ReturnPattern? Pattern { get; set; }

    internal Grant Grant { get; set; } = null!;

    public static IEnumerable<SelectListItem> Years(Grant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return grant
            .Years.Where(year => MayReport(grant, year))
            .Select(year => new SelectListItem(year.Year.ToString(), year.Year.ToString()));
    }

    /// <summary>A year that is not paid any more still owes a return for what was paid of it.</summary>
    public static bool MayReport(Grant grant, GrantYear year)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(year);
        return year.State != GrantYearState.Discontinued || grant.NeedsSettlement(year.Year);
    }

    /// <summary>The chosen year; null, with a sentence at the field, when there is none.</summary>
    public static FinancialYear? Read(string? year, ModelStateDictionary faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (FinancialYear.TryParse(year, out var chosen))
            return chosen;
        faults.TryAddModelError(nameof(Year), "Choose the financial year.");
        return null;
    }
}

/// <summary>One return by itself.</summary>
public sealed class AddReturnForm
{
    public string? Year { get; set; }

    [Display(Name = "The first day of the period")]
    public DateOnly? From { get; set; }

    [Display(Name = "The last day of the period")]
    public DateOnly? To { get; set; }

    [Display(Name = "The day on which it is due")]
    public DateOnly? DueOn { get; set; }
    public bool IsFinal { get; set; }

    internal Grant Grant { get; set; } = null!;

    public static string FieldOf(DomainException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Code switch
        {
            "return.period" => nameof(From),
            "return.due" => nameof(DueOn),
            "return.final-twice" => nameof(IsFinal),
            _ => nameof(Year),
        };
    }
}

/// <summary>Another due date.</summary>
public sealed class ChangeReturnForm
{
    /// <inheritdoc cref="Shown"/>
    public string? Seen { get; set; }

    [Display(Name = "The day on which it is due")]
    public DateOnly? DueOn { get; set; }
    public string? Reason { get; set; }

    internal ReturnSubject Subject { get; set; } = null!;
}
