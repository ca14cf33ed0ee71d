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
    public Task<IAsyncEnumerable<RegisterRow>> Handle(
        ExportRegister request,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            db.RegisterEntries.AsNoTracking()
                .OrderBy(entry => entry.DecidedOn)
                .ThenBy(entry => entry.Reference)
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
                .AsAsyncEnumerable()
        );
}
