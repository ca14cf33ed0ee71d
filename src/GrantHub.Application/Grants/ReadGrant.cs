using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>A grant with its schedule and the decisions behind it.</summary>
/// <param name="Reference">As printed or as its address writes it.</param>
[Requires(Permission.ReadGrants)]
public sealed record ReadGrant(string Reference) : IQuery<GrantPage>;

/// <param name="Grant">Read only; not attached to the database.</param>
/// <param name="Decisions">The decision that made the grant, then approved ones that changed it.</param>
public sealed record GrantPage(Grant Grant, IReadOnlyList<GrantDecision> Decisions);

/// <param name="Kind">Null for the decision that made the grant.</param>
public sealed record GrantDecision(
    string Reference,
    string Address,
    RelationKind? Kind,
    DateOnly DecidedOn
);

internal sealed class ReadGrantHandler(IGrantHubDb db) : IRequestHandler<ReadGrant, GrantPage>
{
    public async Task<GrantPage> Handle(ReadGrant request, CancellationToken cancellationToken)
    {
        var grant =
            await db
                .Grants.AsNoTracking()
                .Called(request.Reference)
                .Whole()
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw GrantAccess.NotFound();
        return new GrantPage(
            grant,
            [
                .. grant.Changes.Select(c => new GrantDecision(
                    c.Reference,
                    c.DecisionSlug,
                    c.Kind,
                    c.DecidedOn
                )),
            ]
        );
    }
}
