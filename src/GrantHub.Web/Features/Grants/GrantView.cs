using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Grants;

namespace GrantHub.Web.Features.Grants;

/// <param name="History">Newest first.</param>
/// <param name="Today">In London.</param>
public sealed record GrantView(
    GrantPage Page,
    IReadOnlyList<AuditEntry> History,
    ICurrentUser User,
    DateOnly Today
)
{
    public string Href => $"/grants/{Grant.Slug}";

    public Grant Grant => Page.Grant;

    public ScheduleChart Chart => new(Grant.Years);

    /// <summary>An amount for a column whose header has the pound sign: "16,683.00".</summary>
    public static string Amount(Domain.Money money) =>
        money.ToString().Replace("£", "", StringComparison.Ordinal);
}
