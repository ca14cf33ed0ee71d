namespace GrantHub.Infrastructure.People;

/// <summary>Who has to sign in with a second factor.</summary>
public enum SecondFactorNeed
{
    /// <summary>Nobody; who has set one up is asked for it.</summary>
    Optional,

    /// <summary>Whoever signs, decides, authorises, overrides, publishes or administers, deputies too.</summary>
    Officers,
    Everybody,
}

/// <summary>How people sign in; the section <c>SignIn</c> of the settings.</summary>
public sealed class SignInSettings : ICheckedSettings
{
    public const string Section = "SignIn";

    public SecondFactorNeed SecondFactor { get; set; }

    /// <summary>How long a session lasts at most, however much it is used.</summary>
    public int SessionHours { get; set; } = 12;

    public ProviderSettings Provider { get; set; } = new();

    /// <summary>What is wrong with the settings, each as a sentence; empty when they can be used.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Enum.IsDefined(SecondFactor))
            yield return $"The setting SignIn:SecondFactor must be Optional, Officers or Everybody; it is \"{SecondFactor}\".";
        if (SessionHours is < 1 or > 720)
            yield return $"The setting SignIn:SessionHours must be a number from 1 to 720; it is {SessionHours}.";
        foreach (var fault in Provider.Faults())
            yield return fault;
    }
}

/// <summary>A provider of single sign-on that speaks OpenID Connect; the section <c>SignIn:Provider</c>.</summary>
public sealed class ProviderSettings
{
    /// <summary>What people call it, such as "Microsoft".</summary>
    public string Name { get; set; } = "";

    /// <summary>Its address as it names itself, without /.well-known; empty: no single sign-on.</summary>
    public string Issuer { get; set; } = "";
    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";

    /// <summary>The provider asks everybody for a second factor, so that GrantHub need not.</summary>
    public bool CountsAsSecondFactor { get; set; }

    public bool IsUsed => Issuer.Length > 0;

    /// <summary>Secrets and codes go over https, save to the same machine.</summary>
    public static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

    /// <summary>What is wrong with the settings, each as a sentence; empty when they can be used.</summary>
    public IEnumerable<string> Faults()
    {
        if (!IsUsed)
            yield break;
        if (!IsSafe(Issuer))
            yield return $"The setting SignIn:Provider:Issuer must be an address that begins with https://; it is \"{Issuer}\".";
        if (string.IsNullOrWhiteSpace(Name))
            yield return "The setting SignIn:Provider:Name is missing. Enter what people call the provider, such as Microsoft.";
        if (string.IsNullOrWhiteSpace(ClientId))
            yield return "The setting SignIn:Provider:ClientId is missing. The provider gives it when GrantHub is registered there.";
        if (string.IsNullOrWhiteSpace(ClientSecret))
            yield return "The setting SignIn:Provider:ClientSecret is missing. The provider gives it when GrantHub is registered there.";
    }
}
