using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>Publishes a new version of a decision, with a note of what changed and why. The earlier one stays readable.</summary>
/// <param name="Seen">What the person saw (<see cref="PublicationDetails.Seen"/>); null: nobody saw it.</param>
/// <returns>The number of the version.</returns>
[Requires(Permission.PublishDecisions)]
public sealed record CorrectPublication(string Address, string? Note, string? Seen = null)
    : ICommand<int>;

internal sealed class CorrectPublicationValidator : AbstractValidator<CorrectPublication>
{
    public CorrectPublicationValidator() =>
        RuleFor(r => r.Note).MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);
}

internal sealed class CorrectPublicationHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    Register register,
    TimeProvider clock
) : IRequestHandler<CorrectPublication, int>
{
    public async Task<int> Handle(CorrectPublication request, CancellationToken cancellationToken)
    {
        var record = await db.LoadForPublicationAsync(request.Address, user, cancellationToken);
        var version = record.Correct(
            user.Must(),
            await templates.OfAsync(record, cancellationToken),
            await db.AuditPointAsync(record.Id, cancellationToken),
            request.Note,
            clock.UtcInstant()
        );
        PublicationAccess.GuardPreviewed(
            PublicationAccess.SeenOf(version.Sha256, record.WithheldAt, record.PublishOn),
            request.Seen
        );
        await register.ShowAsync(record, version, cancellationToken);
        return version.Number;
    }
}
