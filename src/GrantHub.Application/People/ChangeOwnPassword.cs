using FluentValidation;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Sets another password of one's own. Ends every session of the person, the asking one too unless it is renewed.</summary>
[Requires(Permission.SignedIn)]
public sealed record ChangeOwnPassword(string Current, string New, string Again) : ICommand<Unit>;

internal sealed class ChangeOwnPasswordValidator : AbstractValidator<ChangeOwnPassword>
{
    public ChangeOwnPasswordValidator()
    {
        RuleFor(r => r.Current).NotEmpty().WithMessage("Enter your current password.");
        RuleFor(r => r.New).NewPassword();
        RuleFor(r => r.New)
            .NotEqual(r => r.Current)
            .When(r => r.New.Length > 0)
            .WithMessage("Choose a password that differs from the current one.");
        RuleFor(r => r.Again)
            .Equal(r => r.New)
            .WithMessage("Enter the same new password in both fields.");
    }
}

internal sealed class ChangeOwnPasswordHandler(IGrantHubDb db, ISignIns signIns, ICurrentUser user)
    : IRequestHandler<ChangeOwnPassword, Unit>
{
    public async Task<Unit> Handle(ChangeOwnPassword request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        await signIns.ChangePasswordAsync(
            person.Id,
            request.Current,
            request.New,
            cancellationToken
        );
        person.PasswordChanged();
        return Unit.Value;
    }
}
