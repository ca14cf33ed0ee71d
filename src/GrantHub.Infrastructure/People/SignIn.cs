using Microsoft.AspNetCore.Identity;

namespace GrantHub.Infrastructure.People;

/// <summary>How a person signs in: password, lock-out, second factors. Has the Id of its <c>Person</c>.</summary>
public sealed class SignIn : IdentityUser<long>;
