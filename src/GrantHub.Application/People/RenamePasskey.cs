using FluentValidation;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Gives a passkey of one's own another name.</summary>
/// <param name="Id">The credential's Id in Base64Url.</param>
[Requires(Permission.SignedIn)]
public sealed record RenamePasskey(string Id, string Name) : ICommand<Unit>;

internal sealed class RenamePasskeyValidator : AbstractValidator<RenamePasskey>
{
    public RenamePasskeyValidator() => RuleFor(r => r.Name).PasskeyName();
}

internal sealed class RenamePasskeyHandler(IGrantHubDb db, ISignIns signIns, ICurrentUser user)
    : IRequestHandler<RenamePasskey, Unit>
{
    public async Task<Unit> Handle(RenamePasskey request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        var before = await signIns.RenamePasskeyAsync(
            person.Id,
            request.Id,
            request.Name.Trim(),
            cancellationToken
        );
        if (before != request.Name.Trim())
            person.PasskeyRenamed(before, request.Name.Trim());
        return Unit.Value;
    }
}
