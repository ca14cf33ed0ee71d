using GrantHub.Domain.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Decisions;

public sealed class RaiseForm
{
    /// <summary>Of this form; posting it twice raises one record.</summary>
    public Guid? Key { get; set; }

    public string? TemplateKey { get; set; }
    public string? Title { get; set; }

    [BindNever, ValidateNever]
    public IReadOnlyList<TemplateDefinition> Templates { get; set; } = [];
}
