using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Adds an organisation to a partnership; one of a name not known yet is added to the organisations.</summary>
/// <param name="JoinedOn">Null where nobody knows any more.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record AddMember(
    string Slug,
    string Organisation,
    MemberKind? Kind,
    DateOnly? JoinedOn
) : ICommand<Unit>;

internal sealed class AddMemberValidator : AbstractValidator<AddMember>
{
    public AddMemberValidator()
    {
        RuleFor(r => r.Organisation).PartnershipName("Enter the name of the organisation.");
        RuleFor(r => r.Kind)
            .NotNull()
            .WithMessage("Choose in what capacity the organisation belongs to the partnership.");
        RuleFor(r => r.JoinedOn).OptionalDay();
    }
}

internal sealed class AddMemberHandler(IGrantHubDb db) : IRequestHandler<AddMember, Unit>
{
    public async Task<Unit> Handle(AddMember request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        var organisation = await db.FindOrAddRecipientAsync(
            request.Organisation,
            cancellationToken
        );
        partnership.AddMember(
            organisation.Id,
            organisation.Name,
            request.Kind!.Value,
            request.JoinedOn
        );
        return Unit.Value;
    }
}
