namespace GrantHub.Domain.Partnerships;

/// <summary>How often a group meets.</summary>
public enum MeetingFrequency
{
    Weekly,
    Monthly,
    SixWeekly,
    Quarterly,
    TwiceAYear,
    Yearly,
    AsNeeded,
}

public static class MeetingFrequencies
{
    /// <summary>"every six weeks", as it follows "meets".</summary>
    public static string InWords(this MeetingFrequency meets) =>
        meets switch
        {
            MeetingFrequency.Weekly => "weekly",
            MeetingFrequency.Monthly => "monthly",
            MeetingFrequency.SixWeekly => "every six weeks",
            MeetingFrequency.Quarterly => "quarterly",
            MeetingFrequency.TwiceAYear => "twice a year",
            MeetingFrequency.Yearly => "yearly",
            MeetingFrequency.AsNeeded => "as needed",
        };
}

/// <summary>Somebody's turn as the chair of a group.</summary>
/// <param name="Number">Within the partnership.</param>
/// <param name="Organisation">By name, as the minutes have it; null: none.</param>
/// <param name="To">The last day; null: until further notice.</param>
public sealed record GroupChair(
    int Number,
    string Name,
    string? Organisation,
    DateOnly From,
    DateOnly? To
)
{
    public bool IsChairOn(DateOnly date) => From <= date && (To is null || date <= To);

    internal bool Overlaps(GroupChair other) =>
        From <= (other.To ?? DateOnly.MaxValue) && other.From <= (To ?? DateOnly.MaxValue);
}

/// <summary>Somebody who sits in a group.</summary>
/// <param name="Number">Within the partnership.</param>
/// <param name="Organisation">By name, as the minutes have it; null: none.</param>
public sealed record GroupMember(int Number, string Name, string? Organisation);

/// <summary>A board, executive or subgroup of a partnership.</summary>
/// <param name="Number">Within the partnership.</param>
/// <param name="Chairs">In order of time; no two at once.</param>
/// <param name="Members">In order of name.</param>
/// <param name="ClosedOn">Its last day; null while it meets.</param>
public sealed record PartnershipGroup(
    int Number,
    string Name,
    string? Purpose,
    MeetingFrequency Meets,
    DateOnly? NextMeetingOn,
    IReadOnlyList<GroupChair> Chairs,
    IReadOnlyList<GroupMember> Members,
    DateOnly? ClosedOn = null
)
{
    /// <summary>Who chairs the group on a day; null: nobody.</summary>
    public GroupChair? ChairOn(DateOnly date) =>
        Chairs.FirstOrDefault(chair => chair.IsChairOn(date));
}
