using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using GrantHub.Application.Audit;
using GrantHub.Application.Reminders;
using GrantHub.Infrastructure;
using GrantHub.Infrastructure.Mail;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Publication;
using GrantHub.Web.Branding;
using GrantHub.Web.Features.Reminders;
using GrantHub.Web.ModelBinding;
using GrantHub.Web.Navigation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace GrantHub.Web.Hosting;

/// <summary>The web shell: pages, branding, errors and security headers.</summary>
public static class GrantHubWebExtensions
{
    /// <summary>Adds MVC with feature folders, branding and demonstration settings.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">Holds the sections <c>Office</c> and <c>Demo</c>.</param>
    public static IServiceCollection AddGrantHubWeb(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        services.AddChecked<OfficeOptions>(configuration.GetSection("Office"));
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection("Demo"));
        services
            .AddOptions<OpenDataSettings>()
            .PostConfigure<IOptions<OfficeOptions>>(
                (openData, office) =>
                {
                    if (openData.Publisher.Length == 0)
                        openData.Publisher = office.Value.Name;
                }
            );
        services.AddSingleton(provider => new OpenDataFile(
            provider.GetRequiredService<IOptions<OpenDataSettings>>().Value,
            new Uri(provider.GetRequiredService<IOptions<MailSettings>>().Value.PublicAddress)
        ));
        services.AddSingleton<Brand>();
        services.AddSingleton<WaitingCounts>();
        services.AddSingleton<DigestLinks>();
        services.AddScoped<IMailWriter, MailWriter>();
        services.AddHttpContextAccessor();
        services.AddSingleton<IOrigin, RequestOrigin>();
        services.AddSignInCookie(configuration);
        services.AddLimits(configuration);
        services.AddHealth();
        services.AddNodes(configuration);
        services.AddRequestLimits();
        Telemetry.AddTo(services, configuration);
        services.AddPublicPages();

        var featureFolders = new FeatureFolders();
        services.AddControllersWithViews(options =>
        {
            options.Conventions.Add(featureFolders);
            options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            options.Filters.Add<RefusalFilter>();
            options.Filters.Add<AccessFilter>();
            options.ModelBinderProviders.Insert(0, new DateInputBinderProvider());
            BindingMessages.Set(options.ModelBindingMessageProvider);
        });
        services.Configure<RazorViewEngineOptions>(options =>
            options.ViewLocationExpanders.Add(featureFolders)
        );
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "granthub-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddPublicOverHttps();
        // Pounds and dashes as they are, and not as entities four times their size.
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        services.AddRouting(options => options.LowercaseUrls = true);
        return services;
    }

    /// <summary>Puts the whole pipeline together, from security headers to the controllers.</summary>
    public static WebApplication UseGrantHubWeb(this WebApplication app)
    {
        var british = CultureInfo.GetCultureInfo("en-GB");
        Telemetry.Use(app);
        app.UseProxies();
        app.UsePublicOverHttps();
        app.UseSecurityHeaders();
        app.UseRequestLocalization(
            new RequestLocalizationOptions
            {
                DefaultRequestCulture = new(british),
                SupportedCultures = [british],
                SupportedUICultures = [british],
                RequestCultureProviders = [],
            }
        );
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                // Finding out who is signed in may be what failed, and is then not asked again.
                CreateScopeForErrors = true,
                StatusCodeSelector = exception =>
                    exception switch
                    {
                        BadHttpRequestException request => request.StatusCode,
                        _ when Outages.Of(exception) is not null =>
                            StatusCodes.Status503ServiceUnavailable,
                        _ => StatusCodes.Status500InternalServerError,
                    },
            }
        );
        app.UseStatusCodePagesWithReExecute("/error");
        app.UseStaticFiles(
            new StaticFileOptions
            {
                OnPrepareResponse = file =>
                    file.Context.Response.Headers.CacheControl = CacheControl(file.Context.Request),
            }
        );
        app.UseRouting();
        app.UseRequestSizeCheck();
        app.UseProviderLimit();
        app.UseAuthentication();
        app.UseLimits();
        app.UseAuthorization();
        app.UseFirstThings();
        app.Use(
            (context, next) =>
                context
                    .RequestServices.GetRequiredService<WaitingCounts>()
                    .ForgetAfterPostAsync(context, next)
        );
        app.UsePublicPages();
        app.MapBrand("/brand.css", "text/css; charset=utf-8", brand => brand.StyleSheet);
        app.MapBrand("/favicon.svg", "image/svg+xml; charset=utf-8", brand => brand.Icon);
        app.MapHealth();
        app.MapControllers();
        return app;
    }

    private static void MapBrand(
        this WebApplication app,
        string path,
        string contentType,
        Func<Brand, string> content
    ) =>
        app.MapGet(
                path,
                (Brand brand, HttpContext context) =>
                {
                    context.Response.Headers.CacheControl = CacheControl(context.Request);
                    return Results.Text(content(brand), contentType);
                }
            )
            .AllowAnonymous();

    // An address with a version never changes what it stands for; any other is asked for again.
    private static string CacheControl(HttpRequest request) =>
        request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
}
