using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Changes what a group is called and for, and how often it meets.</summary>
/// <param name="Seen">The version that the form showed; null: not checked.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record ChangeGroup(
    string Slug,
    int Number,
    Guid? Seen,
    string Name,
    string? Purpose,
    MeetingFrequency? Meets,
    DateOnly? NextMeetingOn
) : ICommand<Unit>;

internal sealed class ChangeGroupValidator : AbstractValidator<ChangeGroup>
{
    public ChangeGroupValidator()
    {
        RuleFor(r => r.Name).PartnershipName("Enter the name of the group.");
        RuleFor(r => r.Purpose).PartnershipText();
        RuleFor(r => r.Meets).NotNull().WithMessage("Choose how often the group meets.");
        RuleFor(r => r.NextMeetingOn).OptionalDay();
    }
}

internal sealed class ChangeGroupHandler(IGrantHubDb db) : IRequestHandler<ChangeGroup, Unit>
{
    public async Task<Unit> Handle(ChangeGroup request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        var group = partnership.Groups.FirstOrDefault(g => g.Number == request.Number);
        partnership.RefuseStale(
            request.Seen,
            PartnershipRules.Lines(
                group?.Name,
                group?.Purpose,
                group?.Meets.InWords(),
                group?.NextMeetingOn?.Iso()
            ),
            request.Name,
            request.Purpose,
            request.Meets?.InWords(),
            request.NextMeetingOn?.Iso()
        );
        partnership.ChangeGroup(
            request.Number,
            request.Name,
            request.Purpose,
            request.Meets!.Value,
            request.NextMeetingOn
        );
        return Unit.Value;
    }
}
