using System.Globalization;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using GrantHub.Infrastructure;
using GrantHub.Web.Features.Errors;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Hosting;

/// <summary>How often something may be asked for within a minute; the section <c>Limits</c>. 0: as often as anybody likes.</summary>
public sealed class LimitSettings : ICheckedSettings
{
    public const string Section = "Limits";
    private const int Most = 1_000_000;

    /// <summary>Attempts to sign in from one machine. Everybody behind an office's router counts as one.</summary>
    public int SignInsPerMachine { get; set; } = 60;

    /// <summary>Attempts to sign in with one e-mail address, whether somebody has it or not.</summary>
    public int SignInsPerAccount { get; set; } = 10;

    /// <summary>Public pages and files for one machine of somebody who is not signed in.</summary>
    public int PublicPerMachine { get; set; } = 600;

    /// <summary>Files that one person sends.</summary>
    public int UploadsPerPerson { get; set; } = 60;

    /// <summary>What is wrong with the settings, each as a sentence; empty when they can be used.</summary>
    public IEnumerable<string> Faults()
    {
        (string Name, int Value)[] all =
        [
            (nameof(SignInsPerMachine), SignInsPerMachine),
            (nameof(SignInsPerAccount), SignInsPerAccount),
            (nameof(PublicPerMachine), PublicPerMachine),
            (nameof(UploadsPerPerson), UploadsPerPerson),
        ];
        foreach (var (name, value) in all)
            if (value is < 0 or > Most)
                yield return $"The setting Limits:{name} must be a number from 0 (no limit) to {Most}; it is {value}.";
    }
}

/// <summary>A post that tries to sign in.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SignInAttemptAttribute : Attribute;

/// <summary>Makes whoever asks too often wait, with the framework's own limiter: fixed windows of a minute.</summary>
internal static class Limits
{
    private const int LongestAddress = 256;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddChecked<LimitSettings>(configuration.GetSection(LimitSettings.Section));
        services.AddRateLimiter(_ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<IOptions<LimitSettings>>(
                (limiter, settings) =>
                {
                    limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained([
                        .. All(settings.Value)
                            .Select(of => PartitionedRateLimiter.Create<HttpContext, string>(of)),
                    ]);
                    limiter.OnRejected = RefuseAsync;
                }
            );
    }

