using GrantHub.Application.Files;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Infrastructure.Imports;
using GrantHub.Infrastructure.People;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.Bench.Partnerships;

/// <summary>Imports a file as the command line does, and looks every few milliseconds how much memory there is.</summary>
internal sealed class Importing(IServiceProvider services)
{
    private const double Megabyte = 1024 * 1024;

    public async Task<IReadOnlyList<(string Name, double Value)>> RunAsync(
        FileInfo file,
        FinancialYear year,
        CancellationToken cancellationToken
    )
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        var store = scope.ServiceProvider.GetRequiredService<IAppendixStore>();
        var told = new Told();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var (heap, whole) = (GC.GetTotalMemory(true) / Megabyte, Environment.WorkingSet / Megabyte);
        using var sampler = new Sampler();
        var began = TimeProvider.System.GetTimestamp();
        StoredFile held;
        await using (var given = file.OpenRead())
            held = await store.HoldAsync(given, file.Name, cancellationToken);
        await using var content = await store.OpenAsync(
            held.StorageKey,
            held.Sha256Hex,
            cancellationToken
        );
        var imported = await scope
            .ServiceProvider.GetRequiredService<IMediator>()
            .Send(
                new ImportLedger(
                    Shape.Intake,
                    year,
                    FinanceFile.Open(content, file.Name, held.Sha256Hex),
                    held,
                    new Dictionary<string, int?>(),
                    Progress: told
                ),
                cancellationToken
            );
        var took = TimeProvider.System.GetElapsedTime(began);
        sampler.Stop();
        foreach (var fault in imported.Faults.Take(3))
            await Console.Error.WriteLineAsync(fault.ToString());
        return
        [
            ("rows", imported.New),
            ("ms", took.TotalMilliseconds),
            ("progress lines", told.Count),
            ("heap before, MB", heap),
            ("heap at most, MB", sampler.Heap / Megabyte),
            ("working set before, MB", whole),
            ("working set at most, MB", sampler.Whole / Megabyte),
        ];
    }

    private sealed class Told : IProgress<int>
    {
        public int Count { get; private set; }

        public void Report(int value) => Count++;
    }

    private sealed class Sampler : IDisposable
    {
        private readonly Thread thread;
        private readonly ManualResetEventSlim done = new();

        public Sampler()
        {
            thread = new Thread(Look) { IsBackground = true };
            thread.Start();
        }

        public long Heap { get; private set; }
        public long Whole { get; private set; }

        public void Stop()
        {
            done.Set();
            thread.Join();
        }

        public void Dispose()
        {
            Stop();
            done.Dispose();
        }

        private void Look()
        {
            do
            {
                Heap = Math.Max(Heap, GC.GetTotalMemory(false));
                Whole = Math.Max(Whole, Environment.WorkingSet);
            } while (!done.Wait(5));
        }
    }
}
