using GrantHub.Application;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Web.Demo;

/// <summary>
/// What happened in the demonstration: each step is a use case, asked for by somebody at some moment, and all are told
/// in order of time, so that references and the audit trail run as they would have.
/// </summary>
/// <param name="today">In London. Dates of invented records are counted back from it.</param>
internal sealed class DemonstrationStory(DateOnly today)
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById(
        "Europe/London"
    );
    private readonly List<Step> steps = [];

    public DateOnly Today => today;

    /// <summary>The day that is so many working days before today; at least one, so that no step lies in the future.</summary>
    public DateOnly WorkingDaysAgo(int days)
    {
        var day = today;
        for (var left = days; left > 0; )
        {
            day = day.AddDays(-1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
        }
        return day;
    }

    public void At(DateOnly day, TimeOnly time, string by, Func<Teller, Task> step) =>
        steps.Add(
            new(
                TimeZoneInfo.ConvertTimeToUtc(
                    day.ToDateTime(time, DateTimeKind.Unspecified),
                    London
                ),
                by,
                step
            )
        );

    /// <param name="services">Of a program whose clock is <paramref name="clock"/>.</param>
    public async Task TellAsync(
        IServiceProvider services,
        DemonstrationClock clock,
        CancellationToken cancellationToken
    )
    {
        foreach (var step in steps.OrderBy(step => step.At))
        {
            clock.UtcNow = step.At;
            await using var scope = services.CreateAsyncScope();
            var teller = new Teller(scope.ServiceProvider, cancellationToken);
            await teller.BecomeAsync(step.By);
            await step.Do(teller);
        }
    }

    private sealed record Step(DateTime At, string By, Func<Teller, Task> Do);
}

/// <summary>Asks for use cases as one of the demonstration's people.</summary>
internal sealed class Teller(IServiceProvider services, CancellationToken cancellationToken)
{
    public const string Operator = "operator";

    public IServiceProvider Services => services;

    public CancellationToken CancellationToken => cancellationToken;

    public Task<T> Ask<T>(IRequest<T> request) =>
        services.GetRequiredService<IMediator>().Send(request, cancellationToken);

    /// <param name="person">The key of a person, or <see cref="Operator"/>.</param>
    public async Task BecomeAsync(string person)
    {
        var user = services.GetRequiredService<CurrentUser>();
        if (person == Operator)
        {
            user.IsOperator();
            return;
        }
        var email = $"{person}@example.org";
        var signIn = await services
            .GetRequiredService<GrantHubDb>()
            .Users.AsNoTracking()
            .SingleAsync(signIn => signIn.UserName == email, cancellationToken);
        user.Is(
            await services
                .GetRequiredService<SignedInPeople>()
                .FindAsync(signIn.Id, signIn.SecurityStamp, cancellationToken)
                ?? throw new NotFoundException($"{email} cannot sign in.")
        );
    }
}
