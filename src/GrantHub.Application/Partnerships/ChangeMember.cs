using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Changes in what capacity an organisation belongs to a partnership, and since when.</summary>
/// <param name="Seen">The version that the form showed; null: not checked.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record ChangeMember(
    string Slug,
    long OrganisationId,
    Guid? Seen,
    MemberKind? Kind,
    DateOnly? JoinedOn
) : ICommand<Unit>;

internal sealed class ChangeMemberValidator : AbstractValidator<ChangeMember>
{
    public ChangeMemberValidator()
    {
        RuleFor(r => r.Kind)
            .NotNull()
            .WithMessage("Choose in what capacity the organisation belongs to the partnership.");
        RuleFor(r => r.JoinedOn).OptionalDay();
    }
}

internal sealed class ChangeMemberHandler(IGrantHubDb db) : IRequestHandler<ChangeMember, Unit>
{
    public async Task<Unit> Handle(ChangeMember request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        var member = partnership.Members.FirstOrDefault(m =>
            m.OrganisationId == request.OrganisationId
        );
        partnership.RefuseStale(
            request.Seen,
            PartnershipRules.Lines(member?.Name, member?.Kind, member?.JoinedOn?.Iso()),
            request.Kind,
            request.JoinedOn?.Iso()
        );
        partnership.ChangeMember(request.OrganisationId, request.Kind!.Value, request.JoinedOn);
        return Unit.Value;
    }
}
