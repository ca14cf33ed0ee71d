using GrantHub.Application.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Templates;

public sealed class AddTemplateForm
{
    /// <summary>The definition as JSON.</summary>
    public string? Definition { get; set; }

    /// <summary>What one can start from.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<TemplateRow> Templates { get; set; } = [];
}
