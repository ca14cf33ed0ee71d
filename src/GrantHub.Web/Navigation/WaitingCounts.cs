using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using MediatR;

namespace GrantHub.Web.Navigation;

/// <summary>
/// How much waits for each person, remembered for a minute, so that pages need not count it. What somebody has just done
/// counts at once.
/// </summary>
public sealed class WaitingCounts(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    // An office has hundreds of people at most, so nobody needs to be dropped.
    private readonly ConcurrentDictionary<long, (int Count, DateTime Until)> counts = new();

    /// <param name="services">Of the request whose person it is.</param>
    public async Task<int> OfAsync(
        long personId,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var now = clock.UtcInstant();
        if (counts.TryGetValue(personId, out var known) && known.Until > now)
            return known.Count;
        var count = await services
            .GetRequiredService<IMediator>()
            .Send(new CountMyWork(), cancellationToken);
        counts[personId] = (count, now + Kept);
        return count;
    }

    /// <summary>Whoever sends a form with success has perhaps done some of what waited.</summary>
    public async Task ForgetAfterPostAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        await next(context);
        if (
            HttpMethods.IsPost(context.Request.Method)
            && context.Response.StatusCode < StatusCodes.Status400BadRequest
            && long.TryParse(
                context.User.FindFirstValue(ClaimTypes.NameIdentifier),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var personId
            )
        )
            counts.TryRemove(personId, out _);
    }
}
