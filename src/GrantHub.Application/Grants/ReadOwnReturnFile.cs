using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>A file that came with a return of the person's own organisation.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <param name="Round">Which submission, from 1.</param>
/// <param name="Place">Within the submission, from 0.</param>
[Requires(Permission.SubmitOwnReturns)]
public sealed record ReadOwnReturnFile(string Reference, int Number, int Round, int Place)
    : IQuery<StoredFile>;

internal sealed class ReadOwnReturnFileHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ReadOwnReturnFile, StoredFile>
{
    public async Task<StoredFile> Handle(
        ReadOwnReturnFile request,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(db.OwnGrants(user), own: true) is { } file)
            return file;
        throw new NotFoundException(ReturnFiles.NoSuchFile)
        {
            IsHidden = await FindAsync(db.Grants, own: false) is not null,
        };

        Task<StoredFile?> FindAsync(IQueryable<Grant> grants, bool own) =>
            grants.ReturnFileAsync(
                request.Reference,
                request.Number,
                request.Round,
                request.Place,
                own,
                cancellationToken
            );
    }
}
