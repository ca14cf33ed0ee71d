namespace GrantHub.Domain.Grants;

/// <summary>Somebody at an organisation.</summary>
public sealed class OrganisationContact
{
    private OrganisationContact() { }

    internal OrganisationContact(int number) => Number = number;

    public long Id { get; private set; }
    public long OrganisationId { get; private set; }

    /// <summary>Within the organisation, from 1.</summary>
    public int Number { get; private set; }
    public string Name { get; private set; } = "";
    public string? Email { get; private set; }
    public string? Telephone { get; private set; }

    /// <summary>What the person does there.</summary>
    public string? Post { get; private set; }

    /// <summary>Whom the office writes to first; one of an organisation's contacts.</summary>
    public bool IsMain { get; private set; }

    /// <summary>The sign-in that may submit the organisation's returns; null: none.</summary>
    public long? PersonId { get; private set; }

    internal void Describe(ContactDetails details)
    {
        Name = details.Name;
        Email = details.Email;
        Telephone = details.Telephone;
        Post = details.Post;
        PersonId = details.PersonId;
    }

    internal void Main(bool isMain) => IsMain = isMain;
}

/// <summary>What is kept of a contact.</summary>
/// <param name="PersonId">The sign-in that may submit the organisation's returns; null: none.</param>
public sealed record ContactDetails(
    string Name,
    string? Email,
    string? Telephone,
    string? Post,
    long? PersonId
)
{
    internal ContactDetails Cleaned()
    {
        var email = PastedText.Optional(Email)?.ToLowerInvariant();
        if (email is not null && !email.Contains('@', StringComparison.Ordinal))
            throw new DomainException(
                "contact.email",
                "Enter an e-mail address in the form name@example.org."
            );
        return this with
        {
            Name = PastedText.Required(Name, "contact.name", "Enter the contact's name."),
            Email = email,
            Telephone = PastedText.Optional(Telephone),
            Post = PastedText.Optional(Post),
        };
    }
}
