using System.ComponentModel.DataAnnotations;
using GrantHub.Application;
using GrantHub.Application.Grants;

namespace GrantHub.Web.Features.Grants;

public sealed class SendAgreementForm : GrantForm
{
    /// <inheritdoc cref="Shown"/>
    public string? Seen { get; set; }

    [Display(Name = "The day on which it was sent")]
    public DateOnly? SentOn { get; set; }
}

public sealed class SignAgreementForm : GrantForm
{
    public AgreementSide? Side { get; set; }
    public string? Name { get; set; }

    [Display(Name = "The day of the signature")]
    public DateOnly? On { get; set; }
}

public sealed class AgreementFileForm : GrantForm
{
    /// <inheritdoc cref="Shown"/>
    public string? Seen { get; set; }
    public IFormFile? File { get; set; }
}
