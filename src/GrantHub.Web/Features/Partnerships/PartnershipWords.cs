using GrantHub.Domain.Audit;
using GrantHub.Domain.Partnerships;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>How a partnership reads.</summary>
internal static class PartnershipWords
{
    public static string Title(this MemberKind kind) =>
        kind switch
        {
            MemberKind.StatutoryPartner => "Statutory partner",
            MemberKind.RelevantAgency => "Relevant agency",
            MemberKind.Other => "Other member",
        };

    public static string Title(this UnderspendRule rule) =>
        rule switch
        {
            UnderspendRule.CarryForward => "All of it is carried forward",
            UnderspendRule.ReturnProRata =>
                "All of it goes back to the partners, pro rata to their contributions in cash",
            UnderspendRule.Split => "A percentage goes back pro rata, the rest is carried forward",
        };

    public static string Title(this OverspendRule rule) =>
        rule switch
        {
            OverspendRule.ProRata => "The partners, pro rata to their contributions in cash",
            OverspendRule.FixedShares => "The partners, by fixed shares",
        };

    /// <summary>The year-end rule in sentences that a board can read.</summary>
    public static IReadOnlyList<string> Sentences(YearEndRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return
        [
            rule.Underspend switch
            {
                UnderspendRule.CarryForward =>
                    "What a year ends better than its budget is carried forward.",
                UnderspendRule.ReturnProRata =>
                    "What a year ends better than its budget goes back to the partners, pro rata to their contributions in cash.",
                UnderspendRule.Split =>
                    $"Of what a year ends better than its budget, {TenthsOfAPercent.InWords(rule.ReturnTenths ?? 0)} goes back to the partners, pro rata to their contributions in cash. The rest is carried forward.",
            },
            "An overspend is met from the reserve first.",
            rule.Overspend switch
            {
                OverspendRule.ProRata =>
                    "The partners make good what the reserve cannot, pro rata to their contributions in cash.",
                OverspendRule.FixedShares =>
                    "The partners make good what the reserve cannot, by fixed shares.",
            },
        ];
    }

    /// <summary>What one partner agreed: "25.0%, at most £10,000.00 a year".</summary>
    public static string Term(PartnerTerm term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return string.Join(
            ", ",
            new[]
            {
                term.ShareTenths is { } share ? TenthsOfAPercent.InWords(share) : null,
                term.Cap is { } cap ? $"at most {cap} a year" : null,
            }.OfType<string>()
        );
    }

    public static string Years(PartnershipPriority priority) =>
        (priority.From, priority.To) switch
        {
            ({ } from, { } to) when from == to => $"{from}",
            ({ } from, { } to) => $"{from} to {to}",
            ({ } from, null) => $"from {from}",
            (null, { } to) => $"to {to}",
            (null, null) => "not said",
        };

    /// <summary>When a runway's reserve falls below the floor and runs out, as the end of a sentence.</summary>
    public static string Outlook(ReserveRunway runway)
    {
        ArgumentNullException.ThrowIfNull(runway);
        return (runway.BelowFloorIn, runway.ExhaustedIn) switch
        {
            (null, null) =>
                $"stays at or above the floor of {runway.Floor} up to {runway.Years[^1].Year}",
            ({ } below, null) =>
                $"falls below the floor of {runway.Floor} in {below} and does not run out up to {runway.Years[^1].Year}",
            ({ } below, { } exhausted) when below == exhausted =>
                $"falls below the floor of {runway.Floor} and runs out in {exhausted}",
            ({ } below, { } exhausted) =>
                $"falls below the floor of {runway.Floor} in {below} and runs out in {exhausted}",
            (null, { } exhausted) => $"runs out in {exhausted}",
        };
    }

    /// <summary>What a runway is of: "At standstill", "In the scenario Pay award".</summary>
    public static string Case(ReserveRunway runway)
    {
        ArgumentNullException.ThrowIfNull(runway);
        return runway.Name == RunwayScenario.Standstill
            ? "At standstill"
            : $"In the scenario {runway.Name}";
    }

    /// <summary>An entry of the audit trail as a heading of the history.</summary>
    public static string What(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.What switch
        {
            "PartnershipAdded" => "Partnership added",
            "PartnershipChanged" => "Details changed",
            "YearEndRuleSet" => "Year-end rule agreed",
            "MemberAdded" => "Member added",
            "MemberChanged" => "Member changed",
            "MemberLeft" => "Member left",
            "MemberRejoined" => "Member rejoined",
            "MemorandumRecorded" => "Memorandum of understanding recorded",
            "MemorandumFiled" => "Memorandum of understanding filed",
            "GroupAdded" => "Group added",
            "GroupChanged" => "Group changed",
            "GroupClosed" => "Group closed",
            "ChairAdded" => "Chair added",
            "ChairEnded" => "Chair’s last day changed",
            "ChairRemoved" => "Chair removed",
            "GroupMemberAdded" => "Member of a group added",
            "GroupMemberRemoved" => "Member of a group removed",
            "PriorityAdded" => "Priority added",
            "PriorityChanged" => "Priority changed",
            "PrioritiesReordered" => "Priorities put in another order",
            "PriorityRemoved" => "Priority removed",
            "ScenarioAdded" => "Runway scenario added",
            "ScenarioChanged" => "Runway scenario changed",
            "ScenarioRemoved" => "Runway scenario removed",
            var other => other,
        };
    }
}
