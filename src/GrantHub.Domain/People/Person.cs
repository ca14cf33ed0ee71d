using GrantHub.Domain.Reminders;

namespace GrantHub.Domain.People;

/// <summary>Somebody who signs in. The password and second factors are kept apart, by the sign-in store.</summary>
public sealed class Person : AggregateRoot
{
    private Person() { }

    public const string Subject = "person";

    public override string SubjectKind => Subject;

    public string Name { get; private set; } = "";

    /// <summary>Sign-in name and address for mail; in lower case, because databases differ in how they compare.</summary>
    public string Email { get; private set; } = "";
    public string? Post { get; private set; }
    public string? Telephone { get; private set; }
    public Role Roles { get; private set; }

    /// <summary>The most that the person may authorise in one payment; null: no limit. Counts for payment authorisers only.</summary>
    public Money? PaymentLimit { get; private set; }

    /// <summary>Null while the person may sign in.</summary>
    public DateTime? DisabledAt { get; private set; }

    /// <summary>Who is told when the person's work is late; null: nobody.</summary>
    public long? LineManagerId { get; private set; }

    /// <summary>All reminders come in one e-mail a day.</summary>
    public bool DailyDigest { get; private set; }

    /// <summary>What the person does not want to be told of at the moment it happens.</summary>
    public Moment Muted { get; private set; }

    /// <summary>An administrator who can sign in.</summary>
    public bool Administers => DisabledAt is null && Roles.HasFlag(Role.Administrator);

    public static Person Add(string name, string email, string? post, string? telephone, Role roles)
    {
        var person = new Person();
        person.Describe(name, email, post, telephone);
        person.Roles = roles;
        person.Happened(new Happening("PersonAdded", After: $"{person.Name}, {roles.Titles()}"));
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
        Happened(new Happening("RolesChanged", Before: Roles.Titles(), After: roles.Titles()));
        Roles = roles;
    }

    /// <param name="limit">The most that the person may authorise in one payment; null: no limit.</param>
    public void LimitPayments(Money? limit)
    {
        if (limit is { } amount && amount <= Money.Zero)
            throw new DomainException(
                "person.payment-limit",
                "The limit must be more than £0.00, or left empty. To stop somebody from authorising payments, take the role away."
            );
        if (limit == PaymentLimit)
            return;
        Happened(
            new Happening(
                "PaymentLimitChanged",
                Before: LimitWords(PaymentLimit),
                After: LimitWords(limit)
            )
        );
        PaymentLimit = limit;
    }

    /// <summary>Says whose line manager is told when the person's work is late; null: nobody.</summary>
    public void ReportTo(Person? manager)
    {
        if (manager is not null && manager.Id == Id)
            throw new DomainException(
                "person.line-manager",
                "Nobody is their own line manager. Choose somebody else, or nobody."
            );
        if (manager?.Id == LineManagerId)
            return;
        LineManagerId = manager?.Id;
        Happened(new Happening("LineManagerChanged", After: manager?.Name ?? "nobody"));
    }

    /// <summary>How the person wants to get e-mail.</summary>
    /// <param name="muted">What they do not want to be told of at the moment.</param>
    public void ChooseMail(bool dailyDigest, Moment muted)
    {
        if (dailyDigest == DailyDigest && muted == Muted)
            return;
        var before = MailWords(DailyDigest, Muted);
        (DailyDigest, Muted) = (dailyDigest, muted);
        Happened(new Happening("MailChosen", Before: before, After: MailWords(dailyDigest, muted)));
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

    /// <summary>An administrator set a password that the person has to change.</summary>
    public void PasswordReset() => Happened(new Happening("PasswordReset"));

    public void PasswordChanged() => Happened(new Happening("PasswordChanged"));

    public void SessionsEnded() => Happened(new Happening("SessionsEnded"));

    public void Unlocked() => Happened(new Happening("PersonUnlocked"));

    public void SecondFactorSetUp() => Happened(new Happening("SecondFactorSetUp"));

    public void SecondFactorTurnedOff() => Happened(new Happening("SecondFactorTurnedOff"));

    /// <summary>An administrator took every second factor away, because it was lost.</summary>
    public void SecondFactorTakenAway() => Happened(new Happening("SecondFactorTakenAway"));

    public void RecoveryCodesMade() => Happened(new Happening("RecoveryCodesMade"));

    /// <param name="name">What the person calls the passkey.</param>
    public void PasskeyAdded(string name) => Happened(new Happening("PasskeyAdded", After: name));

    public void PasskeyRenamed(string before, string after) =>
        Happened(new Happening("PasskeyRenamed", Before: before, After: after));

    public void PasskeyRemoved(string name) =>
        Happened(new Happening("PasskeyRemoved", Before: name));

    /// <param name="provider">What the office calls the provider of single sign-on.</param>
    public void ProviderConnected(string provider) =>
        Happened(new Happening("ProviderConnected", After: provider));

    public void ProviderDisconnected(string provider) =>
        Happened(new Happening("ProviderDisconnected", Before: provider));

    /// <summary>An e-mail address as it is kept and looked up.</summary>
    public static string EmailKey(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        return email.Trim().ToLowerInvariant();
    }

    /// <summary>"daily digest, not told of: Approved", for the audit trail and for what two windows said.</summary>
    public static string MailWords(bool dailyDigest, Moment muted) =>
        $"{(dailyDigest ? "daily digest" : "an e-mail for each reminder")}, not told of: {muted}";

    private static string LimitWords(Money? limit) => limit?.ToString() ?? "no limit";

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
        Email = EmailKey(email);
        Post = string.IsNullOrWhiteSpace(post) ? null : post.Trim();
        Telephone = string.IsNullOrWhiteSpace(telephone) ? null : telephone.Trim();
    }
}
