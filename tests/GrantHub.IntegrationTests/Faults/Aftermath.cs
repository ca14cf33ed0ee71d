using System.Linq.Expressions;
using GrantHub.Application.Audit;
using GrantHub.Application.Decisions;
using GrantHub.Application.Files;
using GrantHub.Domain.Decisions;
using GrantHub.Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>What has to hold after a crash.</summary>
internal static class Aftermath
{
    /// <summary>Whatever was acknowledged is there, with what was typed.</summary>
    public static async Task NothingIsLostAsync(this AppFixture app, IReadOnlyList<Written> written)
    {
        var addressed = written.Select(w => IdOf(w.Address)).Distinct().ToList();
        var records = new Dictionary<long, DecisionRecord>();
        foreach (var some in addressed.Chunk(1_000))
        foreach (var (id, record) in await RecordsAsync(app, record => some.Contains(record.Id)))
            records[id] = record;
        foreach (var (deed, address, text) in written)
        {
            Assert.True(records.TryGetValue(IdOf(address), out var record), $"{address} is lost.");
            Assert.True(
                deed switch
                {
                    Deed.Raised => record.Title == text,
                    Deed.Edited => record.Content.Answer("decision") == text,
                    Deed.Attached => record.Appendices.Any(file => file.Sha256 == text),
                    Deed.Submitted => record.Reference is not null,
                    _ => record.Signatures.Any(),
                },
                $"{deed} of {address} is lost: {text}"
            );
        }
    }

    /// <summary>What was not acknowledged is there as a whole or not at all, and nothing else is.</summary>
    public static async Task NothingIsHalfWrittenAsync(
        this AppFixture app,
        string run,
        Writers writers
    )
    {
        var records = (await RecordsAsync(app, _ => true)).Values.ToList();
        var titles = records
            .Select(record => record.Title)
            .Where(title => title.StartsWith(run, StringComparison.Ordinal))
            .ToList();
        Assert.Distinct(titles);
        Assert.Subset(
            writers
                .Acknowledged.Concat(writers.Uncertain)
                .Where(written => written.Deed == Deed.Raised)
                .Select(written => written.Text)
                .ToHashSet(),
            titles.ToHashSet()
        );
        await EntriesMatchAsync(app, records);
        await ReferencesHaveNoGapAsync(app, records);
        await FilesAreWholeAsync(app, records);
        var verdict = await app.SendAsOperator(new VerifyAudit());
        Assert.True(verdict.IsSound, $"{verdict}");
    }

    private static async Task EntriesMatchAsync(AppFixture app, List<DecisionRecord> records)
    {
        var entries = await app.Look(db =>
            db.AuditEntries.AsNoTracking()
                .Where(entry => entry.SubjectKind == DecisionRecord.Subject)
                .ToListAsync()
        );
        var byRecord = entries.ToLookup(entry => entry.SubjectId);
        Assert.Subset(
            records.Select(record => record.Id).ToHashSet(),
            entries.Select(entry => entry.SubjectId).ToHashSet()
        );
        foreach (var record in records)
        {
            int Count(string what) => byRecord[record.Id].Count(entry => entry.What == what);
            Assert.Equal(1, Count("Raised"));
            Assert.Equal(
                record.Content.Answer("decision") is null ? 0 : 1,
                Count("Edited:decision")
            );
            Assert.Equal(record.Appendices.Count, Count("AppendixAdded"));
            Assert.Equal(record.Reference is null ? 0 : 1, Count("Submitted"));
            Assert.Equal(record.Signatures.Count, Count("Signed"));
        }
    }

    private static async Task ReferencesHaveNoGapAsync(AppFixture app, List<DecisionRecord> records)
    {
        var counters = await app.Look(db => db.ReferenceCounters.AsNoTracking().ToListAsync());
        foreach (var counter in counters.Where(counter => counter.Kind == "D"))
            Assert.Equal(
                Enumerable.Range(1, counter.Last).Select(n => $"D-{counter.Year}-{n:0000}"),
                records
                    .Select(record => record.Reference)
                    .OfType<string>()
                    .Where(r => r.StartsWith($"D-{counter.Year}-", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
            );
    }

    private static async Task FilesAreWholeAsync(AppFixture app, List<DecisionRecord> records)
    {
        var services = app.Services;
        var folder = services
            .GetRequiredService<IOptions<FileSettings>>()
            .Value.Folder(services.GetRequiredService<IOptions<DataDirectory>>().Value);
        await using var scope = services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IAppendixStore>();
        foreach (var file in records.SelectMany(record => record.Appendices))
        {
            // Throws unless the content has the hash that was noted.
            await using var content = await store.OpenAsync(file.StorageKey, file.Sha256, default);
            Assert.Equal(file.Size, content.Length);
            Assert.True(File.Exists(Path.Combine(folder, file.StorageKey)), "A part counts.");
        }
    }

    private static async Task<Dictionary<long, DecisionRecord>> RecordsAsync(
        AppFixture app,
        Expression<Func<DecisionRecord, bool>> which
    ) =>
        await app.Look(db =>
            db.Decisions.AsNoTracking()
                .Where(which)
                .Include(record => record.Appendices)
                .Include(record => record.Signatures)
                .AsSplitQuery()
                .ToDictionaryAsync(record => record.Id)
        );

    private static long IdOf(string address) =>
        long.Parse(address["draft-".Length..], System.Globalization.CultureInfo.InvariantCulture);
}
