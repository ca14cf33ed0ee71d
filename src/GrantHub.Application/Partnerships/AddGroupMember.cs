using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Adds somebody to a group.</summary>
[Requires(Permission.ManagePartnerships)]
public sealed record AddGroupMember(string Slug, int Number, string Name, string? Organisation)
    : ICommand<Unit>;

internal sealed class AddGroupMemberValidator : AbstractValidator<AddGroupMember>
{
    public AddGroupMemberValidator()
    {
        RuleFor(r => r.Name).PartnershipName("Enter the name of the person.");
        RuleFor(r => r.Organisation)
            .GrantLine("The name of the organisation", PartnershipRules.Name);
    }
}

internal sealed class AddGroupMemberHandler(IGrantHubDb db) : IRequestHandler<AddGroupMember, Unit>
{
    public async Task<Unit> Handle(AddGroupMember request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.AddGroupMember(request.Number, request.Name, request.Organisation);
        return Unit.Value;
    }
}
