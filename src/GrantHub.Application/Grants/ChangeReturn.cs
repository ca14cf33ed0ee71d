using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Moves a return's due date.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <param name="Seen"><see cref="Shown.Of"/> the <see cref="Words"/> that the form showed; null: the change does not rest on what was shown.</param>
[Requires(Permission.ManageGrants)]
public sealed record ChangeReturn(
    string Reference,
    int Number,
    string? Seen,
    DateOnly DueOn,
    string Reason
) : ICommand<Unit>
{
    /// <summary>What a form shows of it.</summary>
    public static string Words(DateOnly dueOn) => $"Due on {dueOn.Iso()}";
}

internal sealed class ChangeReturnValidator : AbstractValidator<ChangeReturn>
{
    public ChangeReturnValidator() => RuleFor(r => r.Reason).GrantText();
}

internal sealed class ChangeReturnHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ChangeReturn, Unit>
{
    public async Task<Unit> Handle(ChangeReturn request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        StaleChanges.RefuseStale(
            request.Seen,
            grant.Returns.FirstOrDefault(r => r.Number == request.Number) is { } planned
                ? ChangeReturn.Words(planned.DueOn)
                : "The return has been removed.",
            $"{ChangeReturn.Words(request.DueOn)}. {request.Reason}"
        );
        grant.ChangeReturn(request.Number, request.DueOn, request.Reason, clock.LondonToday());
        return Unit.Value;
    }
}
