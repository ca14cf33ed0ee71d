using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Records when the grant agreement went to the recipient.</summary>
/// <param name="Seen"><see cref="Shown.Of"/> the <see cref="Words"/> that the form showed; null: the day does not rest on what was shown.</param>
[Requires(Permission.ManageGrants)]
public sealed record SendAgreement(string Reference, DateOnly? SentOn, string? Seen = null)
    : ICommand<Unit>
{
    /// <summary>What a form shows of it.</summary>
    /// <param name="sentOn">Null: not yet.</param>
    public static string Words(DateOnly? sentOn) => sentOn?.Iso() ?? "Not sent";
}

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
        if (grant.Agreement is { } earlier)
            StaleChanges.RefuseStale(
                request.Seen,
                SendAgreement.Words(earlier.SentOn),
                SendAgreement.Words(request.SentOn)
            );
        grant.SendAgreement(request.SentOn!.Value, clock.LondonToday());
        return Unit.Value;
    }
}
