namespace GrantHub.Domain.Grants;

/// <summary>Somebody who receives grants.</summary>
public sealed class Organisation : AggregateRoot
{
    private Organisation() { }

    public override string SubjectKind => "organisation";

    public string Name { get; private set; } = "";

    /// <summary>The name in lower case, so that one organisation is not kept twice; unique.</summary>
    public string NameKey { get; private set; } = "";
    public string Slug { get; private set; } = "";

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
}
