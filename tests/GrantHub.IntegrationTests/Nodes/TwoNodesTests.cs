using System.Globalization;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using GrantHub.IntegrationTests.Backups;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Nodes;

/// <summary>
/// Two programs on one PostgreSQL, each with a folder of its own. GRANTHUB_NODE_RECORDS sets how many records are raced for;
/// bench/nodes does it over HTTP with 500.
/// </summary>
public sealed class TwoNodesTests(App<PostgreSqlDatabase> app)
    : IClassFixture<App<PostgreSqlDatabase>>
{
    private static readonly int Count = int.TryParse(
        Environment.GetEnvironmentVariable("GRANTHUB_NODE_RECORDS"),
        CultureInfo.InvariantCulture,
        out var count
    )
        ? count
        : 50;

    [DatabaseFact]
    public async Task Decide_OverTwoNodes_HasOneApprovalOneEntryAndOneMessageEach()
    {
        var folder = Directory.CreateTempSubdirectory("granthub-node-").FullName;
        await using var second = new Installation(
            folder,
            app.Services.GetRequiredService<ConnectionString>().Value,
            app.Clock
        );
        var addresses = new List<string>();
        for (var n = 0; n < Count; n++)
            addresses.Add(await app.AwaitingDecisionAsync($"Two nodes {n}"));

        var won = 0;
        foreach (var address in addresses)
        {
            var refusals = await Task.WhenAll(
                Cast.Deciders.Select(
                    (person, i) =>
                        Task.Run(() =>
                            DecideAsync(
                                i % 2 == 0 ? app.Services : second.Services,
                                person,
                                address
                            )
                        )
                )
            );
            won += refusals.Count(refusal => refusal is null);
            Assert.All(
                refusals.OfType<Exception>(),
                refusal => Assert.True(Assert.IsType<DomainException>(refusal).IsConflict)
            );
        }

        Assert.Equal(Count, won);
        await AssertOneEachAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task AssertOneEachAsync()
    {
        Assert.Equal(
            (Count, Count, Count, Count),
            (
                await app.Look(db => db.Decisions.CountAsync(d => d.Outcome == Outcome.Approved)),
                await app.Look(db =>
                    db.AuditEntries.Where(e => e.What == "Decided:Approved")
                        .Select(e => e.SubjectId)
                        .Distinct()
                        .CountAsync()
                ),
                await app.Look(db =>
                    db.AuditEntries.CountAsync(e => e.What.StartsWith("Decided:"))
                ),
                await app.Look(db => db.Outbox.CountAsync(m => m.Moment == Moment.Approved))
            )
        );
        Assert.Equal(
            Count,
            await app.Look(db =>
                db.Outbox.Where(m => m.Moment == Moment.Approved)
                    .Select(m => m.Reference)
                    .Distinct()
                    .CountAsync()
            )
        );
        Assert.Null(
            await app.Look(db => Infrastructure.Backups.BackupDatabase.BreakAsync(db, default))
        );
    }

    private static async Task<Exception?> DecideAsync(
        IServiceProvider node,
        string person,
        string address
    )
    {
        await using var scope = node.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        var signIn = await db.Users.AsNoTracking().SingleAsync(s => s.UserName == person);
        scope
            .ServiceProvider.GetRequiredService<CurrentUser>()
            .Is(
                (
                    await scope
                        .ServiceProvider.GetRequiredService<SignedInPeople>()
                        .FindAsync(signIn.Id, signIn.SecurityStamp, default)
                )!
            );
        return await Record.ExceptionAsync(() =>
            scope
                .ServiceProvider.GetRequiredService<IMediator>()
                .Send(new DecideDecision(address, Outcome.Approved, null, Records.Agreed()))
        );
    }
}
