namespace GrantHub.Web.Publication;

internal static class NoticeServices
{
    /// <summary>The notices' PDFs, and the service that renders them in the background while pages are served.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddScoped<RazorText>();
        services.AddScoped<NoticePdfs>();
        services.AddScoped<Dossier>();
        services.AddScoped<PublishedPdfs>();
        services.AddSingleton<NoticePrinter>();
        services.AddHostedService(provider => provider.GetRequiredService<NoticePrinter>());
        return services;
    }
}
