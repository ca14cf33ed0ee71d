using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>Takes an earlier version out of the public's sight, where it said what it must not say.</summary>
/// <param name="Number">Of the version, from 1.</param>
[Requires(Permission.PublishDecisions)]
public sealed record TakeDownVersion(string Address, int Number, string? Reason) : ICommand<Unit>;

internal sealed class TakeDownVersionValidator : AbstractValidator<TakeDownVersion>
{
    public TakeDownVersionValidator() =>
        RuleFor(r => r.Reason).MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);
}

internal sealed class TakeDownVersionHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<TakeDownVersion, Unit>
{
    public async Task<Unit> Handle(TakeDownVersion request, CancellationToken cancellationToken)
    {
        var record = await db.LoadForPublicationAsync(request.Address, user, cancellationToken);
        record.TakeDown(request.Number, request.Reason, clock.UtcInstant());
        return Unit.Value;
    }
}
