using System.Text.RegularExpressions;

namespace GrantHub.Domain.Grants;

/// <summary>The numbers under which an organisation is publicly known.</summary>
/// <param name="Charity">Charity Commission for England and Wales: 6 to 8 digits, with -1 and so on for a linked charity.</param>
/// <param name="Company">Companies House: 8 digits, or two letters and 6 digits.</param>
/// <param name="Other">Of another public register, as scheme and number: "GB-LAE-STT" for a local authority.</param>
public sealed record PublicNumbers(string? Charity, string? Company, string? Other)
{
    public static PublicNumbers None { get; } = new(null, null, null);
}

/// <summary>Somebody who receives grants.</summary>
public sealed partial class Organisation : AggregateRoot, INamed
{
    private readonly List<OrganisationContact> contacts = [];

    private Organisation() { }

    public const string Subject = "organisation";

    public override string SubjectKind => Subject;

    public string Name { get; private set; } = "";

    /// <summary>The name in lower case, so that one organisation is not kept twice; unique.</summary>
    public string NameKey { get; private set; } = "";
    public string Slug { get; private set; } = "";

    /// <summary>The name in law, where the organisation is known by another.</summary>
    public string? LegalName { get; private set; }
    public string? Address { get; private set; }

    /// <summary>As the Charity Commission for England and Wales writes it.</summary>
    public string? CharityNumber { get; private set; }

    /// <summary>As Companies House writes it.</summary>
    public string? CompanyNumber { get; private set; }

    /// <summary>Of another public register, such as "GB-LAE-STT".</summary>
    public string? OtherIdentifier { get; private set; }

    /// <summary>In order of number.</summary>
    public IReadOnlyList<OrganisationContact> Contacts =>
        [.. contacts.OrderBy(contact => contact.Number)];

    /// <summary>The last number given out to a contact.</summary>
    public int LastContact { get; private set; }

    /// <summary>
    /// Identifiers as open data writes them (org-id.guide), the charity's first: "GB-CHC-1234567", "GB-COH-01234567".
    /// </summary>
    public IReadOnlyList<string> PublicIdentifiers =>
        [
            .. new[]
            {
                CharityNumber is null ? null : $"GB-CHC-{CharityNumber}",
                CompanyNumber is null ? null : $"GB-COH-{CompanyNumber}",
                OtherIdentifier,
            }.OfType<string>(),
        ];

    public static Organisation Add(string name, string slug)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new DomainException("organisation.name", "Enter the organisation's name.");
        var organisation = new Organisation
        {
            Name = name.Trim(),
            NameKey = KeyOf(name),
            Slug = slug,
        };
        organisation.Happened(new Happening("OrganisationAdded", After: organisation.Name));
        return organisation;
    }

    /// <summary>Two names with the same key are the same organisation.</summary>
    public static string KeyOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ToLowerInvariant();
    }

    /// <summary>Changes what the organisation is known by. Blanks in numbers do not count.</summary>
    public void Describe(string name, string? legalName, string? address, PublicNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var before = Words();
        var newName = PastedText.Required(
            name,
            "organisation.name",
            "Enter the organisation's name."
        );
        var charity = Number(
            numbers.Charity,
            Charity(),
            "organisation.charity",
            "Enter the charity number as the Charity Commission writes it: 6 to 8 digits, and for a linked charity a hyphen and its number."
        );
        var company = Number(
            numbers.Company,
            Company(),
            "organisation.company",
            "Enter the company number as Companies House writes it: 8 digits, or two letters and 6 digits."
        );
        var other = Number(
            numbers.Other,
            OtherRegister(),
            "organisation.identifier",
            "Enter the identifier as country, register and number, such as GB-LAE-STT."
        );
        Name = newName;
        NameKey = KeyOf(newName);
        LegalName = PastedText.Optional(legalName);
        Address = PastedText.Optional(address);
        (CharityNumber, CompanyNumber, OtherIdentifier) = (charity, company, other);
        Happened(new Happening("OrganisationChanged", Before: before, After: Words()));
    }

    /// <summary>The first contact is the main one until another becomes it.</summary>
    public OrganisationContact AddContact(ContactDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        var contact = new OrganisationContact(LastContact + 1);
        contact.Describe(details.Cleaned());
        // A form that is sent twice adds one contact.
        if (
            contacts.Find(c => c.PersonId == contact.PersonId && Words(c) == Words(contact)) is
            { } same
        )
            throw DomainException.Conflict(
                "contact.twice",
                $"{same.Name} is a contact of {Name} already, with the same details. Nothing more was added."
            );
        LastContact++;
        contact.Main(contacts.Count == 0);
        contacts.Add(contact);
        Happened(new Happening("ContactAdded", After: Words(contact)));
        return contact;
    }

    public void ChangeContact(int number, ContactDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        var contact = ContactOf(number);
        var before = Words(contact);
        contact.Describe(details.Cleaned());
        Happened(new Happening("ContactChanged", Before: before, After: Words(contact)));
    }

    /// <summary>Makes a contact the one whom the office writes to first.</summary>
    public void MakeMain(int number)
    {
        var main = ContactOf(number);
        if (main.IsMain)
            return;
        var before = contacts.Find(contact => contact.IsMain)?.Name;
        foreach (var contact in contacts)
            contact.Main(contact == main);
        Happened(new Happening("MainContactChanged", Before: before, After: main.Name));
    }

    public void RemoveContact(int number)
    {
        var contact = ContactOf(number);
        if (contact.IsMain && contacts.Count > 1)
            throw new DomainException(
                "contact.main",
                $"{contact.Name} is the main contact. Make somebody else the main contact first."
            );
        contacts.Remove(contact);
        Happened(new Happening("ContactRemoved", Before: Words(contact)));
    }

    /// <summary>Whether a sign-in belongs to a contact of the organisation, and so may submit its returns.</summary>
    public bool IsContact(long personId) => contacts.Exists(c => c.PersonId == personId);

    private OrganisationContact ContactOf(int number) =>
        contacts.Find(contact => contact.Number == number)
        ?? throw new DomainException(
            "contact.gone",
            $"{Name} has no such contact. Somebody may have removed it."
        );

    private static string? Number(string? typed, Regex form, string code, string sentence)
    {
        var number = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)))
            .ToUpperInvariant();
        if (number.Length == 0)
            return null;
        return form.IsMatch(number) ? number : throw new DomainException(code, sentence);
    }

    private string Words() =>
        string.Join(
            ", ",
            new[] { Name, LegalName, Address }
                .Concat(PublicIdentifiers)
                .Where(word => word is not null)
        );

    private static string Words(OrganisationContact contact) =>
        string.Join(
            ", ",
            new[] { contact.Name, contact.Post, contact.Email, contact.Telephone }.OfType<string>()
        );

    [GeneratedRegex("^[0-9]{6,8}(-[0-9]{1,4})?$")]
    private static partial Regex Charity();

    [GeneratedRegex("^([0-9]{8}|[A-Z]{2}[0-9]{6})$")]
    private static partial Regex Company();

    [GeneratedRegex("^[A-Z]{2}-[A-Z]{2,6}-[A-Z0-9/-]{1,40}$")]
    private static partial Regex OtherRegister();
}
