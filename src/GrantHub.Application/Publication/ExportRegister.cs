using System.Runtime.CompilerServices;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>The whole public register, by date and then reference, read as it is taken.</summary>
[Requires(Permission.ReadRegister)]
public sealed record ExportRegister : IQuery<IAsyncEnumerable<RegisterRow>>;

/// <summary>What the public sees of a decision; what is exempt is null.</summary>
/// <param name="Version">The number of the latest version, from 1.</param>
public sealed record RegisterRow(
    string Reference,
    string Title,
    string? Decision,
    DateOnly Date,
    string? DecisionMaker,
    Outcome Outcome,
    Confidentiality Confidentiality,
    string? Recipient,
    Money? Amount,
    int Version
);

internal sealed class ExportRegisterHandler(IGrantHubDb db)
    : IRequestHandler<ExportRegister, IAsyncEnumerable<RegisterRow>>
{
    /// <summary>So that a slow reader holds no connection to the database while it reads.</summary>
    private const int Batch = 1_000;

    public Task<IAsyncEnumerable<RegisterRow>> Handle(
        ExportRegister request,
        CancellationToken cancellationToken
    ) => Task.FromResult(RowsAsync(cancellationToken));

    private async IAsyncEnumerable<RegisterRow> RowsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        RegisterRow? last = null;
        while (true)
        {
            var entries = db.RegisterEntries.AsNoTracking();
            if (last is { Date: var day, Reference: var reference })
                entries = entries.Where(entry =>
                    entry.DecidedOn >= day
                    && (entry.DecidedOn > day || entry.Reference.CompareTo(reference) > 0)
                );
            var rows = await entries
                .OrderBy(entry => entry.DecidedOn)
                .ThenBy(entry => entry.Reference)
                .Take(Batch)
                .Select(entry => new RegisterRow(
                    entry.Reference,
                    entry.Title,
                    entry.Decision,
                    entry.DecidedOn,
                    entry.DecisionMaker,
                    entry.Outcome,
                    entry.Confidentiality,
                    entry.Recipient,
                    entry.Amount,
                    entry.Version
                ))
                .ToListAsync(cancellationToken);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < Batch)
                yield break;
            last = rows[^1];
        }
    }
}
