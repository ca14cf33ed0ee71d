using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Net;
using GrantHub.Application.Files;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Infrastructure.Persistence;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace GrantHub.IntegrationTests.Persistence;

/// <summary>A page uses one connection; what takes long holds none, because there are only so many.</summary>
public sealed class ConnectionTests(ConnectionTests.Watched app)
    : IClassFixture<ConnectionTests.Watched>
{
    [Fact]
    public async Task Page_WithSeveralQueries_OpensOneConnection()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var before = app.Connections.Opened;

        await page.ReadAsync($"/decisions/{address}");

        Assert.Equal(1, app.Connections.Opened - before);
        await app.Connections.NoneOpenAsync();
    }

    [Fact]
    public async Task Pdf_WhileItIsRendered_HoldsNoConnection()
    {
        app.Renderer.Setup(r => r.RenderAsync(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .Returns(async () =>
            {
                await app.Connections.NoneOpenAsync();
                return "%PDF"u8.ToArray();
            });
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Auditor);

        using var answer = await page.GetAsync($"/decisions/{address}/notice.pdf");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Attach_WhileTheFileIsStored_HoldsNoConnection()
    {
        app.Store.Setup(s =>
                s.SaveAsync(It.IsAny<Stream>(), It.IsAny<string>(), It.IsAny<CancellationToken>())
            )
            .Returns(async () =>
            {
                await app.Connections.NoneOpenAsync();
                return new StoredFile("key", 4, "aa", AppendixKind.Pdf, "application/pdf");
            });
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFileAsync(
            $"/decisions/{address}/documents",
            "File",
            "one.pdf",
            "%PDF"u8.ToArray()
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public sealed class Watched() : AppFixture(new SqliteDatabase())
    {
        public Connections Connections { get; } = new();
        public Mock<IPdfRenderer> Renderer { get; } = new();
        public Mock<IAppendixStore> Store { get; } = new();

        protected override void Configure(IServiceCollection services)
        {
            services.AddSingleton(Renderer.Object);
            services.AddSingleton(Store.Object);
            services.ConfigureDbContext<GrantHubDb>(options =>
                options.AddInterceptors(Connections)
            );
        }
    }

    public sealed class Connections : DbConnectionInterceptor
    {
        private readonly ConcurrentDictionary<DbConnection, bool> seen = new();
        private int opened;

        /// <summary>Waits for requests that were answered just before; fails when one of a request under way is open.</summary>
        public async Task NoneOpenAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            while (seen.Keys.Any(connection => connection.State == ConnectionState.Open))
                await poll.WaitForNextTickAsync(limit.Token);
        }

        /// <summary>How often one has been opened.</summary>
        public int Opened => opened;

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            seen.TryAdd(connection, true);
            Interlocked.Increment(ref opened);
            return Task.CompletedTask;
        }
    }
}
