using System.Globalization;
using GrantHub.Application.Audit;
using GrantHub.Application.Imports;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>What a decision log kept before GrantHub says, and what in it cannot be read.</summary>
public sealed record DecisionLog(
    IReadOnlyList<LoggedLine> Lines,
    IReadOnlyList<ImportFault> Faults
);

/// <param name="Line">Where the record starts in the file; the header is line 1.</param>
/// <param name="Decision">Null when a value of the line cannot be read, which is then among the log's faults.</param>
public sealed record LoggedLine(int Line, string Reference, LoggedDecision? Decision);

/// <summary>
/// Takes over the decisions of a log: all of them, or none when anything in the log is at fault. A decision that is
/// there already with the same content is skipped.
/// </summary>
/// <param name="DryRun">Look for faults only.</param>
[Requires(Permission.Operate)]
public sealed record ImportDecisions(DecisionLog Log, bool DryRun = false) : ICommand<Imported>;

internal sealed class ImportDecisionsHandler(
    IGrantHubDb db,
    AuditTrail trail,
    TemplateCatalogue templates,
    Register register,
    TimeProvider clock
) : IRequestHandler<ImportDecisions, Imported>
{
    /// <summary>Lines looked up or written at once: few round trips, and memory that does not grow with the file.</summary>
    private const int Batch = 200;

    public async Task<Imported> Handle(ImportDecisions request, CancellationToken cancellationToken)
    {
        var log = request.Log;
        var there = new HashSet<string>(StringComparer.Ordinal);
        var faults = log.Faults.Concat(Repeated(log.Lines)).ToList();
        foreach (var batch in log.Lines.Chunk(Batch))
            faults.AddRange(await ContradictedAsync(batch, there, cancellationToken));
        var fresh = log.Lines.Where(line => !there.Contains(line.Reference)).ToList();
        if (faults.Count > 0)
            return new(0, 0, [.. faults.OrderBy(fault => fault.Line)]);
        if (!request.DryRun)
            await WriteAsync([.. fresh.Select(line => line.Decision!)], cancellationToken);
        return new(fresh.Count, log.Lines.Count - fresh.Count, []);
    }

    private static IEnumerable<ImportFault> Repeated(IEnumerable<LoggedLine> lines)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => line.Reference.Length > 0))
            if (!first.TryAdd(line.Reference, line.Line))
                yield return new ImportFault(
                    line.Line,
                    "reference",
                    "each reference once in the file",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{ImportFault.Quote(line.Reference)}, as on line {first[line.Reference]}"
                    )
                );
    }

    /// <summary>Adds the references that GrantHub has to <paramref name="there"/>; a fault for each that says something else.</summary>
    private async Task<List<ImportFault>> ContradictedAsync(
        LoggedLine[] lines,
        HashSet<string> there,
        CancellationToken cancellationToken
    )
    {
        var references = lines.Select(line => line.Reference).Distinct().ToList();
        var known = await db
            .Decisions.AsNoTracking()
            .Where(d => references.Contains(d.Reference!))
            .ToDictionaryAsync(d => d.Reference!, StringComparer.Ordinal, cancellationToken);
        there.UnionWith(known.Keys);
        return
        [
            .. lines
                .Where(line =>
                    line.Decision is { } logged
                    && known.TryGetValue(line.Reference, out var record)
                    && !record.SaysTheSameAs(logged)
                )
                .Select(line => new ImportFault(
                    line.Line,
                    "reference",
                    known[line.Reference].ImportedAt is null
                        ? "a reference that GrantHub has not given out itself"
                        : "a new reference, or the content imported under it before",
                    ImportFault.Quote(line.Reference)
                )),
        ];
    }

    private async Task WriteAsync(
        IReadOnlyList<LoggedDecision> decisions,
        CancellationToken cancellationToken
    )
    {
        var at = clock.UtcInstant();
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var batch in decisions.Chunk(Batch))
        {
            var wishes = batch.Select(logged => References.Slug(logged.Reference)).ToList();
            var taken = await db
                .Decisions.Where(d => wishes.Contains(d.Slug!))
                .Select(d => d.Slug!)
                .ToListAsync(cancellationToken);
            given.UnionWith(taken);
            foreach (var (logged, wish) in batch.Zip(wishes))
            {
                var slug = await References.FreeSlugAsync(
                    wish,
                    async slug =>
                        given.Contains(slug)
                        || DecisionAddresses.IsReserved(slug)
                        // Only the wishes themselves have been looked up for the whole batch.
                        || slug != wish
                            && await db.Decisions.AnyAsync(d => d.Slug == slug, cancellationToken)
                );
                given.Add(slug);
                db.Decisions.Add(DecisionRecord.Import(logged, slug, at));
            }
            await db.SaveChangesAsync(cancellationToken);
            await trail.AppendAsync(cancellationToken);
            await PublishAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The register shows them at once; their notices name their entries in the audit trail.</summary>
    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var audit = db
            .AuditEntries.Local.Where(entry => entry.What == "Imported")
            .ToDictionary(
                entry => entry.SubjectId,
                entry => new AuditPoint(entry.Number, entry.Hash)
            );
        var published = new List<(DecisionRecord, PublishedVersion)>();
        foreach (var record in db.Decisions.Local)
            published.Add(
                (
                    record,
                    record.KeepFirstVersion(
                        await templates.OfAsync(record, cancellationToken),
                        audit[record.Id]
                    )
                )
            );
        await db.SaveChangesAsync(cancellationToken);
        register.ShowImported(published);
        await db.SaveChangesAsync(cancellationToken);
    }
}
