using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>A file that came with a return.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <param name="Round">Which submission, from 1.</param>
/// <param name="Place">Within the submission, from 0.</param>
[Requires(Permission.ReadGrants)]
public sealed record ReadReturnFile(string Reference, int Number, int Round, int Place)
    : IQuery<StoredFile>;

internal sealed class ReadReturnFileHandler(IGrantHubDb db)
    : IRequestHandler<ReadReturnFile, StoredFile>
{
    public async Task<StoredFile> Handle(
        ReadReturnFile request,
        CancellationToken cancellationToken
    ) =>
        await db.Grants.ReturnFileAsync(
            request.Reference,
            request.Number,
            request.Round,
            request.Place,
            own: false,
            cancellationToken
        ) ?? throw new NotFoundException(ReturnFiles.NoSuchFile);
}

internal static class ReturnFiles
{
    public const string NoSuchFile = "There is no such file. Open the return again.";

    /// <param name="own">Only what the present recipient itself submitted.</param>
    /// <returns>Null where there is no such file among these grants.</returns>
    public static async Task<StoredFile?> ReturnFileAsync(
        this IQueryable<Grant> grants,
        string reference,
        int number,
        int round,
        int place,
        bool own,
        CancellationToken cancellationToken
    )
    {
        var found = await grants
            .AsNoTracking()
            .Called(reference)
            .SelectMany(
                g => g.Returns,
                (g, r) =>
                    new
                    {
                        g.RecipientId,
                        g.Successions,
                        Return = r,
                    }
            )
            .SingleOrDefaultAsync(f => f.Return.Number == number, cancellationToken);
        var submission = found?.Return.Submissions.ElementAtOrDefault(round - 1);
        if (
            own
            && submission is not null
            && !found!.Successions.HeldBy(found.RecipientId, submission.At)
        )
            submission = null;
        return submission?.Report.Files.ElementAtOrDefault(place);
    }
}
