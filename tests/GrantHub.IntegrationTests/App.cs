using System.Data.Common;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using GrantHub.Application;
using GrantHub.Application.Reminders;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Testing;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests;

/// <summary>
/// The whole program on a database of the test class's own, with its clock standing still and the cast of
/// <see cref="Cast"/> in it. Suites are written once in an abstract class that takes this type; a sealed one-line
/// subclass for each database runs them, as <c>App&lt;SqliteDatabase&gt;</c> and <c>App&lt;PostgreSqlDatabase&gt;</c>.
/// </summary>
public abstract class AppFixture(TestDatabase database) : IAsyncLifetime
{
    private WebApplication? app;

    public FixedClock Clock { get; } = new(new DateTime(2017, 5, 19, 9, 0, 0, DateTimeKind.Utc));

    public CommandCounter Commands { get; } = new();

    public string Folder => database.Folder;

    public DatabaseKind Kind => database.Kind;

    public IServiceProvider Services => app!.Services;

    public async Task InitializeAsync()
    {
        var (template, prepare) = Template;
        var connection = await database.CreateAsync(template, prepare);
        app = Build(connection, Clock, Commands, Configure, Settings);
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>Sends a request as one of the cast, or as anybody by e-mail.</summary>
    public async Task<T> SendAs<T>(string email, IRequest<T> request)
    {
        await using var scope = await ScopeOf(email);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>What a request of somebody runs in.</summary>
    public async Task<AsyncServiceScope> ScopeOf(string email)
    {
        var scope = Services.CreateAsyncScope();
        scope
            .ServiceProvider.GetRequiredService<CurrentUser>()
            .Is(await ActorAsync(scope.ServiceProvider, email));
        return scope;
    }

    public async Task<T> SendAsOperator<T>(IRequest<T> request)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Reads the database behind the program's back.</summary>
    public async Task<T> Look<T>(Func<GrantHubDb, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<GrantHubDb>());
    }

    /// <summary>A browser of somebody who is signed in; redirects are not followed.</summary>
    /// <param name="server">Another that serves the same database; null: this one.</param>
    public async Task<PageClient> SignedIn(string email, HttpMessageHandler? server = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        var signIn = await db.Users.AsNoTracking().SingleAsync(s => s.UserName == email);
        var identity = new ClaimsIdentity(
            [
                new Claim(
                    ClaimTypes.NameIdentifier,
                    signIn.Id.ToString(CultureInfo.InvariantCulture)
                ),
                new Claim(
                    new IdentityOptions().ClaimsIdentity.SecurityStampClaimType,
                    signIn.SecurityStamp!
                ),
                // Begun so late that it outlasts every step of the clock.
                new Claim(
                    Sessions.Began,
                    Clock
                        .GetUtcNow()
                        .AddYears(1)
                        .ToUnixTimeSeconds()
                        .ToString(CultureInfo.InvariantCulture)
                ),
            ],
            IdentityConstants.ApplicationScheme
        );
        var cookies = Services
            .GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(identity),
            new AuthenticationProperties
            {
                IssuedUtc = Clock.GetUtcNow(),
                ExpiresUtc = Clock.GetUtcNow().AddYears(1),
            },
            IdentityConstants.ApplicationScheme
        );
        var page = server is null ? Anonymous() : new PageClient(server);
        page.SetCookie(cookies.Cookie.Name!, cookies.TicketDataFormat.Protect(ticket));
        return page;
    }

    public PageClient Anonymous() => new(app!.GetTestServer().CreateHandler());

    /// <summary>What the database begins with.</summary>
    protected virtual (string Name, Func<string, Task> Prepare) Template => ("cast", PrepareAsync);

    /// <summary>Settings beside those of every test, such as "GrantHub:SignIn:SecondFactor".</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings { get; } =
        new Dictionary<string, string?>();

    /// <summary>Puts something else in the place of an edge.</summary>
    protected virtual void Configure(IServiceCollection services) { }

    private protected static WebApplication Build(
        string connection,
        TimeProvider clock,
        CommandCounter counter,
        Action<IServiceCollection>? configure = null,
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        var isSqlite = connection.Contains("Data Source", StringComparison.Ordinal);
        var folder = isSqlite
            ? Path.GetDirectoryName(
                new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(connection).DataSource
            )!
            : Directory.CreateTempSubdirectory("granthub-data-").FullName;
        var all = new Dictionary<string, string?>
        {
            ["GrantHub:Data:Path"] = folder,
            ["GrantHub:Database:Provider"] = isSqlite ? "Sqlite" : "PostgreSql",
            ["ConnectionStrings:GrantHub"] = connection,
            // Tests ask faster than people; those of the limits set their own.
            ["GrantHub:Limits:SignInsPerAccount"] = "0",
            ["GrantHub:Limits:UploadsPerPerson"] = "0",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
            all[name] = value;
        var builder = GrantHubHost.CreateBuilder(all);
        // What a request sends is counted for the test that asks; see CommandCounter.
        builder.WebHost.UseTestServer(server => server.PreserveExecutionContext = true);
        builder.Services.AddSingleton(clock);
        builder.Services.ConfigureDbContext<GrantHubDb>(options =>
            options.AddInterceptors(counter)
        );
        configure?.Invoke(builder.Services);
        return builder.BuildApp();
    }

    /// <summary>Fills a template with the cast.</summary>
    internal static async Task PrepareAsync(string connection)
    {
        var clock = new FixedClock(new DateTime(2017, 4, 1, 9, 0, 0, DateTimeKind.Utc));
        await using var app = Build(connection, clock, new CommandCounter());
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(default);
        await Cast.AddAsync(scope.ServiceProvider.GetRequiredService<GrantHubDb>());
    }

    private static async Task<Actor> ActorAsync(IServiceProvider services, string email)
    {
        var db = services.GetRequiredService<GrantHubDb>();
        var signIn = await db.Users.AsNoTracking().SingleAsync(s => s.UserName == email);
        return await services
                .GetRequiredService<SignedInPeople>()
                .FindAsync(signIn.Id, signIn.SecurityStamp, default)
            ?? throw new InvalidOperationException($"{email} cannot sign in.");
    }
}

/// <inheritdoc cref="AppFixture"/>
public sealed class App<TDatabase>() : AppFixture(new TDatabase())
    where TDatabase : TestDatabase, new();

/// <summary>
/// Counts the SQL commands of pages, leaving out those that belong to signing in and whatever the program does by itself
/// meanwhile, such as printing a notice.
/// </summary>
public sealed class CommandCounter : DbCommandInterceptor
{
    private readonly AsyncLocal<StrongBox<int>?> counted = new();

    private int waitingCounts;

    /// <summary>How often the number beside My work was counted.</summary>
    public int WaitingCounts => waitingCounts;

    /// <summary>The commands that <paramref name="work"/> sends.</summary>
    public async Task<int> Of(Func<Task> work)
    {
        var count = new StrongBox<int>();
        counted.Value = count;
        await work();
        counted.Value = null;
        return count.Value;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Add(command);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Add(command);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    private void Add(DbCommand command)
    {
        if (Bears(command, CountMyWork.QueryTag))
            Interlocked.Increment(ref waitingCounts);
        else if (counted.Value is { } count && !Bears(command, SignedInPeople.QueryTag))
            Interlocked.Increment(ref count.Value);
    }

    private static bool Bears(DbCommand command, string tag) =>
        command.CommandText.StartsWith($"-- {tag}", StringComparison.Ordinal);
}
