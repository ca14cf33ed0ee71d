using GrantHub.Domain.People;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.People;

/// <summary>Who needs a second factor, from the settings and from what a person may do at this moment.</summary>
public sealed class SecondFactorRule(IOptions<SignInSettings> settings)
{
    /// <param name="permissions">The person's, with those of whoever they deputise for.</param>
    public bool IsNeededWith(IReadOnlySet<Permission> permissions) =>
        settings.Value.SecondFactor switch
        {
            SecondFactorNeed.Optional => false,
            SecondFactorNeed.Officers => permissions.Overlaps(Permissions.OfOfficers),
            SecondFactorNeed.Everybody => true,
        };
}
