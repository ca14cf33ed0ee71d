using FluentValidation;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Changes a person's name, post and telephone.</summary>
/// <param name="Seen">The version that the form showed.</param>
[Requires(Permission.ManagePeople)]
public sealed record ChangePerson(long Id, Guid Seen, string Name, string? Post, string? Telephone)
    : ICommand<Unit>;

internal sealed class ChangePersonValidator : AbstractValidator<ChangePerson>
{
    public ChangePersonValidator()
    {
        RuleFor(r => r.Name).PersonName();
        RuleFor(r => r.Post).PersonPost();
        RuleFor(r => r.Telephone).PersonTelephone();
    }
}

internal sealed class ChangePersonHandler(IGrantHubDb db) : IRequestHandler<ChangePerson, Unit>
{
    public async Task<Unit> Handle(ChangePerson request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(request.Id, cancellationToken);
        person.RefuseStale(
            request.Seen,
            $"{person.Name}, {person.Post}, {person.Telephone}",
            $"{request.Name}, {request.Post}, {request.Telephone}"
        );
        person.Change(request.Name, request.Post, request.Telephone);
        return Unit.Value;
    }
}
