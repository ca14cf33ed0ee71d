using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>Puts right what the public reads of a text, from the next version that goes out.</summary>
/// <param name="Part">A key of <see cref="NoticeParts"/> that stands for text.</param>
/// <param name="Seen">What the form showed (<see cref="PublicationDetails.SeenOf"/>); null: it does not rest on that.</param>
[Requires(Permission.PublishDecisions)]
public sealed record CorrectWording(string Address, string Part, string? Text, string? Seen = null)
    : ICommand<Unit>;

internal sealed class CorrectWordingValidator : AbstractValidator<CorrectWording>
{
    public CorrectWordingValidator() =>
        RuleFor(r => r.Text).MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);
}

internal sealed class CorrectWordingHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    TimeProvider clock
) : IRequestHandler<CorrectWording, Unit>
{
    public async Task<Unit> Handle(CorrectWording request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        StaleChanges.RefuseStale(
            request.Seen,
            PublicationAccess.SeenOf(record, request.Part),
            record.Plan.WordingOf(request.Part) ?? "What the record itself says.",
            request.Text ?? ""
        );
        record.CorrectWording(
            await templates.OfAsync(record, cancellationToken),
            request.Part,
            request.Text,
            clock.UtcInstant()
        );
        return Unit.Value;
    }
}
