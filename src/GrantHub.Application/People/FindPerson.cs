using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>The Id of the person with an e-mail address, in whatever case.</summary>
[Requires(Permission.ManagePeople)]
public sealed record FindPerson(string Email) : IQuery<long>;

internal sealed class FindPersonHandler(IGrantHubDb db) : IRequestHandler<FindPerson, long>
{
    public async Task<long> Handle(FindPerson request, CancellationToken cancellationToken)
    {
        var email = Person.EmailKey(request.Email);
        var found = await db
            .People.Where(p => p.Email == email)
            .Select(p => (long?)p.Id)
            .SingleOrDefaultAsync(cancellationToken);
        return found
            ?? throw new NotFoundException($"There is nobody with the e-mail address {email}.");
    }
}
