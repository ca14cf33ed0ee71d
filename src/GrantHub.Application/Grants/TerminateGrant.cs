using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Ends a grant before its time, with what happens to the unpaid and the unspent.</summary>
/// <param name="PayUpTo">The most that may be paid from now on, where some may.</param>
[Requires(Permission.TerminateGrants)]
public sealed record TerminateGrant(
    string Reference,
    DateOnly? On,
    string Reason,
    UnpaidChoice? Unpaid,
    Money? PayUpTo,
    string UnpaidNote,
    UnspentChoice? Unspent,
    string UnspentNote
) : ICommand<Unit>;

internal sealed class TerminateGrantValidator : AbstractValidator<TerminateGrant>
{
    public TerminateGrantValidator()
    {
        RuleFor(r => r.On).Day("Enter the day on which the grant ends.");
        RuleFor(r => r.Reason).Reason("Say why the grant is terminated.");
        RuleFor(r => r.Unpaid)
            .NotNull()
            .WithMessage("Choose what happens to the money that is not yet paid.")
            .IsInEnum()
            .WithMessage("Choose what happens to the money that is not yet paid.");
        RuleFor(r => r.PayUpTo)
            .Amount("Enter up to what amount may still be paid, in pounds, such as 4,170.75.")
            .When(r => r.Unpaid == UnpaidChoice.PayUpTo);
        RuleFor(r => r.UnpaidNote)
            .Reason("Say in words what happens to the money that is not yet paid.");
        RuleFor(r => r.Unspent)
            .NotNull()
            .WithMessage("Choose what happens to the money that the recipient has not spent.")
            .IsInEnum()
            .WithMessage("Choose what happens to the money that the recipient has not spent.");
        RuleFor(r => r.UnspentNote)
            .Reason("Say in words what happens to the money that the recipient has not spent.");
    }
}

internal sealed class TerminateGrantHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<TerminateGrant, Unit>
{
    public async Task<Unit> Handle(TerminateGrant request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.Terminate(
            new TerminationTerms(
                request.On!.Value,
                request.Reason,
                request.Unpaid,
                request.PayUpTo,
                request.UnpaidNote,
                request.Unspent,
                request.UnspentNote
            ),
            user.Must(),
            clock.UtcInstant()
        );
        return Unit.Value;
    }
}
