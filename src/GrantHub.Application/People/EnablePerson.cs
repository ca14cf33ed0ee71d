using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Lets a disabled person sign in again, with the password and roles they had.</summary>
[Requires(Permission.ManagePeople)]
public sealed record EnablePerson(long Id) : ICommand<Unit>;

internal sealed class EnablePersonHandler(IGrantHubDb db) : IRequestHandler<EnablePerson, Unit>
{
    public async Task<Unit> Handle(EnablePerson request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(request.Id, cancellationToken);
        person.Enable();
        return Unit.Value;
    }
}
