using GrantHub.Domain.Reminders;

namespace GrantHub.Web.Features.Account;

/// <summary>How the person wants to get e-mail.</summary>
public sealed class MailForm
{
    /// <summary>The version that the form showed.</summary>
    public Guid Seen { get; set; }
    public bool DailyDigest { get; set; }

    /// <summary>What the person wants to be told of at the moment it happens.</summary>
    public List<Moment> Wanted { get; set; } = [];
}
