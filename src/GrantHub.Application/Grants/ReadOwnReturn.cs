using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>One return of the person's own organisation.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
[Requires(Permission.SubmitOwnReturns)]
public sealed record ReadOwnReturn(string Reference, int Number) : IQuery<OwnReturn>;

/// <param name="Address">Last part of the grant's address.</param>
/// <param name="LeadOfficer">Who reads the return.</param>
public sealed record OwnReturn(
    string Address,
    string Reference,
    string Title,
    string Organisation,
    string LeadOfficer,
    MonitoringReturn Return
);

internal sealed class ReadOwnReturnHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ReadOwnReturn, OwnReturn>
{
    public async Task<OwnReturn> Handle(ReadOwnReturn request, CancellationToken cancellationToken)
    {
        var found = await db.OwnGrants(user)
            .AsNoTracking()
            .Called(request.Reference)
            .SelectMany(
                g => g.Returns,
                (g, r) =>
                    new
                    {
                        g.Slug,
                        g.Reference,
                        g.Title,
                        g.RecipientName,
                        g.LeadOfficerName,
                        Return = r,
                    }
            )
            .SingleOrDefaultAsync(f => f.Return.Number == request.Number, cancellationToken);
        return found is null
            ? throw OwnReturns.NotFound()
            : new OwnReturn(
                found.Slug,
                found.Reference,
                found.Title,
                found.RecipientName,
                found.LeadOfficerName,
                found.Return
            );
    }
}
