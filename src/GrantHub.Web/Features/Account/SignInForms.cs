using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Account;

public sealed class SignInForm
{
    public string? Email { get; set; }
    public string? Password { get; set; }

    /// <summary>Where to go afterwards; anything but an address of this site is ignored.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary>What people call the provider of single sign-on; null: there is none.</summary>
    [BindNever, ValidateNever]
    public string? Provider { get; set; }
}

public sealed class SecondStepForm
{
    /// <summary>Six digits of an app, or a recovery code.</summary>
    public string? Code { get; set; }

    /// <inheritdoc cref="SignInForm.ReturnUrl"/>
    public string? ReturnUrl { get; set; }

    /// <summary>The first step was done in this browser a short while ago.</summary>
    [BindNever, ValidateNever]
    public bool IsUnderWay { get; set; }
}

/// <summary>What the browser's passkey answered.</summary>
public sealed class PasskeyForm
{
    /// <summary>JSON.</summary>
    public string? Credential { get; set; }

    /// <inheritdoc cref="SignInForm.ReturnUrl"/>
    public string? ReturnUrl { get; set; }
}

/// <summary>Asks for the password again before something that changes how one signs in.</summary>
public sealed class ProveForm
{
    public string? Password { get; set; }

    [BindNever, ValidateNever]
    public ConfirmPage Page { get; set; } = null!;
}

public sealed class SecondFactorForm
{
    /// <summary>The key that the app was given, encrypted for this person and this hour.</summary>
    public string? Offer { get; set; }
    public string? Code { get; set; }
    public string? Password { get; set; }

    /// <summary>In Base32, in groups of four.</summary>
    [BindNever, ValidateNever]
    public string Key { get; set; } = "";

    /// <summary>The key as an address that apps understand (otpauth).</summary>
    [BindNever, ValidateNever]
    public string Address { get; set; } = "";

    /// <summary>The same as a picture: SVG.</summary>
    [BindNever, ValidateNever]
    public string Picture { get; set; } = "";

    /// <summary>Roles of the person need a second factor, and there is none yet.</summary>
    [BindNever, ValidateNever]
    public bool IsNeeded { get; set; }
}

public sealed class AddPasskeyForm
{
    public string? Name { get; set; }
    public string? Password { get; set; }

    /// <summary>JSON of what the browser made.</summary>
    public string? Credential { get; set; }
}

public sealed class RenamePasskeyForm
{
    public string? Name { get; set; }

    [BindNever, ValidateNever]
    public string Id { get; set; } = "";

    [BindNever, ValidateNever]
    public string Heading { get; set; } = "";
}

public sealed class ProviderForm
{
    public string? Password { get; set; }

    /// <summary>What people call the provider; null: the office uses none.</summary>
    [BindNever, ValidateNever]
    public string? Name { get; set; }

    [BindNever, ValidateNever]
    public bool IsConnected { get; set; }

    /// <summary>The provider has said who it is, and the account is about to be connected.</summary>
    [BindNever, ValidateNever]
    public bool IsUnderWay { get; set; }
}
