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
/// <param name="Rounds">What the organisation itself submitted, not one that held the grant before it.</param>
public sealed record OwnReturn(
    string Address,
    string Reference,
    string Title,
    string Organisation,
    string LeadOfficer,
    MonitoringReturn Return,
    IReadOnlyList<RoundOfReturn> Rounds
);

/// <summary>One submission of a return that the person may read.</summary>
/// <param name="Number">Among all submissions of the return, from 1.</param>
public sealed record RoundOfReturn(int Number, ReturnSubmission Submission);

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
                        g.RecipientId,
                        g.RecipientName,
                        g.Successions,
                        g.LeadOfficerName,
                        Return = r,
                    }
            )
            .SingleOrDefaultAsync(f => f.Return.Number == request.Number, cancellationToken);
        return found is null
            ? throw await db.NotFoundAsync(request.Reference, request.Number, cancellationToken)
            : new OwnReturn(
                found.Slug,
                found.Reference,
                found.Title,
                found.RecipientName,
                found.LeadOfficerName,
                found.Return,
                [
                    .. found
                        .Return.Submissions.Select(
                            (submission, i) => new RoundOfReturn(i + 1, submission)
                        )
                        .Where(round =>
                            found.Successions.HeldBy(found.RecipientId, round.Submission.At)
                        ),
                ]
            );
    }
}
