using GrantHub.Application.Publication;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Audit;
using GrantHub.Infrastructure.Mail;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;

namespace GrantHub.Infrastructure.Reminders;

/// <summary>Plans the reminders of the day; what fell due while no server ran is planned at its start.</summary>
[DisallowConcurrentExecution]
internal sealed class PlanRemindersJob(
    JobRunner runner,
    IOptions<ReminderSettings> settings,
    TimeProvider clock
) : IJob
{
    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken
    ) =>
        await runner.RunAsync(
            JobKind.PlanReminders,
            (services, cancelled) =>
                services.GetRequiredService<IMediator>().Send(new PlanReminders(), cancelled),
            settings.Value.Daily.LatestUntil(clock.UtcInstant()),
            cancellationToken
        );
}

/// <summary>Sends what is due in the outbox.</summary>
[DisallowConcurrentExecution]
internal sealed class SendMailJob(JobRunner runner, TimeProvider clock) : IJob
{
    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken
    ) =>
        await runner.RunAsync(
            JobKind.SendMail,
            (services, cancelled) =>
                services
                    .GetRequiredService<OutboxSender>()
                    .SendDueAsync(clock.LondonToday(), cancelled),
            null,
            cancellationToken
        );
}

/// <summary>Publishes the decisions whose day has come, one transaction each.</summary>
[DisallowConcurrentExecution]
internal sealed class PublishDecisionsJob(JobRunner runner) : IJob
{
    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken
    ) =>
        await runner.RunAsync(
            JobKind.PublishDecisions,
            async (services, cancelled) =>
            {
                var count = 0;
                while (
                    await services.GetRequiredService<IMediator>().Send(new PublishDue(), cancelled)
                )
                    count++;
                return count;
            },
            null,
            cancellationToken
        );
}

/// <summary>Keeps the heads of the audit trail elsewhere, once a day.</summary>
[DisallowConcurrentExecution]
internal sealed class ExportAuditHeadsJob(JobRunner runner, TimeProvider clock) : IJob
{
    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken
    ) =>
        await runner.RunAsync(
            JobKind.ExportAuditHeads,
            (services, cancelled) =>
                services.GetRequiredService<AuditHeadFile>().WriteAsync(cancelled),
            AuditSettings.Daily.LatestUntil(clock.UtcInstant()),
            cancellationToken
        );
}
