using System.Runtime.CompilerServices;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>The public register: every published decision, by date and then reference, read as it is taken.</summary>
[Requires(Permission.Operate)]
public sealed record ReadRegister : IQuery<IAsyncEnumerable<RegisterRow>>;

/// <summary>What the public may see of a decision. Of a record that is exempt: reference, title, date and outcome.</summary>
/// <param name="Version">1: a correction, which would be a version of its own, has not been published.</param>
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

internal sealed class ReadRegisterHandler(IGrantHubDb db)
    : IRequestHandler<ReadRegister, IAsyncEnumerable<RegisterRow>>
{
    public Task<IAsyncEnumerable<RegisterRow>> Handle(
        ReadRegister request,
        CancellationToken cancellationToken
    ) => Task.FromResult(RowsAsync(cancellationToken));

    private async IAsyncEnumerable<RegisterRow> RowsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var records = db
            .Decisions.AsNoTracking()
            .Where(d => d.PublishedAt != null && d.Outcome != null)
            .OrderBy(d => d.DecidedOn)
            .ThenBy(d => d.Reference)
            .Select(d => new
            {
                d.Reference,
                d.Title,
                d.Content,
                d.DecidedOn,
                d.DecidedByName,
                d.Outcome,
                d.Confidentiality,
                d.Recipient,
                d.Amount,
            })
            .AsAsyncEnumerable();
        await foreach (var d in records.WithCancellation(cancellationToken))
        {
            // What nobody has marked as public is not.
            var isPublic = d.Confidentiality == Confidentiality.Part1;
            yield return new RegisterRow(
                d.Reference!,
                d.Title,
                isPublic ? d.Content.Answer(DecisionRecord.DecisionKey) : null,
                d.DecidedOn!.Value,
                isPublic ? d.DecidedByName : null,
                d.Outcome!.Value,
                d.Confidentiality ?? Confidentiality.Part2,
                isPublic ? d.Recipient : null,
                isPublic ? d.Amount : null,
                Version: 1
            );
        }
    }
}
