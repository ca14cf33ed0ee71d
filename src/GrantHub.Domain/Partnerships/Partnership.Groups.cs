using GrantHub.Domain.Grants;

namespace GrantHub.Domain.Partnerships;

/// <summary>The groups in which the partners meet.</summary>
public sealed partial class Partnership
{
    /// <summary>In order of number, closed ones included.</summary>
    public IReadOnlyList<PartnershipGroup> Groups { get; private set; } = [];

    public PartnershipGroup AddGroup(
        string name,
        string? purpose,
        MeetingFrequency meets,
        DateOnly? nextMeetingOn
    )
    {
        var called = GroupName(name, 0);
        var group = new PartnershipGroup(
            NextNumber(),
            called,
            PastedText.Optional(purpose),
            meets,
            nextMeetingOn,
            [],
            []
        );
        Groups = [.. Groups, group];
        Happened(new Happening("GroupAdded", After: Words(group)));
        return group;
    }

    public void ChangeGroup(
        int number,
        string name,
        string? purpose,
        MeetingFrequency meets,
        DateOnly? nextMeetingOn
    )
    {
        var group = OpenGroup(number);
        Keep(
            group,
            group with
            {
                Name = GroupName(name, number),
                Purpose = PastedText.Optional(purpose),
                Meets = meets,
                NextMeetingOn = nextMeetingOn,
            },
            "GroupChanged"
        );
    }

    /// <summary>The group no longer meets. What it was stays.</summary>
    public void CloseGroup(int number, DateOnly on, DateOnly today)
    {
        var group = OpenGroup(number);
        if (on > today)
            throw new DomainException(
                "group.closed-future",
                "The last day of a group cannot be later than today."
            );
        var closed = group with { ClosedOn = on, NextMeetingOn = null };
        Groups = [.. Groups.Select(g => g.Number == number ? closed : g)];
        Happened(new Happening("GroupClosed", After: $"{group.Name}, on {on.InWords()}"));
    }

    /// <param name="organisation">By name; may be empty.</param>
    /// <param name="to">The last day; null: until further notice.</param>
    public GroupChair AddChair(
        int number,
        string name,
        string? organisation,
        DateOnly from,
        DateOnly? to
    )
    {
        var group = OpenGroup(number);
        var person = PastedText.Required(name, "chair.name", "Enter the name of the chair.");
        GuardChairDates(group, new GroupChair(0, person, null, from, to));
        var chair = new GroupChair(
            NextNumber(),
            person,
            PastedText.Optional(organisation),
            from,
            to
        );
        Keep(group, group with { Chairs = InTime([.. group.Chairs, chair]) });
        Happened(new Happening("ChairAdded", After: $"{group.Name}: {Words(chair)}"));
        return chair;
    }

    /// <param name="on">The last day as the chair.</param>
    public void EndChair(int number, int chairNumber, DateOnly on)
    {
        var group = OpenGroup(number);
        var chair = ChairOf(group, chairNumber);
        var ended = chair with { To = on };
        GuardChairDates(group, ended);
        Keep(
            group,
            group with
            {
                Chairs = [.. group.Chairs.Select(c => c.Number == chairNumber ? ended : c)],
            }
        );
        Happened(
            new Happening(
                "ChairEnded",
                Before: $"{group.Name}: {Words(chair)}",
                After: $"{group.Name}: {Words(ended)}"
            )
        );
    }

    /// <summary>Takes a chair out who was entered by mistake. That it was so stays in the history.</summary>
    public void RemoveChair(int number, int chairNumber)
    {
        var group = OpenGroup(number);
        var chair = ChairOf(group, chairNumber);
        Keep(group, group with { Chairs = [.. group.Chairs.Where(c => c.Number != chairNumber)] });
        Happened(new Happening("ChairRemoved", Before: $"{group.Name}: {Words(chair)}"));
    }

