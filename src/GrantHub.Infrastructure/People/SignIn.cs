using Microsoft.AspNetCore.Identity;

namespace GrantHub.Infrastructure.People;

/// <summary>How a person signs in: password, lock-out, second factors. Has the Id of its <c>Person</c>.</summary>
public sealed class SignIn : IdentityUser<long>
{
    /// <summary>Somebody else chose the password, so the person has to choose another before anything else.</summary>
    public bool NeedsNewPassword { get; set; }
}
