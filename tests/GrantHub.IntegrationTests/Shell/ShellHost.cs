using System.Security.Claims;
using System.Text.Encodings.Web;
using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Moq;

namespace GrantHub.IntegrationTests.Shell;

/// <summary>The shell alone, with the pages of these tests and no database.</summary>
public sealed class ShellHost : IAsyncLifetime
{
    /// <summary>The header that says who is signed in.</summary>
    public const string SignedInAs = "X-Signed-In-As";

    private readonly WebApplication app;

    public ShellHost()
        : this([]) { }

    private ShellHost(Dictionary<string, string?> settings)
    {
        app = Build(settings, builder => builder.WebHost.UseTestServer());
    }

    public static ShellHost With(Dictionary<string, string?> settings) => new(settings);

    public static WebApplication Build(
        Dictionary<string, string?> settings,
        Action<WebApplicationBuilder> configure
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = "GrantHub.Web",
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = "Production",
            }
        );
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddGrantHubWeb(builder.Configuration);
        // Nothing is printed in the background here.
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.AddSingleton(TimeProvider.System);
        // Nothing waits for anybody.
        builder.Services.AddSingleton(Mock.Of<IMediator>());
        // Nothing that the shell does by itself is written down.
        builder.Services.AddSingleton(Mock.Of<IGrantHubDb>());
        builder.Services.AddScoped<AccessLog>();
        builder.Services.AddScoped<CurrentUser>();
        builder.Services.AddScoped<ICurrentUser>(provider =>
            provider.GetRequiredService<CurrentUser>()
        );
        builder.Services.AddControllersWithViews().AddApplicationPart(typeof(ShellHost).Assembly);
        builder
            .Services.AddAuthentication("Header")
            .AddScheme<AuthenticationSchemeOptions, HeaderSignIn>("Header", null);
        configure(builder);
        var app = builder.Build();
        app.UseGrantHubWeb();
        return app;
    }

    public HttpClient Client(string? signedInAs = null)
    {
        var client = app.GetTestClient();
        if (signedInAs is not null)
        {
            client.DefaultRequestHeaders.Add(SignedInAs, signedInAs);
        }
        return client;
    }

    public Task InitializeAsync() => app.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    private sealed class HeaderSignIn(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[SignedInAs].ToString() is not { Length: > 0 } name)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }
            Context
                .RequestServices.GetRequiredService<CurrentUser>()
                .Is(new Actor(1, name, Role.LeadOfficer, []));
            var identity = new ClaimsIdentity([new Claim("name", name)], Scheme.Name);
            return Task.FromResult(
                AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name))
            );
        }
    }
}
