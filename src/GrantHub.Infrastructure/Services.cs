using FluentValidation;
using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Application.Decisions;
using GrantHub.Application.Files;
using GrantHub.Application.Pipeline;
using GrantHub.Application.Publication;
using GrantHub.Application.Reminders;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.Mail;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Publication;
using GrantHub.Infrastructure.Reminders;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure;

public static class Services
{
    /// <summary>Everything behind the pages and the command line. Handlers and validators are found by their interface.</summary>
    /// <param name="configuration">The whole configuration; GrantHub's own settings are under "GrantHub".</param>
    public static IServiceCollection AddGrantHub(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = configuration.GetSection("GrantHub");
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<DataDirectory>(settings.GetSection("Data"));
        services.Configure<DatabaseOptions>(settings.GetSection(DatabaseOptions.Section));
        services.Configure<PdfSettings>(settings.GetSection(PdfSettings.Section));
        services
            .AddOptions<OpenDataSettings>()
            .Bind(settings.GetSection(OpenDataSettings.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<OpenDataSettings>, OpenDataSettingsValidator>();
        services.AddDatabase();
        services.AddUseCases();
        services.AddSignIn();
        services.AddMail(settings);
        services.AddSingleton<IAppendixStore, FolderAppendixStore>();
        services.AddJobs(settings);
        services.AddSingleton<IPdfRenderer, ChromiumPdfRenderer>();
        return services;
    }

    private static void AddDatabase(this IServiceCollection services)
    {
        services.AddDbContextPool<GrantHubDb>(
            (provider, options) =>
            {
                var database = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
                options.Use(
                    database.Provider,
                    provider.GetRequiredService<ConnectionString>().Value
                );
            }
        );
        services.AddSingleton<ConnectionString>();
        services.AddScoped<IGrantHubDb>(provider => provider.GetRequiredService<GrantHubDb>());
        services.AddScoped<DatabaseMigrator>();
    }

    private static void AddUseCases(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.Scan(scan =>
            scan.FromAssemblyOf<IGrantHubDb>()
                .AddClasses(
                    classes => classes.AssignableTo(typeof(IRequestHandler<,>)),
                    publicOnly: false
                )
                .AsImplementedInterfaces()
                .WithScopedLifetime()
                .AddClasses(
                    classes => classes.AssignableTo(typeof(IValidator<>)),
                    publicOnly: false
                )
                .AsImplementedInterfaces(type => type.IsGenericType)
                .WithSingletonLifetime()
        );
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(PermissionBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AppendixBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));
        services.AddScoped<AuditTrail>();
        services.AddScoped<TellPeople>();
        services.AddSingleton<TemplateCache>();
        services.AddScoped<TemplateCatalogue>();
        services.AddScoped<Register>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<ICurrentUser>(provider => provider.GetRequiredService<CurrentUser>());
    }

    private static void AddMail(this IServiceCollection services, IConfiguration settings)
    {
        services
            .AddOptions<MailSettings>()
            .Bind(settings.GetSection(MailSettings.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailSettings>, MailSettingsValidator>();
        // Addresses of requests name the sender's mailbox, which is nothing for a log.
        services
            .AddHttpClient(nameof(GraphMailSender))
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false }
            );
        services.AddSingleton<IMailSender>(provider =>
            provider.GetRequiredService<IOptions<MailSettings>>().Value.Transport switch
            {
                MailTransport.Folder => ActivatorUtilities.CreateInstance<FolderMailSender>(
                    provider
                ),
                MailTransport.Smtp => ActivatorUtilities.CreateInstance<SmtpMailSender>(provider),
                MailTransport.Graph => ActivatorUtilities.CreateInstance<GraphMailSender>(provider),
            }
        );
        services.AddSingleton<OutboxSender>();
    }

    private static void AddJobs(this IServiceCollection services, IConfiguration settings)
    {
        services
            .AddOptions<ReminderSettings>()
            .Bind(settings.GetSection(ReminderSettings.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReminderSettings>, ReminderSettingsValidator>();
        services.AddSingleton<JobRunner>();
    }

    private static void AddSignIn(this IServiceCollection services)
    {
        services
            .AddIdentityCore<SignIn>(identity =>
            {
                // Length, not rules about characters: the National Cyber Security Centre's advice on passwords.
                identity.Password.RequiredLength = 12;
                identity.Password.RequiredUniqueChars = 5;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = "";
            })
            .AddEntityFrameworkStores<GrantHubDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<SignInPrincipals>()
            .AddDefaultTokenProviders();
        services.AddScoped<SignedInPeople>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<ISignIns, SignIns>();
        services.AddDataProtection().SetApplicationName("GrantHub");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IServiceScopeFactory>(
                (keys, scopes) => keys.XmlRepository = new DataProtectionKeyRepository(scopes)
            );
    }
}
