using System.Collections.Concurrent;
using System.Data.Common;
using GrantHub.Application;
using GrantHub.Application.Publication;
using GrantHub.Infrastructure.Persistence;
using GrantHub.IntegrationTests.Publication;
using GrantHub.Testing;
using GrantHub.Web.Demo;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Site;

/// <summary>
/// The program on the demonstration's data, whose commands do everything but commit: a walk may press every button, and
/// whoever comes later finds the same. Each answer names the route that it came from.
/// </summary>
public abstract class DemoAppFixture(TestDatabase database) : AppFixture(database)
{
    public const string RouteHeader = "X-Route";

    internal static readonly DateOnly Today = new(2026, 5, 5);

    /// <summary>Files lie in the database, so that they come with each copy of it.</summary>
    private static readonly Dictionary<string, string?> InTheDatabase = new()
    {
        ["GrantHub:Files:Store"] = "Database",
    };

    protected override IReadOnlyDictionary<string, string?> Settings => InTheDatabase;

    protected override (string Name, Func<string, Task> Prepare) Template => ("demo", SeedAsync);

    protected override void Configure(IServiceCollection services)
    {
        Clock.UtcNow = Today.ToDateTime(new TimeOnly(10, 0), DateTimeKind.Utc);
        services.AddSingleton<IStartupFilter, NamedRoutes>();
        // A browser for every PDF that is asked for would take hours.
        services.AddSingleton<IPdfRenderer, PageAsPdf>();
        ConfigureCommands(services);
    }

    /// <summary>Commands roll back, unless a test wants to see what they leave.</summary>
    protected virtual void ConfigureCommands(IServiceCollection services)
    {
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(MarkedBehavior<,>));
        var nothing = new NothingStays();
        services.AddSingleton(nothing);
        services.ConfigureDbContext<GrantHubDb>(options => options.AddInterceptors(nothing));
    }

    private static async Task SeedAsync(string connection)
    {
        var clock = new FixedClock(Today.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc));
        await using var app = Build(
            connection,
            clock,
            new CommandCounter(),
            settings: InTheDatabase
        );
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(default);
        var settings = app.Configuration;
        await DemonstrationData.SeedAsync(
            new Dictionary<string, string?>(InTheDatabase)
            {
                ["GrantHub:Data:Path"] = settings["GrantHub:Data:Path"],
                ["GrantHub:Database:Provider"] = settings["GrantHub:Database:Provider"],
                ["ConnectionStrings:GrantHub"] = connection,
            },
            Today,
            "nine brown kettles",
            default
        );
        await SiteFiles.AddAsync(app.Services, Today);
    }

    /// <summary>Innermost, within the transaction of a command: marks it as one that shall not stay.</summary>
    private sealed class MarkedBehavior<TRequest, TResponse>(IGrantHubDb db, NothingStays nothing)
        : IPipelineBehavior<TRequest, TResponse>
        where TRequest : IRequest<TResponse>
    {
        public Task<TResponse> Handle(
            TRequest request,
            CancellationToken cancellationToken,
            RequestHandlerDelegate<TResponse> next
        )
        {
            if (
                request is ICommand<TResponse>
                && db.Database.CurrentTransaction is { TransactionId: var id }
            )
                nothing.Mark(id);
            return next();
        }
    }

    /// <summary>Rolls back where a command would commit.</summary>
    private sealed class NothingStays : DbTransactionInterceptor
    {
        private readonly ConcurrentDictionary<Guid, bool> marked = new();

        public void Mark(Guid transaction) => marked[transaction] = true;

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        )
        {
            if (!marked.TryRemove(eventData.TransactionId, out _))
                return result;
            await transaction.RollbackAsync(cancellationToken);
            return InterceptionResult.Suppress();
        }
    }

    private sealed class NamedRoutes : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, rest) =>
                    {
                        context.Response.OnStarting(() =>
                        {
                            var endpoint =
                                context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint
                                ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint
                                ?? context.GetEndpoint();
                            if (endpoint is RouteEndpoint route)
                                context.Response.Headers[RouteHeader] = Routes.NameOf(
                                    context.Request.Method,
                                    route
                                );
                            return Task.CompletedTask;
                        });
                        return rest(context);
                    }
                );
                next(app);
            };
    }
}

/// <inheritdoc cref="DemoAppFixture"/>
public sealed class DemoApp<TDatabase>() : DemoAppFixture(new TDatabase())
    where TDatabase : TestDatabase, new();

/// <summary>The demonstration, in which what people do stays.</summary>
public sealed class CommittingDemoApp() : DemoAppFixture(new SqliteDatabase())
{
    protected override void ConfigureCommands(IServiceCollection services) { }
}
