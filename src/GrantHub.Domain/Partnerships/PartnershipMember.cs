using GrantHub.Domain.Grants;

namespace GrantHub.Domain.Partnerships;

/// <summary>
/// In what capacity an organisation belongs to a partnership. Which bodies are statutory partners and relevant agencies
/// follows from the Act under which the partnership stands, such as the Children Act 2004, section 16E.
/// </summary>
public enum MemberKind
{
    StatutoryPartner,
    RelevantAgency,
    Other,
}

/// <summary>A time during which an organisation belonged to a partnership, before it left.</summary>
/// <param name="JoinedOn">Null where nobody knows any more.</param>
public sealed record Membership(DateOnly? JoinedOn, DateOnly LeftOn);

/// <summary>An organisation that belongs to a partnership, or did.</summary>
public sealed class PartnershipMember
{
    private PartnershipMember() { }

    internal PartnershipMember(
        long organisationId,
        string name,
        MemberKind kind,
        DateOnly? joinedOn
    ) => (OrganisationId, Name, Kind, JoinedOn) = (organisationId, name, kind, joinedOn);

    public long Id { get; private set; }
    public long PartnershipId { get; private set; }

    /// <summary>One row for each organisation, however often it leaves and rejoins.</summary>
    public long OrganisationId { get; private set; }

    /// <summary>The organisation's name when it joined, for the history; pages show its present name.</summary>
    public string Name { get; private set; } = "";
    public MemberKind Kind { get; private set; }

    /// <summary>Null where nobody knows any more.</summary>
    public DateOnly? JoinedOn { get; private set; }

    /// <summary>The last day of its membership; null for a member of today.</summary>
    public DateOnly? LeftOn { get; private set; }

    /// <summary>In order of time, those before the one that <see cref="JoinedOn"/> begins.</summary>
    public IReadOnlyList<Membership> Earlier { get; private set; } = [];

    /// <summary>When the memorandum of understanding was signed; null: there is none.</summary>
    public DateOnly? MemorandumSignedOn { get; private set; }

    /// <summary>When the memorandum has to be looked at again; null: nobody has said.</summary>
    public DateOnly? ReviewDueOn { get; private set; }

    /// <summary>The memorandum itself, where it is kept.</summary>
    public StoredFile? MemorandumFile { get; private set; }

    public bool IsPresent => LeftOn is null;

    internal void Change(MemberKind kind, DateOnly? joinedOn) =>
        (Kind, JoinedOn) = (kind, joinedOn);

    internal void Record(DateOnly signedOn, DateOnly? reviewDueOn) =>
        (MemorandumSignedOn, ReviewDueOn) = (signedOn, reviewDueOn);

    internal void File(StoredFile file) => MemorandumFile = file;

    internal void Leave(DateOnly on) => LeftOn = on;

    internal void Rejoin(DateOnly on)
    {
        Earlier = [.. Earlier, new Membership(JoinedOn, LeftOn!.Value)];
        (JoinedOn, LeftOn) = (on, null);
    }
}
