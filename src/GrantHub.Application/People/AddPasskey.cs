using FluentValidation;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace GrantHub.Application.People;

/// <summary>Lets one sign in with a passkey that has just been made. Ends every session, the asking one too unless it is renewed.</summary>
[Requires(Permission.SignedIn)]
public sealed record AddPasskey(string Name, UserPasskeyInfo Passkey) : ICommand<Unit>;

internal sealed class AddPasskeyValidator : AbstractValidator<AddPasskey>
{
    public AddPasskeyValidator() => RuleFor(r => r.Name).PasskeyName();
}

internal sealed class AddPasskeyHandler(IGrantHubDb db, ISignIns signIns, ICurrentUser user)
    : IRequestHandler<AddPasskey, Unit>
{
    public async Task<Unit> Handle(AddPasskey request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        await signIns.AddPasskeyAsync(
            person.Id,
            request.Name.Trim(),
            request.Passkey,
            cancellationToken
        );
        person.PasskeyAdded(request.Name.Trim());
        return Unit.Value;
    }
}
