using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GrantHub.Web.Features.Funding;

public sealed class StreamForm
{
    /// <summary>The stream's name as it stands; null for a new one.</summary>
    [BindNever]
    public string? Heading { get; set; }

    /// <summary>The version that the form showed.</summary>
    public Guid Seen { get; set; }
    public string? Name { get; set; }
    public bool RingFenced { get; set; }
}
