using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>Lets one person act for another in one role.</summary>
/// <param name="Until">The last day; null: until ended.</param>
/// <param name="Limit">The largest ceiling that the deputy may decide; null: none.</param>
/// <param name="Authority">What allows it, such as the paragraph of the scheme of delegation.</param>
[Requires(Permission.ManagePeople)]
public sealed record AppointDeputy(
    long OfficerId,
    long DeputyId,
    Role Role,
    DateOnly From,
    DateOnly? Until,
    Money? Limit,
    string Authority
) : ICommand<Unit>;

internal sealed class AppointDeputyValidator : AbstractValidator<AppointDeputy>
{
    private const int Authority = 400;

    public AppointDeputyValidator() =>
        RuleFor(r => r.Authority)
            .NotEmpty()
            .WithMessage("Say what allows this, such as the paragraph of the scheme of delegation.")
            .MaximumLength(Authority)
            .WithMessage($"The authority can have at most {Authority} characters.");
}

internal sealed class AppointDeputyHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<AppointDeputy, Unit>
{
    public async Task<Unit> Handle(AppointDeputy request, CancellationToken cancellationToken)
    {
        var officer = await db.LoadPersonAsync(request.OfficerId, cancellationToken);
        var deputy =
            await db.People.SingleOrDefaultAsync(p => p.Id == request.DeputyId, cancellationToken)
            ?? throw new DomainException("deputy.deputy", "Choose who is to be the deputy.");
        if (deputy.DisabledAt is not null)
            throw new DomainException(
                "deputy.deputy",
                $"{deputy.Name} cannot sign in, because the account is disabled. Choose somebody else, or enable the account first."
            );
        if (request.Until < clock.LondonToday())
            throw new DomainException(
                "deputy.until",
                "The last day is in the past. Enter today or a later day, or leave it empty."
            );
        var overlaps = await db.Deputies.AnyAsync(
            d =>
                d.OfficerId == request.OfficerId
                && d.DeputyId == request.DeputyId
                && d.Role == request.Role
                && (d.Until == null || d.Until >= request.From)
                && (request.Until == null || d.From <= request.Until),
            cancellationToken
        );
        if (overlaps)
            throw new DomainException(
                "deputy.twice",
                $"{deputy.Name} is already {officer.Name}'s deputy in this role for some of these days. End that appointment first, or choose other days."
            );
        // Two appointments at once do not see each other: the one that saves second meets this and runs again.
        officer.StampVersion();
        db.Deputies.Add(
            Deputy.Appoint(
                officer,
                deputy,
                request.Role,
                request.From,
                request.Until,
                request.Limit,
                request.Authority
            )
        );
        return Unit.Value;
    }
}
