using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>Everything an administrator sees of a person.</summary>
[Requires(Permission.ManagePeople)]
public sealed record ReadPerson(long Id) : IQuery<PersonDetails>;

/// <param name="Deputies">Who may act for the person, ended ones too, newest first.</param>
/// <param name="StandsInFor">For whom the person may act, likewise.</param>
/// <param name="Today">In London; says which standings are current.</param>
public sealed record PersonDetails(
    long Id,
    Guid Version,
    string Name,
    string Email,
    string? Post,
    string? Telephone,
    Role Roles,
    DateTime? DisabledAt,
    long? LineManagerId,
    string? LineManagerName,
    SignInState SignIn,
    IReadOnlyList<Standing> Deputies,
    IReadOnlyList<Standing> StandsInFor,
    DateOnly Today
);

internal sealed class ReadPersonHandler(IGrantHubDb db, ISignIns signIns, TimeProvider clock)
    : IRequestHandler<ReadPerson, PersonDetails>
{
    public async Task<PersonDetails> Handle(ReadPerson request, CancellationToken cancellationToken)
    {
        var found =
            await db
                .People.AsNoTracking()
                .Where(p => p.Id == request.Id)
                .Select(p => new
                {
                    Person = p,
                    LineManager = db
                        .People.Where(m => m.Id == p.LineManagerId)
                        .Select(m => m.Name)
                        .FirstOrDefault(),
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw PersonAccess.NoSuchPerson;
        var person = found.Person;
        var standings = await Standings.OfAsync(db, person.Id, cancellationToken);
        return new(
            person.Id,
            person.Version,
            person.Name,
            person.Email,
            person.Post,
            person.Telephone,
            person.Roles,
            person.DisabledAt,
            person.LineManagerId,
            found.LineManager,
            await signIns.StateAsync(person.Id, cancellationToken),
            [.. standings.Where(s => s.OfficerId == person.Id)],
            [.. standings.Where(s => s.DeputyId == person.Id)],
            clock.LondonToday()
        );
    }
}
