using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Records when a memorandum of understanding was signed and when it is to be reviewed.</summary>
/// <param name="Seen">The version that the form showed; null: not checked.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record RecordMemorandum(
    string Slug,
    long OrganisationId,
    Guid? Seen,
    DateOnly? SignedOn,
    DateOnly? ReviewDueOn
) : ICommand<Unit>;

internal sealed class RecordMemorandumValidator : AbstractValidator<RecordMemorandum>
{
    public RecordMemorandumValidator()
    {
        RuleFor(r => r.SignedOn).Day("Enter the day on which the memorandum was signed.");
        RuleFor(r => r.ReviewDueOn).OptionalDay();
    }
}

internal sealed class RecordMemorandumHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<RecordMemorandum, Unit>
{
    public async Task<Unit> Handle(RecordMemorandum request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        var member = partnership.Members.FirstOrDefault(m =>
            m.OrganisationId == request.OrganisationId
        );
        partnership.RefuseStale(
            request.Seen,
            PartnershipRules.Lines(member?.MemorandumSignedOn?.Iso(), member?.ReviewDueOn?.Iso()),
            request.SignedOn?.Iso(),
            request.ReviewDueOn?.Iso()
        );
        partnership.RecordMemorandum(
            request.OrganisationId,
            request.SignedOn!.Value,
            request.ReviewDueOn,
            clock.LondonToday()
        );
        return Unit.Value;
    }
}
