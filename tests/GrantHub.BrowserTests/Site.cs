using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Publication;
using GrantHub.Testing;
using GrantHub.Web.Demo;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GrantHub.BrowserTests;

/// <summary>
/// The program as it is served, with its demonstration data and a clock that stands still, and a browser to look at it
/// with. Every test class has a site of its own.
/// </summary>
public sealed class Site : IAsyncLifetime
{
    internal const string Password = "nine brown kettles";
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-site-").FullName;
    private WebApplication? app;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public FixedClock Clock { get; } = new(new DateTime(2026, 5, 5, 9, 0, 0, DateTimeKind.Utc));

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The routes that were asked for with GET and answered with a page.</summary>
    public HashSet<string> Visited { get; } = [];

    public IServiceProvider Services => app!.Services;

    public async Task InitializeAsync()
    {
        if (SiteFactAttribute.Missing is not null)
            return;
        var settings = new Dictionary<string, string?>
        {
            ["GrantHub:Data:Path"] = folder,
            ["GrantHub:Database:Provider"] = "Sqlite",
            ["GrantHub:Demo:Enabled"] = "true",
            // A walk signs in faster than people.
            ["GrantHub:Limits:SignInsPerMachine"] = "0",
            ["GrantHub:Limits:SignInsPerAccount"] = "0",
            ["GrantHub:Limits:PublicPerMachine"] = "0",
            ["ConnectionStrings:GrantHub"] =
                $"Data Source={Path.Combine(folder, "granthub.db")};Pooling=false",
        };
        var builder = GrantHubHost.CreateBuilder(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(Clock);
        app = builder.Build();
        app.Use(NoteVisitAsync);
        app.UseGrantHubWeb();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope
                .ServiceProvider.GetRequiredService<DatabaseMigrator>()
                .MigrateAsync(default);
        await DemonstrationData.SeedAsync(
            settings,
            DateOnly.FromDateTime(Clock.UtcNow),
            Password,
            default
        );
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Browser.Find(),
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"],
            }
        );
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (app is not null)
            await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Reads the database behind the program's back.</summary>
    public async Task<T> Look<T>(Func<GrantHubDb, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<GrantHubDb>());
    }

    /// <summary>Sends a request as one of the demonstration's people.</summary>
    /// <param name="key">What stands before @example.org.</param>
    public async Task<T> SendAs<T>(string key, IRequest<T> request)
    {
        await using var scope = Services.CreateAsyncScope();
        var email = $"{key}@example.org";
        var signIn = await scope
            .ServiceProvider.GetRequiredService<GrantHubDb>()
            .Users.AsNoTracking()
            .SingleAsync(s => s.UserName == email);
        var actor = await scope
            .ServiceProvider.GetRequiredService<SignedInPeople>()
            .FindAsync(signIn.Id, signIn.SecurityStamp, default);
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Is(actor!);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>A browser window of its own.</summary>
    /// <param name="width">In pixels.</param>
    public async Task<IPage> OpenAsync(int width = 1280, bool javaScript = true)
    {
        var context = await browser!.NewContextAsync(
            new()
            {
                BaseURL = Address.ToString(),
                JavaScriptEnabled = javaScript,
                ViewportSize = new() { Width = width, Height = 900 },
                Locale = "en-GB",
            }
        );
        context.SetDefaultTimeout(10_000);
        return await context.NewPageAsync();
    }

    /// <summary>A browser window in which one of the demonstration's people has signed in.</summary>
    /// <param name="key">What stands before @example.org.</param>
    public async Task<IPage> SignInAsync(string key, int width = 1280, bool javaScript = true)
    {
        var page = await OpenAsync(width, javaScript);
        await page.GotoAsync("/sign-in");
        await FillSignInAsync(page, key);
        return page;
    }

    /// <summary>Signs in on a page that asks for it.</summary>
    public static async Task FillSignInAsync(IPage page, string key)
    {
        await page.GetByLabel("E-mail address").FillAsync($"{key}@example.org");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.PressAsync("Sign in");
    }

    private async Task NoteVisitAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (
            HttpMethods.IsGet(context.Request.Method)
            && context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal)
                == true
            && context.GetEndpoint() is RouteEndpoint endpoint
        )
            lock (Visited)
                Visited.Add(endpoint.RoutePattern.RawText ?? "");
    }
}

/// <summary>A test that shows as skipped, by name and with the reason, where there is no browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SiteFactAttribute : FactAttribute
{
    internal static string? Missing { get; } =
        Browser.Find() is null
            ? "Chromium is not installed (on Debian: apt-get install chromium)."
            : null;

    public SiteFactAttribute() => Skip = Missing;
}

/// <inheritdoc cref="SiteFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SiteTheoryAttribute : TheoryAttribute
{
    public SiteTheoryAttribute() => Skip = SiteFactAttribute.Missing;
}

/// <summary>What a person does on a page, in one word each.</summary>
internal static class PageSteps
{
    /// <summary>Presses a button and waits for the page that follows.</summary>
    public static async Task PressAsync(this IPage page, string button)
    {
        await page.EvaluateAsync("() => { document.gone = true; }");
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await page.WaitForFunctionAsync(
            "() => !document.gone && document.readyState === 'complete'"
        );
    }

    /// <summary>Follows a link, whether it looks like one or like a button.</summary>
    public static Task FollowAsync(this IPage page, string link) =>
        page.Locator("main a", new() { HasTextString = link }).First.ClickAsync();

    public static Task EnterAsync(this IPage page, string label, string text) =>
        page.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    /// <summary>Chooses an answer of the question that the legend asks.</summary>
    public static Task ChooseAsync(this IPage page, string legend, string answer) =>
        page.GetByRole(AriaRole.Group, new() { Name = legend })
            .GetByLabel(answer, new() { Exact = true })
            .First.CheckAsync();

    /// <summary>Types a date into its three boxes.</summary>
    public static async Task EnterDateAsync(this IPage page, string legend, DateOnly date)
    {
        var group = page.GetByRole(AriaRole.Group, new() { Name = legend }).Last;
        await group.GetByLabel("Day").FillAsync($"{date.Day}");
        await group.GetByLabel("Month").FillAsync($"{date.Month}");
        await group.GetByLabel("Year").FillAsync($"{date.Year}");
    }

    public static Task<string> HeadingAsync(this IPage page) =>
        page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();
}
