using FluentValidation;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>
/// Gives a person a password that they have to change when they next sign in. Ends their sessions and lifts a lock-out.
/// </summary>
[Requires(Permission.ManagePeople)]
public sealed record ResetPassword(long Id, string Password) : ICommand<Unit>;

internal sealed class ResetPasswordValidator : AbstractValidator<ResetPassword>
{
    public ResetPasswordValidator() => RuleFor(r => r.Password).NewPassword();
}

internal sealed class ResetPasswordHandler(IGrantHubDb db, ISignIns signIns)
    : IRequestHandler<ResetPassword, Unit>
{
    public async Task<Unit> Handle(ResetPassword request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(request.Id, cancellationToken);
        await signIns.SetPasswordAsync(person.Id, request.Password, cancellationToken);
        await signIns.RequireNewPasswordAsync(person.Id, cancellationToken);
        person.PasswordReset();
        return Unit.Value;
    }
}
