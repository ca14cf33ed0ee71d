using FluentValidation;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Sets which roles a person holds. Another set of roles ends their sessions.</summary>
/// <param name="Seen">The version that the form showed; null from the command line.</param>
[Requires(Permission.ManagePeople)]
public sealed record GiveRoles(long Id, Guid? Seen, Role Roles) : ICommand<Unit>;

internal sealed class GiveRolesValidator : AbstractValidator<GiveRoles>
{
    public GiveRolesValidator() => RuleFor(r => r.Roles).KnownRoles();
}

internal sealed class GiveRolesHandler(IGrantHubDb db, ISignIns signIns, ICurrentUser user)
    : IRequestHandler<GiveRoles, Unit>
{
    public async Task<Unit> Handle(GiveRoles request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(request.Id, cancellationToken);
        person.RefuseStale(request.Seen, person.Roles.Titles(), request.Roles.Titles());
        var administered = person.Administers;
        var before = person.Roles;
        person.GiveRoles(user.Must(), request.Roles);
        if (person.Roles != before)
            await signIns.EndSessionsAsync(person.Id, cancellationToken);
        if (administered && !person.Administers)
            await db.KeepAnAdministratorAsync(person, cancellationToken);
        return Unit.Value;
    }
}
