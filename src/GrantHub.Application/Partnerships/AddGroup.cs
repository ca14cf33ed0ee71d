using FluentValidation;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Adds a board, executive or subgroup of a partnership.</summary>
/// <returns>Its number within the partnership.</returns>
[Requires(Permission.ManagePartnerships)]
public sealed record AddGroup(
    string Slug,
    string Name,
    string? Purpose,
    MeetingFrequency? Meets,
    DateOnly? NextMeetingOn
) : ICommand<int>;

internal sealed class AddGroupValidator : AbstractValidator<AddGroup>
{
    public AddGroupValidator()
    {
        RuleFor(r => r.Name).PartnershipName("Enter the name of the group.");
        RuleFor(r => r.Purpose).PartnershipText();
        RuleFor(r => r.Meets).NotNull().WithMessage("Choose how often the group meets.");
        RuleFor(r => r.NextMeetingOn).OptionalDay();
    }
}

internal sealed class AddGroupHandler(IGrantHubDb db) : IRequestHandler<AddGroup, int>
{
    public async Task<int> Handle(AddGroup request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        return partnership
            .AddGroup(request.Name, request.Purpose, request.Meets!.Value, request.NextMeetingOn)
            .Number;
    }
}