    /// <summary>
    /// Before anybody looks at who asks: what a provider of single sign-on sends back is answered there already, and each
    /// answer that vouches for nobody is an entry of the access log.
    /// </summary>
    public static void UseProviderLimit(this IApplicationBuilder app)
    {
        var settings = app.ApplicationServices.GetRequiredService<IOptions<LimitSettings>>().Value;
        var limiter = new RateLimiterOptions
        {
            GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                Partition(
                    "signing in through the provider from one machine",
                    settings.SignInsPerMachine,
                    Machine(context)
                )
            ),
            OnRejected = RefuseAsync,
        };
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/sign-in/provider"),
            provider => provider.UseRateLimiter(limiter)
        );
    }

    /// <summary>After it is known who asks and for what.</summary>
    public static void UseLimits(this IApplicationBuilder app)
    {
        app.Use(ReadAccountAsync);
        app.UseRateLimiter();
    }

    private static IEnumerable<Func<HttpContext, RateLimitPartition<string>>> All(
        LimitSettings settings
    )
    {
        yield return context =>
            Partition(
                "signing in from one machine",
                settings.SignInsPerMachine,
                Has<SignInAttemptAttribute>(context) ? Machine(context) : null
            );
        yield return context =>
            Partition(
                "signing in to one account",
                settings.SignInsPerAccount,
                // The page that says so is reached within the same request, and is no attempt.
                Has<SignInAttemptAttribute>(context)
                    ? context.Features.Get<Account>()?.Email
                    : null
            );
        yield return context =>
            Partition(
                "public pages",
                settings.PublicPerMachine,
                Has<PublicPageAttribute>(context) && Person(context) is null
                    ? Machine(context)
                    : null
            );
        yield return context =>
            Partition(
                "sending files",
                settings.UploadsPerPerson,
                IsUpload(context.Request) ? Person(context) : null
            );
    }

    /// <param name="key">Null: not a matter of this limit.</param>
    private static RateLimitPartition<string> Partition(string what, int limit, string? key) =>
        limit == 0 || key is null
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.Get(key, _ => new NotedLimiter(what, limit, Window));

    private static bool Has<T>(HttpContext context)
        where T : class => context.GetEndpoint()?.Metadata.GetMetadata<T>() is not null;

    // A server in a test, or one behind a socket of the same machine, sees no address: there the limits of accounts remain.
    private static string? Machine(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address ? null
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == AddressFamily.InterNetworkV6
            // One machine may have any address of its network of 64 bits.
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : address.ToString();

    private static string? Person(HttpContext context) =>
        context
            .RequestServices.GetRequiredService<ICurrentUser>()
            .Actor?.PersonId.ToString(CultureInfo.InvariantCulture);

    private static bool IsUpload(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.ContentType?.StartsWith(
            "multipart/form-data",
            StringComparison.OrdinalIgnoreCase
        ) == true;

    /// <summary>The limiter cannot wait for a form to be read, so it is read before.</summary>
    private static async Task ReadAccountAsync(HttpContext context, RequestDelegate next)
    {
        if (
            Has<SignInAttemptAttribute>(context)
            && await context.Request.ReadableFormAsync() is { } form
            && form["Email"].ToString() is { Length: > 0 } email
        )
            // However much somebody types, it is kept for a minute: so cut, where no address is longer.
            context.Features.Set(
                new Account(
                    Domain.People.Person.EmailKey(email[..Math.Min(email.Length, LongestAddress)])
                )
            );
        await next(context);
    }

    private static async ValueTask RefuseAsync(
        OnRejectedContext rejected,
        CancellationToken cancellationToken
    )
    {
        var (context, lease) = (rejected.HttpContext, rejected.Lease);
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Features.Set(
            new Refusal(
                $"GrantHub was asked for this too often within a minute. Nothing was saved. Wait {(seconds == 1 ? "a second" : $"{seconds} seconds")}, then try again."
            )
        );
        if (lease.TryGetMetadata(NotedLimiter.FirstOfWindow, out var what) && what is not null)
            await context
                .RequestServices.GetRequiredService<AccessLog>()
                .AppendAsync(
                    AccessEvent.Throttled,
                    context.Request.Path.Value,
                    what,
                    cancellationToken
                );
    }

    private sealed record Account(string Email);
}

/// <summary>A fixed window that says of the first refusal in each window that it is the first, so that it is noted once.</summary>
internal sealed class NotedLimiter(string what, int limit, TimeSpan window) : RateLimiter
{
    /// <summary>What was limited; null for later refusals of the same window.</summary>
    public static MetadataName<string?> FirstOfWindow { get; } = new("FIRST_OF_WINDOW");

    private readonly FixedWindowRateLimiter inner = new(
        new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = window }
    );

    // A window begins with leave for somebody, so that between two refusals without any there was no new window.
    private int refused;

    public override TimeSpan? IdleDuration => inner.IdleDuration;

    public override RateLimiterStatistics? GetStatistics() => inner.GetStatistics();

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        var lease = inner.AttemptAcquire(permitCount);
        if (lease.IsAcquired)
            Interlocked.Exchange(ref refused, 0);
        return lease;
    }

    // The middleware asks here once it was refused above, and answers with what it gets. Nobody queues.
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(
        int permitCount,
        CancellationToken cancellationToken
    )
    {
        var lease = AttemptAcquireCore(permitCount);
        return ValueTask.FromResult(
            lease.IsAcquired
                ? lease
                : new Refused(lease, Interlocked.Exchange(ref refused, 1) == 0 ? what : null)
        );
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private sealed class Refused(RateLimitLease lease, string? first) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames =>
            [.. lease.MetadataNames, FirstOfWindow.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            if (metadataName != FirstOfWindow.Name)
                return lease.TryGetMetadata(metadataName, out metadata);
            metadata = first;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                lease.Dispose();
            base.Dispose(disposing);
        }
    }
}
