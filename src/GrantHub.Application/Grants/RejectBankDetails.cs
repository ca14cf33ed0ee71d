using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Refuses proposed bank details; what is in force stays.</summary>
/// <param name="Seen">When those that the person saw were proposed, in ticks; null: not checked.</param>
[Requires(Permission.ManageOrganisations)]
public sealed record RejectBankDetails(string Slug, string Reason, long? Seen = null)
    : ICommand<Unit>;

internal sealed class RejectBankDetailsValidator : AbstractValidator<RejectBankDetails>
{
    public RejectBankDetailsValidator() => RuleFor(r => r.Reason).GrantText();
}

internal sealed class RejectBankDetailsHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TimeProvider clock
) : IRequestHandler<RejectBankDetails, Unit>
{
    public async Task<Unit> Handle(RejectBankDetails request, CancellationToken cancellationToken)
    {
        var organisation = await db.LoadOrganisationAsync(request.Slug, cancellationToken);
        organisation.GuardSeenBank(request.Seen);
        organisation.RejectBankDetails(request.Reason, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
