using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>What of a record is out, what would go out now, and what is kept back.</summary>
[Requires(Permission.ReadDecisions)]
public sealed record ReadPublication(string Address) : IQuery<PublicationDetails>;

/// <param name="Record">Read only, with its versions.</param>
/// <param name="Parts">What can be exempt by itself.</param>
/// <param name="Preview">Exactly what would go out now; null where the record is not decided.</param>
/// <param name="MayPlan">Whether the person may say what is exempt.</param>
public sealed record PublicationDetails(
    DecisionRecord Record,
    IReadOnlyList<NoticePlace> Parts,
    NoticeDocument? Preview,
    bool MayPlan
)
{
    /// <summary>Whoever publishes says by it what they saw; null where the record is not decided.</summary>
    public string? Seen =>
        Sha256 is null
            ? null
            : PublicationAccess.SeenOf(Sha256, Record.WithheldAt, Record.PublishOn);

    private string? Sha256 => Preview is null ? null : PublishedVersion.HashOf(Preview.ToJson());

    /// <summary>Whoever changes what the public sees of a part says by it what the form showed.</summary>
    public string SeenOf(string part) => PublicationAccess.SeenOf(Record, part);

    public PublishedVersion? Latest => Record.Versions is [.., var latest] ? latest : null;

    /// <summary>Whether something differs from what is out.</summary>
    public bool HasChanges =>
        Latest is { } latest
        && (
            latest.Sha256 != Sha256
            || latest.Plan.IsExempt(NoticeParts.Conditions)
                != Record.Plan.IsExempt(NoticeParts.Conditions)
        );
}

internal sealed class ReadPublicationHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates
) : IRequestHandler<ReadPublication, PublicationDetails>
{
    public async Task<PublicationDetails> Handle(
        ReadPublication request,
        CancellationToken cancellationToken
    )
    {
        var found = await db
            .Decisions.AsNoTracking()
            .Include(d => d.Signatures)
            .Include(d => d.Appendices)
            .Include(d => d.Versions)
            .AsSplitQuery()
            .SingleOrDefaultAsync(DecisionAccess.At(request.Address), cancellationToken);
        var record = DecisionAccess.Seen(found, request.Address, user);
        var template = await templates.OfAsync(record, cancellationToken);
        var preview = record.Outcome is null
            ? null
            : NoticeWriter.Public(
                record,
                template,
                await db.AuditPointAsync(record.Id, cancellationToken)
            );
        return new(
            record,
            NoticeParts.Of(record, template),
            preview,
            record.Outcome is null
                ? record.WhyNotEdit(user.Must()) is null
                : user.May(Permission.PublishDecisions)
        );
    }
}
