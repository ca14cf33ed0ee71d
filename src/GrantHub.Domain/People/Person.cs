namespace GrantHub.Domain.People;

/// <summary>Somebody who signs in. The password and second factors are kept apart, by the sign-in store.</summary>
public sealed class Person : AggregateRoot
{
    private Person() { }

    public override string SubjectKind => "person";

    public string Name { get; private set; } = "";

    /// <summary>Sign-in name and address for mail; unique without regard to case.</summary>
    public string Email { get; private set; } = "";
    public string? Post { get; private set; }
    public string? Telephone { get; private set; }
    public Role Roles { get; private set; }

    /// <summary>Null while the person may sign in.</summary>
    public DateTime? DisabledAt { get; private set; }

    public static Person Add(string name, string email, string? post, string? telephone, Role roles)
    {
        var person = new Person();
        person.Describe(name, email, post, telephone);
        person.Roles = roles;
        person.Happened(new Happening("PersonAdded", After: $"{person.Name}, {Titles(roles)}"));
        return person;
    }

    public void Change(string name, string? post, string? telephone)
    {
        var before = $"{Name}, {Post}, {Telephone}";
        Describe(name, Email, post, telephone);
        Happened(
            new Happening("PersonChanged", Before: before, After: $"{Name}, {Post}, {Telephone}")
        );
    }

    public void GiveRoles(Actor by, Role roles)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (roles == Roles)
            return;
        if (
            by.PersonId == Id
            && Roles.HasFlag(Role.Administrator)
            && !roles.HasFlag(Role.Administrator)
        )
            throw new DomainException(
                "person.own-administrator",
                "You cannot take the administrator role from yourself. Ask another administrator to do it."
            );
        Happened(new Happening("RolesChanged", Before: Titles(Roles), After: Titles(roles)));
        Roles = roles;
    }

    public void Disable(Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (by.PersonId == Id)
            throw new DomainException(
                "person.own-account",
                "You cannot switch off your own account. Ask another administrator to do it."
            );
        if (DisabledAt is not null)
            return;
        DisabledAt = at;
        Happened(new Happening("PersonDisabled"));
    }

    public void Enable()
    {
        if (DisabledAt is null)
            return;
        DisabledAt = null;
        Happened(new Happening("PersonEnabled"));
    }

    private void Describe(string name, string email, string? post, string? telephone)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new DomainException("person.name", "Enter the person's name.");
        if (string.IsNullOrWhiteSpace(email) || !email.Contains('@', StringComparison.Ordinal))
            throw new DomainException(
                "person.email",
                "Enter an e-mail address in the form name@example.org."
            );
        Name = name.Trim();
        Email = email.Trim();
        Post = string.IsNullOrWhiteSpace(post) ? null : post.Trim();
        Telephone = string.IsNullOrWhiteSpace(telephone) ? null : telephone.Trim();
    }

    private static string Titles(Role roles) =>
        roles == Role.None
            ? Role.None.Title()
            : string.Join(", ", roles.Split().Select(role => role.Title()));
}
