using System.Text.Json;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>What was typed into a form that was held, for the person themselves only.</summary>
[Requires(Permission.SignedIn)]
public sealed record ReadHeldForm(long Id) : IQuery<HeldContent>;

public sealed record HeldContent(
    long Id,
    string Path,
    DateTime At,
    IReadOnlyList<KeyValuePair<string, string>> Fields
);

internal sealed class ReadHeldFormHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ReadHeldForm, HeldContent>
{
    public async Task<HeldContent> Handle(ReadHeldForm request, CancellationToken cancellationToken)
    {
        var form = await db
            .HeldForms.AsNoTracking()
            .KeptAsync(request.Id, user, clock, cancellationToken);
        return new(
            form.Id,
            form.Path,
            form.At,
            [
                .. JsonSerializer
                    .Deserialize<string[][]>(form.Fields)!
                    .Select(pair => KeyValuePair.Create(pair[0], pair[1])),
            ]
        );
    }
}
