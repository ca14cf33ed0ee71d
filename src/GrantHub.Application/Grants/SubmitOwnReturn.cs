using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>The recipient's own contact submits a return that the organisation owes.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
[Requires(Permission.SubmitOwnReturns)]
public sealed record SubmitOwnReturn(string Reference, int Number, ReturnEntry Entry)
    : ICommand<Unit>;

internal sealed class SubmitOwnReturnValidator : AbstractValidator<SubmitOwnReturn>
{
    public SubmitOwnReturnValidator() =>
        RuleFor(r => r.Entry).SetValidator(new ReturnEntryValidator());
}

internal sealed class SubmitOwnReturnHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<SubmitOwnReturn, Unit>
{
    public async Task<Unit> Handle(SubmitOwnReturn request, CancellationToken cancellationToken)
    {
        var grant =
            await db.OwnGrants(user)
                .Called(request.Reference)
                .Whole()
                .Include(g => g.Shares)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw await db.NotFoundAsync(request.Reference, request.Number, cancellationToken);
        var owed =
            grant.Returns.FirstOrDefault(r => r.Number == request.Number)
            ?? throw await db.NotFoundAsync(request.Reference, request.Number, cancellationToken);
        var at = clock.UtcInstant();
        var latest =
            owed.Latest is { } last && grant.Successions.HeldBy(grant.RecipientId, last.At)
                ? last
                : null;
        grant.SubmitReturn(
            request.Number,
            request.Entry.Report(latest, at),
            SubmittedFor.Recipient,
            user.Must(),
            at
        );
        return Unit.Value;
    }
}
