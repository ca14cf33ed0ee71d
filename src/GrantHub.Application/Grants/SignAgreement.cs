using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Records that one side signed the grant agreement.</summary>
[Requires(Permission.ManageGrants)]
public sealed record SignAgreement(string Reference, AgreementSide? Side, string Name, DateOnly? On)
    : ICommand<Unit>;

internal sealed class SignAgreementValidator : AbstractValidator<SignAgreement>
{
    public SignAgreementValidator()
    {
        RuleFor(r => r.Side)
            .NotNull()
            .WithMessage("Choose who signed.")
            .IsInEnum()
            .WithMessage("Choose who signed.");
        RuleFor(r => r.Name).Line("Enter the name of the person who signed.");
        RuleFor(r => r.On).Day("Enter the day of the signature.");
    }
}

internal sealed class SignAgreementHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<SignAgreement, Unit>
{
    public async Task<Unit> Handle(SignAgreement request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        var (name, on, today) = (request.Name, request.On!.Value, clock.LondonToday());
        if (request.Side == AgreementSide.Recipient)
            grant.RecipientSigned(name, on, today);
        else
            grant.OfficeSigned(name, on, today);
        return Unit.Value;
    }
}
