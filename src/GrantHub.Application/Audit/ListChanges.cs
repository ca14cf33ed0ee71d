using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

/// <summary>A page of every change of anything, newest first.</summary>
/// <param name="Kind">The kind of thing, such as "decision"; null: whatever.</param>
/// <param name="SubjectId">One thing of the kind; null: all of them.</param>
/// <param name="PersonId">Who did it; 0 is the command line; null: whoever.</param>
/// <param name="First">The first day in London.</param>
/// <param name="Last">The last day in London.</param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>); null or nonsense: at the newest.</param>
[Requires(Permission.ReadAudit)]
public sealed record ListChanges(
    string? Kind = null,
    long? SubjectId = null,
    long? PersonId = null,
    DateOnly? First = null,
    DateOnly? Last = null,
    string? From = null
) : IQuery<Page<AuditRow>>;

internal sealed class ListChangesHandler(IGrantHubDb db, AuditSubjects subjects)
    : IRequestHandler<ListChanges, Page<AuditRow>>
{
    public async Task<Page<AuditRow>> Handle(
        ListChanges request,
        CancellationToken cancellationToken
    )
    {
        var entries = db.AuditEntries.AsNoTracking();
        if (request.Kind is { } kind)
            entries = entries.Where(e => e.SubjectKind == kind);
        if (request.SubjectId is { } subject)
            entries = entries.Where(e => e.SubjectId == subject);
        if (request.PersonId is { } person)
            entries = entries.Where(e => e.PersonId == person);
        return await subjects.NameAsync(
            await entries.PageAsync(request.First, request.Last, request.From, cancellationToken),
            cancellationToken
        );
    }
}
