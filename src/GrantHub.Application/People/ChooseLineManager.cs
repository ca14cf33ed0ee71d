using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>Says who is told when a person's work is late.</summary>
/// <param name="Seen">The version that the form showed.</param>
/// <param name="ManagerId">Null: nobody.</param>
[Requires(Permission.ManagePeople)]
public sealed record ChooseLineManager(long Id, Guid? Seen, long? ManagerId) : ICommand<Unit>;

internal sealed class ChooseLineManagerHandler(IGrantHubDb db)
    : IRequestHandler<ChooseLineManager, Unit>
{
    public async Task<Unit> Handle(ChooseLineManager request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(request.Id, cancellationToken);
        var managers = await db
            .People.Where(p => p.Id == request.ManagerId || p.Id == person.LineManagerId)
            .ToDictionaryAsync(p => p.Id, cancellationToken);
        var manager = request.ManagerId is { } id ? managers.GetValueOrDefault(id) : null;
        person.RefuseStale(request.Seen, NameOf(person.LineManagerId), NameOf(request.ManagerId));
        if (request.ManagerId is not null && manager is not { DisabledAt: null })
            throw new DomainException(
                "person.line-manager-unknown",
                "Choose somebody who can sign in, or nobody."
            );
        if (manager is not null)
            await RefuseCircleAsync(person, manager, cancellationToken);
        person.ReportTo(manager);
        return Unit.Value;

        string NameOf(long? of) =>
            of is { } known && managers.TryGetValue(known, out var found) ? found.Name : "nobody";
    }

    private async Task RefuseCircleAsync(
        Person person,
        Person manager,
        CancellationToken cancellationToken
    )
    {
        // An office has hundreds of people at most.
        var above = await db
            .People.Where(p => p.LineManagerId != null && p.Id != person.Id)
            .ToDictionaryAsync(p => p.Id, p => p.LineManagerId!.Value, cancellationToken);
        for (var at = manager.Id; above.Remove(at, out var next); at = next)
            if (next == person.Id)
                throw new DomainException(
                    "person.line-manager-circle",
                    $"{manager.Name} reports to {person.Name}, so it cannot be the other way round as well. Choose somebody else, or nobody."
                );
    }
}
