using GrantHub.Infrastructure;
using GrantHub.Web.Publication;

namespace GrantHub.Web.Hosting;

/// <summary>Puts the program together: the same for the web server, every command and the tests.</summary>
public static class GrantHubHost
{
    /// <summary>
    /// Reads the settings (appsettings.json in the content root, environment, then <paramref name="options"/>) and adds
    /// every service.
    /// </summary>
    /// <param name="options">What the command line or a test sets, such as "GrantHub:Data:Path".</param>
    public static WebApplicationBuilder CreateBuilder(
        IEnumerable<KeyValuePair<string, string?>> options
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                // Settings are checked at the start. What is changed in the file later counts from the next start, and a
                // watch on it would be one of the few that the system has for each user.
                Args = ["--hostBuilder:reloadConfigOnChange=false"],
                ApplicationName = typeof(GrantHubHost).Assembly.GetName().Name,
                ContentRootPath =
                    Environment.GetEnvironmentVariable("DOTNET_CONTENTROOT")
                    ?? AppContext.BaseDirectory,
                // Style sheets and scripts stand beside the program, wherever it is called from.
                WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            }
        );
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                // Only a command's result goes to standard output.
                ["Logging:Console:LogToStandardErrorThreshold"] = "Trace",
            }
        );
        builder.Configuration.AddInMemoryCollection(options);
        var data = builder.Configuration["GrantHub:Data:Path"] ?? "data";
        builder.Configuration["GrantHub:Data:Path"] = Path.GetFullPath(
            data,
            builder.Environment.ContentRootPath
        );
        if (builder.Configuration["GrantHub:Files:Path"] is { Length: > 0 } files)
            builder.Configuration["GrantHub:Files:Path"] = Path.GetFullPath(
                files,
                builder.Environment.ContentRootPath
            );
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddGrantHub(builder.Configuration);
        builder.Services.AddGrantHubWeb(builder.Configuration.GetSection("GrantHub"));
        builder.Services.AddNotices();
        return builder;
    }

    /// <summary>Builds the program with its pages mapped.</summary>
    public static WebApplication BuildApp(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var app = builder.Build();
        app.UseGrantHubWeb();
        return app;
    }
}
