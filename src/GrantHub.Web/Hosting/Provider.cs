using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrantHub.Application.Audit;
using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.Mail;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Features.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Hosting;

/// <summary>Single sign-on with an OpenID Connect provider, by the framework's OAuth handler with PKCE.</summary>
internal static class Provider
{
    public const string Scheme = "Provider";
    private const string Pending = "https://provider.invalid/";

    /// <summary>Whether it is the provider that cannot be reached or is not set up as it should be.</summary>
    public static bool IsAtFault(Exception fault) =>
        fault
            is HttpRequestException
                or TaskCanceledException
                or JsonException
                or AuthenticationFailureException;

    public static void AddProvider(
        this AuthenticationBuilder authentication,
        IConfiguration configuration
    )
    {
        var provider =
            configuration.GetSection($"{SignInSettings.Section}:Provider").Get<ProviderSettings>()
            ?? new();
        // Faulty settings are refused at the start with a sentence each, and need no scheme.
        if (!provider.IsUsed || provider.Faults().Any())
            return;
        authentication.AddOAuth<OAuthOptions, ProviderHandler>(
            Scheme,
            oauth =>
            {
                oauth.ClientId = provider.ClientId;
                oauth.ClientSecret = provider.ClientSecret;
                // Found at first use from what the provider says of itself.
                oauth.AuthorizationEndpoint = Pending;
                oauth.TokenEndpoint = Pending;
                oauth.UserInformationEndpoint = Pending;
                oauth.CallbackPath = "/sign-in/provider/callback";
                oauth.SignInScheme = IdentityConstants.ExternalScheme;
                oauth.UsePkce = true;
                oauth.Scope.Add("openid");
                oauth.CorrelationCookie.SameSite = SameSiteMode.Lax;
                oauth.CorrelationCookie.HttpOnly = true;
                oauth.Backchannel = new HttpClient(
                    new SocketsHttpHandler { AllowAutoRedirect = false }
                )
                {
                    Timeout = TimeSpan.FromSeconds(20),
                    MaxResponseContentBufferSize = 1024 * 1024,
                };
                oauth.Events.OnCreatingTicket = ReadSubjectAsync;
                oauth.Events.OnRemoteFailure = RefuseAsync;
            }
        );
        authentication
            .Services.AddOptions<OAuthOptions>(Scheme)
            .Configure<IOptions<MailSettings>>(
                (oauth, mail) =>
                    oauth.CorrelationCookie.SecurePolicy = mail.Value.IsPublicOverHttps
                        ? CookieSecurePolicy.Always
                        : CookieSecurePolicy.SameAsRequest
            );
    }

    /// <summary>Who it is, from the provider's own mouth, over a connection to the provider.</summary>
    private static async Task ReadSubjectAsync(OAuthCreatingTicketContext context)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            context.Options.UserInformationEndpoint
        );
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            context.AccessToken
        );
        request.Headers.Accept.Add(new("application/json"));
        using var response = await context.Backchannel.SendAsync(
            request,
            context.HttpContext.RequestAborted
        );
        response.EnsureSuccessStatusCode();
        using var said = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(context.HttpContext.RequestAborted)
        );
        if (
            said.RootElement.ValueKind != JsonValueKind.Object
            || !said.RootElement.TryGetProperty("sub", out var subject)
            || subject.ValueKind != JsonValueKind.String
            || string.IsNullOrEmpty(subject.GetString())
        )
            throw new AuthenticationFailureException("The provider did not say who it is.");
        context.Identity!.AddClaim(new Claim(ClaimTypes.NameIdentifier, subject.GetString()!));
    }

    private static async Task RefuseAsync(RemoteFailureContext context)
    {
        var services = context.HttpContext.RequestServices;
        var name = services.GetRequiredService<IOptions<SignInSettings>>().Value.Provider.Name;
        services
            .GetRequiredService<ILoggerFactory>()
            .CreateLogger(typeof(Provider))
            .SignInFailed(name, context.Failure);
        await services
            .GetRequiredService<AccessLog>()
            .AppendAsync(
                AccessEvent.SignInRefused,
                subject: null,
                $"through {name}, which did not vouch for anybody",
                context.HttpContext.RequestAborted
            );
        context.HttpContext.Features.Set(
            new Refusal(
                $"Signing in through {name} did not work: it was cancelled, took too long, or was begun in another window. Go to the sign-in page and try again, or sign in with your password."
            )
        );
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.HandleResponse();
    }
}

/// <summary>Learns the provider's endpoints before it first needs one.</summary>
internal sealed class ProviderHandler(
    IOptionsMonitor<OAuthOptions> options,
    IOptions<SignInSettings> settings,
    ILoggerFactory logger,
    UrlEncoder encoder
) : OAuthHandler<OAuthOptions>(options, logger, encoder)
{
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await DiscoverAsync();
        await base.HandleChallengeAsync(properties);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        // RFC 9207: an answer that names another provider is of an attacker who mixes providers up.
        if (
            Request.Query["iss"].ToString() is { Length: > 0 } named
            && named != settings.Value.Provider.Issuer
        )
            return HandleRequestResult.Fail("The answer is another provider's.");
        try
        {
            await DiscoverAsync();
            return await base.HandleRemoteAuthenticateAsync();
        }
        catch (Exception fault) when (Provider.IsAtFault(fault))
        {
            return HandleRequestResult.Fail(fault);
        }
    }

    /// <exception cref="AuthenticationFailureException">What the provider says of itself cannot be used.</exception>
    private async Task DiscoverAsync()
    {
        var issuer = settings.Value.Provider.Issuer;
        if (Options.ClaimsIssuer == issuer)
            return;
        using var said = JsonDocument.Parse(
            await Backchannel.GetStringAsync(
                new Uri($"{issuer.TrimEnd('/')}/.well-known/openid-configuration"),
                Context.RequestAborted
            )
        );
        // OpenID Connect Discovery 1.0, section 4.3.
        if (Read("issuer") != issuer)
            throw new AuthenticationFailureException(
                $"The provider calls itself {Read("issuer")} and not {issuer}. Correct the setting SignIn:Provider:Issuer."
            );
        Options.AuthorizationEndpoint = Endpoint("authorization_endpoint");
        Options.TokenEndpoint = Endpoint("token_endpoint");
        Options.UserInformationEndpoint = Endpoint("userinfo_endpoint");
        // Last, because it is the sign that the others are known.
        Options.ClaimsIssuer = issuer;

        string Endpoint(string name) =>
            Read(name) is { } address && ProviderSettings.IsSafe(address)
                ? address
                : throw new AuthenticationFailureException(
                    $"The provider names no {name} that begins with https://."
                );

        string? Read(string name) =>
            said.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}

internal static partial class ProviderLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing in through {Provider} failed.")]
    public static partial void SignInFailed(
        this ILogger logger,
        string provider,
        Exception? exception
    );
}
