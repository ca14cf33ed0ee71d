using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Records a return for the recipient, from what the recipient sent otherwise.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
[Requires(Permission.ManageGrants)]
public sealed record SubmitReturn(string Reference, int Number, ReturnEntry Entry) : ICommand<Unit>;

internal sealed class SubmitReturnValidator : AbstractValidator<SubmitReturn>
{
    public SubmitReturnValidator() =>
        RuleFor(r => r.Entry).SetValidator(new ReturnEntryValidator());
}

internal sealed class SubmitReturnHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<SubmitReturn, Unit>
{
    public async Task<Unit> Handle(SubmitReturn request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        var at = clock.UtcInstant();
        grant.SubmitReturn(
            request.Number,
            request.Entry.Report(grant.Return(request.Number).Latest, at),
            SubmittedFor.LeadOfficer,
            user.Must(),
            at
        );
        return Unit.Value;
    }
}
