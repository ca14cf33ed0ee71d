using GrantHub.Domain.Grants;

namespace GrantHub.Domain.Partnerships;

/// <summary>Who belongs to the partnership, and the memoranda of understanding.</summary>
public sealed partial class Partnership
{
    /// <summary>Those of today first, each in order of kind and name.</summary>
    public IReadOnlyList<PartnershipMember> Members =>
        [
            .. members
                .OrderByDescending(member => member.IsPresent)
                .ThenBy(member => member.Kind)
                .ThenBy(member => member.Name, StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>Whether an organisation belongs to the partnership today.</summary>
    public bool IsMember(long organisationId) =>
        members.Exists(member => member.OrganisationId == organisationId && member.IsPresent);

    /// <param name="organisationId">Of an organisation that is stored.</param>
    /// <param name="joinedOn">Null where nobody knows any more.</param>
    public PartnershipMember AddMember(
        long organisationId,
        string name,
        MemberKind kind,
        DateOnly? joinedOn
    )
    {
        if (members.Find(member => member.OrganisationId == organisationId) is { } earlier)
            throw new DomainException(
                "member.twice",
                earlier.IsPresent
                    ? $"{earlier.Name} is a member of the partnership already."
                    : $"{earlier.Name} was a member and left. Let it rejoin instead of adding it again."
            );
        var member = new PartnershipMember(organisationId, name, kind, joinedOn);
        members.Add(member);
        Happened(new Happening("MemberAdded", After: Words(member)));
        return member;
    }

    public void ChangeMember(long organisationId, MemberKind kind, DateOnly? joinedOn)
    {
        var member = MemberOf(organisationId);
        if (joinedOn > member.LeftOn)
            throw new DomainException(
                "member.joined",
                $"{member.Name} left on {member.LeftOn!.Value.InWords()}, so it cannot have joined later than that."
            );
        GuardAfterEarlier(member, joinedOn);
        var before = Words(member);
        member.Change(kind, joinedOn);
        Happened(new Happening("MemberChanged", Before: before, After: Words(member)));
    }

    /// <summary>Records the memorandum of understanding; a later one takes an earlier one's place.</summary>
    /// <param name="reviewDueOn">Null: nobody has said when it is to be reviewed.</param>
    public void RecordMemorandum(
        long organisationId,
        DateOnly signedOn,
        DateOnly? reviewDueOn,
        DateOnly today
    )
    {
        var member = PresentMember(organisationId);
        if (signedOn > today)
            throw new DomainException(
                "memorandum.future",
                "The memorandum cannot have been signed on a later day than today."
            );
        if (reviewDueOn <= signedOn)
            throw new DomainException(
                "memorandum.review",
                $"The memorandum was signed on {signedOn.InWords()}, so its review has to be due later than that."
            );
        var before = MemorandumWords(member);
        member.Record(signedOn, reviewDueOn);
        Happened(
            new Happening("MemorandumRecorded", Before: before, After: MemorandumWords(member))
        );
    }

    /// <summary>Keeps the memorandum's file with it; a later file takes the place of an earlier one.</summary>
    public void AttachMemorandum(long organisationId, StoredFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var member = PresentMember(organisationId);
        if (member.MemorandumSignedOn is null)
            throw new DomainException(
                "memorandum.none",
                $"Enter first when the memorandum with {member.Name} was signed."
            );
        var before = member.MemorandumFile?.Name;
        member.File(file);
        Happened(
            new Happening("MemorandumFiled", Before: before, After: $"{member.Name}: {file.Name}")
        );
    }

    /// <summary>Ends a membership. That it was, and its memorandum, stay.</summary>
    /// <param name="on">The last day.</param>
    public void Leave(long organisationId, DateOnly on, DateOnly today)
    {
        var member = PresentMember(organisationId);
        if (HostId == organisationId)
            throw new DomainException(
                "member.host",
                $"{member.Name} hosts the partnership. Choose another host first."
            );
        if (Rule.Terms.Any(term => term.OrganisationId == organisationId))
            throw new DomainException(
                "member.rule",
                $"The year-end rule names {member.Name}. Change the rule first."
            );
        if (Priorities.FirstOrDefault(p => p.LeadId == organisationId) is { } led)
            throw new DomainException(
                "member.leads",
                $"{member.Name} leads the priority {led.Title}. Choose another lead partner first."
            );
        if (on > today)
            throw new DomainException(
                "member.left-future",
                "The last day of a membership cannot be later than today."
            );
        if (on < member.JoinedOn)
            throw new DomainException(
                "member.left-before",
                $"{member.Name} joined on {member.JoinedOn!.Value.InWords()}, so it cannot have left before that."
            );
        member.Leave(on);
        Happened(new Happening("MemberLeft", After: $"{member.Name}, on {on.InWords()}"));
    }

    /// <summary>An organisation that left belongs to the partnership again.</summary>
    public void Rejoin(long organisationId, DateOnly on, DateOnly today)
    {
        var member = MemberOf(organisationId);
        if (member.LeftOn is not { } left)
            throw DomainException.Conflict(
                "member.present",
                $"{member.Name} is a member of the partnership already."
            );
        if (on <= left)
            throw new DomainException(
                "member.rejoin-before",
                $"{member.Name} left on {left.InWords()}, so it can rejoin from the day after."
            );
        if (on > today)
            throw new DomainException(
                "member.rejoin-future",
                "The first day of a membership cannot be later than today."
            );
        member.Rejoin(on);
        Happened(new Happening("MemberRejoined", After: $"{member.Name}, on {on.InWords()}"));
    }

    private static void GuardAfterEarlier(PartnershipMember member, DateOnly? joinedOn)
    {
        if (member.Earlier.Count > 0 && (joinedOn is null || joinedOn <= member.Earlier[^1].LeftOn))
            throw new DomainException(
                "member.joined",
                $"{member.Name} was a member before and left on {member.Earlier[^1].LeftOn.InWords()}. Enter a later day on which it joined again."
            );
    }

    private PartnershipMember MemberOf(long organisationId) =>
        members.Find(member => member.OrganisationId == organisationId)
        ?? throw new DomainException(
            "member.unknown",
            $"The organisation has never been a member of {Name}. Add it as a member first."
        );

    private PartnershipMember PresentMember(long organisationId)
    {
        var member = MemberOf(organisationId);
        return member.LeftOn is { } left
            ? throw DomainException.Conflict(
                "member.left",
                $"{member.Name} left the partnership on {left.InWords()}."
            )
            : member;
    }

    private static string Words(PartnershipMember member) =>
        string.Join(
            ", ",
            new[]
            {
                member.Name,
                member.Kind switch
                {
                    MemberKind.StatutoryPartner => "statutory partner",
                    MemberKind.RelevantAgency => "relevant agency",
                    MemberKind.Other => "other member",
                },
                member.JoinedOn is { } joined ? $"joined on {joined.InWords()}" : null,
            }.OfType<string>()
        );

    private static string? MemorandumWords(PartnershipMember member) =>
        member.MemorandumSignedOn is { } signed
            ? $"{member.Name}: signed on {signed.InWords()}, {(member.ReviewDueOn is { } due ? $"review due on {due.InWords()}" : "no review date")}"
            : null;
}
