using System.Data.Common;
using GrantHub.Application.Reminders;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using MediatR;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GrantHub.Web.Hosting;

/// <summary>What a load balancer or a monitor asks: whether the program runs, and whether it can serve pages.</summary>
internal static class HealthChecks
{
    public static void AddHealth(this IServiceCollection services) =>
        services
            .AddHealthChecks()
            .AddCheck<DatabaseIsReady>("database")
            .AddCheck<MailIsMoving>("mail");

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false })
            .AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync })
            .AllowAnonymous();
    }

    /// <summary>"Healthy", or the state and a line for each check that is not: which one, and why.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            string.Join(
                '\n',
                report
                    .Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
                    .Select(entry => $"{entry.Key}: {entry.Value.Description}")
                    .Prepend(report.Status.ToString())
            )
        );
    }

    /// <summary>Anybody may read the answer: what a database or its driver says of itself stays in the log.</summary>
    private static bool IsOfDatabase(Exception fault) =>
        fault is DbException || Outages.Of(fault) is not null;

    /// <summary>E-mail goes out. When it does not, pages work as before: that is no reason to take the server away.</summary>
    private sealed class MailIsMoving(IServiceScopeFactory scopes) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken
        )
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
            try
            {
                var trouble = await scope
                    .ServiceProvider.GetRequiredService<IMediator>()
                    .Send(new ReadMailTrouble(), cancellationToken);
                var said = Said(trouble).ToList();
                return said.Count == 0
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Degraded(string.Join(' ', said));
            }
            catch (Exception exception) when (IsOfDatabase(exception))
            {
                return HealthCheckResult.Degraded(
                    "Nobody can tell, because the database does not answer.",
                    exception
                );
            }
        }

        private static IEnumerable<string> Said(MailTrouble trouble)
        {
            if (trouble.IsWaiting)
                yield return "E-mails have waited for more than 15 minutes: sending fails, is paused or does not run.";
            if (trouble.IsNotPlanned)
                yield return "Reminders have not been planned since yesterday, or planning failed. An administrator sees why under Jobs and e-mail.";
            if (trouble.IsGivenUp)
                yield return "E-mails were given up within the last day. An administrator sees them under Jobs and e-mail.";
        }
    }

    /// <summary>The database answers and has every migration of this version.</summary>
    private sealed class DatabaseIsReady(GrantHubDb db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken
        )
        {
            try
            {
                var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
                return pending.Any()
                    ? HealthCheckResult.Unhealthy("The database lacks migrations.")
                    : HealthCheckResult.Healthy();
            }
            catch (Exception exception) when (IsOfDatabase(exception))
            {
                return HealthCheckResult.Unhealthy("The database does not answer.", exception);
            }
        }
    }
}
