using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Records when the grant agreement went to the recipient.</summary>
[Requires(Permission.ManageGrants)]
public sealed record SendAgreement(string Reference, DateOnly? SentOn) : ICommand<Unit>;

internal sealed class SendAgreementValidator : AbstractValidator<SendAgreement>
{
    public SendAgreementValidator()
    {
        RuleFor(r => r.SentOn).Day("Enter the day on which the agreement went to the recipient.");
    }
}

internal sealed class SendAgreementHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<SendAgreement, Unit>
{
    public async Task<Unit> Handle(SendAgreement request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.SendAgreement(request.SentOn!.Value, clock.LondonToday());
        return Unit.Value;
    }
}
