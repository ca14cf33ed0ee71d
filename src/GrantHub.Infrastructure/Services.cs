using FluentValidation;
using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Application.Decisions;
using GrantHub.Application.Files;
using GrantHub.Application.Pipeline;
using GrantHub.Application.Publication;
using GrantHub.Application.Reminders;
using GrantHub.Infrastructure.Audit;
using GrantHub.Infrastructure.Backups;
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
        services.AddChecked<OpenDataSettings>(settings.GetSection(OpenDataSettings.Section));
        services.Configure<AuditSettings>(settings.GetSection(AuditSettings.Section));
        services.AddDatabase();
        services.AddUseCases();
        services.AddSignIn(settings);
        services.AddMail(settings);
        services.AddFiles(settings.GetSection(FileSettings.Section));
        services.AddJobs(settings);
        services.AddSingleton<IPdfRenderer, ChromiumPdfRenderer>();
        return services;
    }

    private static void AddFiles(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<FileSettings>(settings);
        switch (settings.GetValue(nameof(FileSettings.Store), FileStore.Folder))
        {
            case FileStore.Database:
                services.AddScoped<IAppendixStore, DatabaseAppendixStore>();
                break;
            default:
                services.AddSingleton<IAppendixStore, FolderAppendixStore>();
                break;
        }
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
        services.AddScoped<BackupPlaces>();
        services.AddScoped<Backup>();
        services.AddScoped<Restore>();
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
        services.AddScoped<AuditSubjects>();
        services.AddScoped<AccessLog>();
        services.AddScoped<AuditHeadFile>();
        services.AddScoped<TellPeople>();
        services.AddSingleton<TemplateCache>();
        services.AddScoped<TemplateCatalogue>();
        services.AddScoped<Register>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<ICurrentUser>(provider => provider.GetRequiredService<CurrentUser>());
    }

    private static void AddMail(this IServiceCollection services, IConfiguration settings)
    {
        services.AddChecked<MailSettings>(settings.GetSection(MailSettings.Section));
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
        services.AddChecked<ReminderSettings>(settings.GetSection(ReminderSettings.Section));
        services.AddSingleton<JobRunner>();
    }

    private static void AddSignIn(this IServiceCollection services, IConfiguration settings)
    {
        services.AddChecked<SignInSettings>(settings.GetSection(SignInSettings.Section));
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
            .AddPasswordValidator<GuessablePasswords>()
            .AddDefaultTokenProviders();
        // For PBKDF2 with SHA-512: OWASP ASVS 5.0, appendix C.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services
            .AddOptions<IdentityPasskeyOptions>()
            .Configure<IOptions<MailSettings>>(
                (passkeys, mail) =>
                {
                    // With a finger, a face or a PIN, so that a passkey is two factors; and without a name typed first.
                    passkeys.UserVerificationRequirement = "required";
                    passkeys.ResidentKeyRequirement = "required";
                    if (mail.Value.IsPublicOverHttps)
                        passkeys.ServerDomain = new Uri(mail.Value.PublicAddress).Host;
                }
            );
        services.AddScoped<SignedInPeople>();
        services.AddSingleton<SecondFactorRule>();
        services.AddScoped<SecondFactorTokens>();
        services.AddScoped<Sessions>();
        services.AddScoped<Admission>();
        services.AddScoped<SecondStep>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<PasskeySignIn>();
        services.AddScoped<ProviderSignIn>();
        services.AddScoped<ISignIns, SignIns>();
        services.AddDataProtection().SetApplicationName("GrantHub").ProtectKeys(settings);
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IServiceScopeFactory>(
                (keys, scopes) => keys.XmlRepository = new DataProtectionKeyRepository(scopes)
            );
    }
}
