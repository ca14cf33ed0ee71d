using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

internal static class OrganisationAccess
{
    /// <summary>The database's lengths, in characters.</summary>
    public const int Name = 400;
    public const int Address = 1000;
    public const int ContactName = 200;
    public const int Email = 256;
    public const int Telephone = 60;

    public static NotFoundException NotFound() =>
        new("There is no such organisation. Look for it in the list of organisations.");

    /// <summary>The whole of an organisation, to change it.</summary>
    public static async Task<Organisation> LoadOrganisationAsync(
        this IGrantHubDb db,
        string slug,
        CancellationToken cancellationToken
    ) =>
        await db
            .Organisations.Include(o => o.Contacts)
            .SingleOrDefaultAsync(o => o.Slug == slug, cancellationToken)
        ?? throw NotFound();

    public static async Task RefuseTakenNameAsync(
        this IGrantHubDb db,
        string name,
        long exceptId,
        CancellationToken cancellationToken
    )
    {
        var key = Organisation.KeyOf(name);
        if (
            await db.Organisations.AnyAsync(
                o => o.NameKey == key && o.Id != exceptId,
                cancellationToken
            )
        )
            throw new DomainException(
                "organisation.name-taken",
                $"There is an organisation called {name.Trim()} already. Use that one, or enter another name."
            );
    }

    /// <summary>A sign-in can submit returns only with the role for it, and only while it can be used.</summary>
    public static async Task RefuseOtherSignInsAsync(
        this IGrantHubDb db,
        long? personId,
        CancellationToken cancellationToken
    )
    {
        if (
            personId is { } id
            && !await db.People.AnyAsync(
                p =>
                    p.Id == id
                    && p.DisabledAt == null
                    && (p.Roles & Role.PartnerContact) == Role.PartnerContact,
                cancellationToken
            )
        )
            throw new DomainException(
                "contact.sign-in",
                "Choose somebody who can sign in and has the role of partner contact. An administrator gives the role."
            );
    }
}

internal sealed class ContactDetailsValidator : AbstractValidator<ContactDetails>
{
    public ContactDetailsValidator()
    {
        RuleFor(c => c.Name).GrantLine("The name", OrganisationAccess.ContactName);
        RuleFor(c => c.Email).GrantLine("The e-mail address", OrganisationAccess.Email);
        RuleFor(c => c.Telephone).GrantLine("The telephone number", OrganisationAccess.Telephone);
        RuleFor(c => c.Post).GrantLine("The post", OrganisationAccess.ContactName);
    }
}
