using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>Lets somebody sign in, at first with a password that they have to change.</summary>
/// <returns>The person's Id.</returns>
[Requires(Permission.ManagePeople)]
public sealed record AddPerson(
    string Name,
    string Email,
    string? Post,
    string? Telephone,
    Role Roles,
    string Password
) : ICommand<long>;

internal sealed class AddPersonValidator : AbstractValidator<AddPerson>
{
    public AddPersonValidator()
    {
        RuleFor(r => r.Name).PersonName();
        RuleFor(r => r.Email).PersonEmail();
        RuleFor(r => r.Post).PersonPost();
        RuleFor(r => r.Telephone).PersonTelephone();
        RuleFor(r => r.Roles).KnownRoles();
        RuleFor(r => r.Password).NewPassword();
    }
}

internal sealed class AddPersonHandler(IGrantHubDb db, ISignIns signIns)
    : IRequestHandler<AddPerson, long>
{
    public async Task<long> Handle(AddPerson request, CancellationToken cancellationToken)
    {
        var person = Person.Add(
            request.Name,
            request.Email,
            request.Post,
            request.Telephone,
            request.Roles
        );
        if (await db.People.AnyAsync(p => p.Email == person.Email, cancellationToken))
            throw new DomainException(
                "person.email-taken",
                $"Somebody with the e-mail address {person.Email} is there already. Find them in the list of people."
            );
        db.People.Add(person);
        await db.SaveChangesAsync(cancellationToken);
        await signIns.CreateAsync(person.Id, person.Email, request.Password, cancellationToken);
        await signIns.RequireNewPasswordAsync(person.Id, cancellationToken);
        return person.Id;
    }
}
