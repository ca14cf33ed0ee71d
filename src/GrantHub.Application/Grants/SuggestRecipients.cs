using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>Names of organisations that have received grants, to offer while a recipient is typed; at most 500.</summary>
[Requires(Permission.RaiseDecisions)]
public sealed record SuggestRecipients : IQuery<IReadOnlyList<string>>;

internal sealed class SuggestRecipientsHandler(IGrantHubDb db)
    : IRequestHandler<SuggestRecipients, IReadOnlyList<string>>
{
    // What a browser's list of suggestions still shows without delay.
    private const int Most = 500;

    public async Task<IReadOnlyList<string>> Handle(
        SuggestRecipients request,
        CancellationToken cancellationToken
    ) =>
        await db
            .Organisations.AsNoTracking()
            .OrderBy(o => o.NameKey)
            .Select(o => o.Name)
            .Take(Most)
            .ToListAsync(cancellationToken);
}
