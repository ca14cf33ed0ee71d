using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>New recovery codes of one's own; the old ones work no longer.</summary>
[Requires(Permission.SignedIn)]
public sealed record MakeRecoveryCodes : ICommand<IReadOnlyList<string>>;

internal sealed class MakeRecoveryCodesHandler(IGrantHubDb db, ISignIns signIns, ICurrentUser user)
    : IRequestHandler<MakeRecoveryCodes, IReadOnlyList<string>>
{
    public async Task<IReadOnlyList<string>> Handle(
        MakeRecoveryCodes request,
        CancellationToken cancellationToken
    )
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        var codes = await signIns.MakeRecoveryCodesAsync(person.Id, cancellationToken);
        person.RecoveryCodesMade();
        return codes;
    }
}
