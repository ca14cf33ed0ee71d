using FluentValidation;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Makes codes of an authenticator app a part of one's own signing in. Ends every session, the asking one too unless it is renewed.</summary>
/// <param name="Key">What the app was given, in Base32.</param>
/// <param name="Code">What the app shows now.</param>
[Requires(Permission.SignedIn)]
public sealed record SetUpSecondFactor(string Key, string Code) : ICommand<IReadOnlyList<string>>;

internal sealed class SetUpSecondFactorValidator : AbstractValidator<SetUpSecondFactor>
{
    public SetUpSecondFactorValidator() =>
        RuleFor(r => r.Code).NotEmpty().WithMessage("Enter the code that your app shows.");
}

internal sealed class SetUpSecondFactorHandler(IGrantHubDb db, ISignIns signIns, ICurrentUser user)
    : IRequestHandler<SetUpSecondFactor, IReadOnlyList<string>>
{
    public async Task<IReadOnlyList<string>> Handle(
        SetUpSecondFactor request,
        CancellationToken cancellationToken
    )
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        var codes = await signIns.SetUpAuthenticatorAsync(
            person.Id,
            request.Key,
            request.Code,
            cancellationToken
        );
        person.SecondFactorSetUp();
        return codes;
    }
}