    /// <param name="organisation">By name; may be empty.</param>
    public GroupMember AddGroupMember(int number, string name, string? organisation)
    {
        var group = OpenGroup(number);
        var person = PastedText.Required(
            name,
            "group-member.name",
            "Enter the name of the person."
        );
        var from = PastedText.Optional(organisation);
        if (
            group.Members.Any(m =>
                Organisation.KeyOf(m.Name) == Organisation.KeyOf(person)
                && Organisation.KeyOf(m.Organisation ?? "") == Organisation.KeyOf(from ?? "")
            )
        )
            throw new DomainException(
                "group-member.twice",
                $"{person} is a member of {group.Name} already."
            );
        var member = new GroupMember(NextNumber(), person, from);
        Keep(
            group,
            group with
            {
                Members =
                [
                    .. group
                        .Members.Append(member)
                        .OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase),
                ],
            }
        );
        Happened(new Happening("GroupMemberAdded", After: $"{group.Name}: {Words(member)}"));
        return member;
    }

    public void RemoveGroupMember(int number, int memberNumber)
    {
        var group = OpenGroup(number);
        var member =
            group.Members.FirstOrDefault(m => m.Number == memberNumber)
            ?? throw new DomainException(
                "group-member.gone",
                $"{group.Name} has no such member. Somebody may have removed them."
            );
        Keep(
            group,
            group with
            {
                Members = [.. group.Members.Where(m => m.Number != memberNumber)],
            }
        );
        Happened(new Happening("GroupMemberRemoved", Before: $"{group.Name}: {Words(member)}"));
    }

    private string GroupName(string name, int except)
    {
        var called = PastedText.Required(name, "group.name", "Enter the name of the group.");
        var key = Organisation.KeyOf(called);
        return Groups.Any(g =>
            g.ClosedOn is null && g.Number != except && Organisation.KeyOf(g.Name) == key
        )
            ? throw new DomainException(
                "group.name-taken",
                $"{Name} has a group called {called} already. Choose another name."
            )
            : called;
    }

    private static void GuardChairDates(PartnershipGroup group, GroupChair chair)
    {
        if (chair.To < chair.From)
            throw new DomainException(
                "chair.dates",
                $"{chair.Name} chairs the group from {chair.From.InWords()}, so the last day cannot be before that."
            );
        if (
            group.Chairs.FirstOrDefault(c => c.Number != chair.Number && c.Overlaps(chair)) is
            { } other
        )
            throw new DomainException(
                "chair.overlap",
                $"{other.Name} chairs {group.Name} {Spell(other)}. A group has one chair at a time, so end that turn first or choose other dates."
            );
    }

    private static IReadOnlyList<GroupChair> InTime(IReadOnlyList<GroupChair> chairs) =>
        [.. chairs.OrderBy(chair => chair.From)];

    private PartnershipGroup OpenGroup(int number)
    {
        var group =
            Groups.FirstOrDefault(g => g.Number == number)
            ?? throw new DomainException("group.unknown", $"{Name} has no such group.");
        return group.ClosedOn is { } closed
            ? throw DomainException.Conflict(
                "group.closed",
                $"{group.Name} was closed on {closed.InWords()}, so it stays as it was."
            )
            : group;
    }

    private static GroupChair ChairOf(PartnershipGroup group, int number) =>
        group.Chairs.FirstOrDefault(c => c.Number == number)
        ?? throw new DomainException(
            "chair.gone",
            $"{group.Name} has no such chair. Somebody may have removed them."
        );

    private void Keep(PartnershipGroup before, PartnershipGroup after, string? what = null)
    {
        Groups = [.. Groups.Select(group => group.Number == after.Number ? after : group)];
        if (what is not null)
            Happened(new Happening(what, Before: Words(before), After: Words(after)));
    }

    private static string Words(PartnershipGroup group) =>
        string.Join(
            ", ",
            new[]
            {
                group.Name,
                group.Meets.InWords(),
                group.NextMeetingOn is { } next ? $"next meeting on {next.InWords()}" : null,
                group.Purpose,
            }.OfType<string>()
        );

    private static string Words(GroupChair chair) =>
        $"{WithOrganisation(chair.Name, chair.Organisation)}, {Spell(chair)}";

    private static string Words(GroupMember member) =>
        WithOrganisation(member.Name, member.Organisation);

    private static string WithOrganisation(string name, string? organisation) =>
        organisation is null ? name : $"{name} ({organisation})";

    private static string Spell(GroupChair chair) =>
        chair.To is { } to
            ? $"from {chair.From.InWords()} to {to.InWords()}"
            : $"from {chair.From.InWords()} until further notice";
}
