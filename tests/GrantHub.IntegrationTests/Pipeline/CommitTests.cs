using System.Data.Common;
using GrantHub.Application.Funding;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Testing;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Pipeline;

/// <summary>A command whose browser goes away at the last instant is either refused before the commit or done.</summary>
public sealed class CommitTests(CommitTests.Interrupted app)
    : IClassFixture<CommitTests.Interrupted>
{
    [Fact]
    public async Task Command_CancelledAsItCommits_IsDone()
    {
        using var request = new CancellationTokenSource();
        app.Committing.Then = request.Cancel;
        await using var scope = await app.ScopeOf(Cast.Admin);

        await scope
            .ServiceProvider.GetRequiredService<IMediator>()
            .Send(new AddStream("Community fund", RingFenced: false), request.Token);

        Assert.True(request.IsCancellationRequested);
        Assert.True(await app.Look(db => db.Streams.AnyAsync(s => s.Name == "Community fund")));
    }

    public sealed class Interrupted() : AppFixture(new SqliteDatabase())
    {
        public Commits Committing { get; } = new();

        protected override void Configure(IServiceCollection services) =>
            services.ConfigureDbContext<GrantHubDb>(options => options.AddInterceptors(Committing));
    }

    public sealed class Commits : DbTransactionInterceptor
    {
        public Action? Then { get; set; }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        )
        {
            Then?.Invoke();
            return ValueTask.FromResult(result);
        }
    }
}
