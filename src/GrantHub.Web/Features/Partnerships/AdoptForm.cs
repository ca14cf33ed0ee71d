using System.ComponentModel.DataAnnotations;
using GrantHub.Application.Partnerships;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>That the partners have adopted a budget.</summary>
public sealed class AdoptForm
{
    [BindNever, ValidateNever]
    public EditableBudget Page { get; set; } = null!;

    /// <summary>The plan's version that the page showed.</summary>
    public Guid Seen { get; set; }

    [Display(Name = "The day on which it was adopted")]
    public DateOnly? On { get; set; }
    public string? Minute { get; set; }

    [ValidateNever]
    public string Href => BudgetView.HrefOf(Page.Slug, Page.Budget.Year);
}
