using System.ComponentModel.DataAnnotations;
using GrantHub.Domain.Grants;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Grants;

public sealed class ConditionForm : GrantForm
{
    public ConditionKind? Kind { get; set; }
    public string? Text { get; set; }

    [Display(Name = "The last day")]
    public DateOnly? DueOn { get; set; }
}

/// <summary>What somebody records about a condition.</summary>
public sealed class ConditionStepForm : GrantForm
{
    [Display(Name = "The date")]
    public DateOnly? On { get; set; }
    public string? Reason { get; set; }

    [BindNever, ValidateNever]
    public ConditionStep Step { get; set; } = null!;

    [BindNever]
    public int Number { get; set; }
}
