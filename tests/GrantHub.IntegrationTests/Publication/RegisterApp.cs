using System.Text;
using GrantHub.Application.Publication;
using GrantHub.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>The program with a printer of PDFs that hands back the page it was given, and another byte each time.</summary>
public sealed class RegisterApp<TDatabase>() : AppFixture(new TDatabase())
    where TDatabase : TestDatabase, new()
{
    protected override void Configure(IServiceCollection services) =>
        services.AddSingleton<IPdfRenderer, PageAsPdf>();
}

/// <summary>A printer that hands back the page it was given, and another byte each time.</summary>
internal sealed class PageAsPdf : IPdfRenderer
{
    private int rendered;

    public string? UnavailableReason => null;

    public Task<byte[]> RenderAsync(string html, CancellationToken cancellationToken) =>
        Task.FromResult(
            Encoding.UTF8.GetBytes($"{html}<!-- {Interlocked.Increment(ref rendered)} -->")
        );
}
