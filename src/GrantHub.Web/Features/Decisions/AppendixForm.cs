using GrantHub.Application.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Decisions;

public sealed class AppendixForm
{
    public IFormFile? File { get; set; }

    [BindNever, ValidateNever]
    public DecisionPage Page { get; set; } = null!;
}
