using System.Text.RegularExpressions;
using GrantHub.Domain.Grants;

namespace GrantHub.Domain.Partnerships;

/// <summary>
/// Organisations that pay into one budget and decide on it together. Its budgets are aggregates of their own.
/// </summary>
/// <remarks>Everything that changes it needs its members loaded: the rules look at who belongs to it.</remarks>
public sealed partial class Partnership : AggregateRoot, INamed
{
    private readonly List<PartnershipMember> members = [];

    private Partnership() { }

    public const string Subject = "partnership";

    /// <summary>The longest address, in characters.</summary>
    public const int LongestSlug = 80;

    public override string SubjectKind => Subject;

    public string Name { get; private set; } = "";

    /// <summary>The name in lower case, so that one partnership is not kept twice; unique.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>The last part of its address, such as "hsscp"; unique.</summary>
    public string Slug { get; private set; } = "";
    public string? Purpose { get; private set; }

    /// <summary>The organisation that keeps the money and the staff, a present member; null until somebody says.</summary>
    public long? HostId { get; private set; }

    /// <summary>The least that the partners want to hold in reserve at a year's end; £0.00 or more.</summary>
    public Money Floor { get; private set; }

    /// <summary>What happens at a year's end; <see cref="YearEndRule.Default"/> until the partners agree one.</summary>
    public YearEndRule Rule { get; private set; } = YearEndRule.Default;

    /// <summary>Whether the partners have agreed the rule, so that changing it needs a reason.</summary>
    public bool IsRuleAgreed { get; private set; }

    /// <summary>The last number given out to a group, a chair, a priority or a scenario.</summary>
    public int LastNumber { get; private set; }

    /// <param name="slug">As it stands in addresses: lower-case letters, digits and single hyphens.</param>
    public static Partnership Add(string name, string slug)
    {
        var partnership = new Partnership();
        partnership.Call(name, slug);
        partnership.Happened(new Happening("PartnershipAdded", After: partnership.Name));
        return partnership;
    }

    /// <summary>Says what the partnership is called and for, who hosts it and what it wants in reserve.</summary>
    /// <param name="hostId">A present member; null: not said.</param>
    public void Describe(string name, string slug, string? purpose, long? hostId, Money floor)
    {
        if (floor < Money.Zero)
            throw new DomainException(
                "partnership.floor",
                "Enter the least reserve that the partners want, as £0.00 or more."
            );
        if (hostId is { } id && !IsMember(id))
            throw new DomainException(
                "partnership.host",
                "The host has to be a member of the partnership. Add the organisation as a member first."
            );
        var before = Words();
        Call(name, slug);
        Purpose = PastedText.Optional(purpose);
        HostId = hostId;
        Floor = floor;
        Happened(new Happening("PartnershipChanged", Before: before, After: Words()));
    }

    /// <summary>
    /// Sets what the partners agreed about the end of a year. What a choice has no use for (a percentage when nothing is
    /// split, a share of an overspend that is met pro rata) is left out.
    /// </summary>
    /// <param name="reason">Needed when an agreed rule changes; else may be empty.</param>
    public void SetRule(YearEndRule rule, string? reason)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var agreed = Agreed(rule);
        GuardTerms(agreed);
        if (IsRuleAgreed && Same(Rule, agreed))
            return;
        var why = PastedText.Optional(reason);
        if (IsRuleAgreed && why is null)
            throw new DomainException(
                "rule.reason",
                "The partners have agreed a year-end rule already. Say why it changes."
            );
        var before = IsRuleAgreed ? Words(Rule) : null;
        (Rule, IsRuleAgreed) = (agreed, true);
        Happened(new Happening("YearEndRuleSet", Why: why, Before: before, After: Words(Rule)));
    }

    private static YearEndRule Agreed(YearEndRule rule)
    {
        var isSplit = rule.Underspend == UnderspendRule.Split;
        if (isSplit && rule.ReturnTenths is not (>= 1 and < YearEndRule.WholeTenths))
            throw new DomainException(
                "rule.return",
                "Enter how much of an underspend goes back to the partners, from 0.1% to 99.9%. To return all of it or none, choose that instead."
            );
        var isFixed = rule.Overspend == OverspendRule.FixedShares;
        return rule with
        {
            ReturnTenths = isSplit ? rule.ReturnTenths : null,
            Terms =
            [
                .. rule
                    .Terms.Select(term => isFixed ? term : term with { ShareTenths = null })
                    .Where(term => term.ShareTenths is not (null or 0) || term.Cap is not null),
            ],
        };
    }

    private void GuardTerms(YearEndRule rule)
    {
        foreach (var term in rule.Terms)
        {
            if (!IsMember(term.OrganisationId))
                throw new DomainException(
                    "rule.member",
                    $"{term.Partner} is not a member of the partnership. Only members can have a share of an overspend or a cap."
                );
            if (term.ShareTenths is < 0 or > YearEndRule.WholeTenths)
                throw new DomainException(
                    "rule.share",
                    $"Enter the share of {term.Partner} as 0% to 100%."
                );
            if (term.Cap < Money.Zero)
                throw new DomainException(
                    "rule.cap",
                    $"Enter the cap of {term.Partner} as £0.00 or more."
                );
        }
        if (rule.Terms.DistinctBy(term => term.OrganisationId).Count() != rule.Terms.Count)
            throw new DomainException("rule.twice", "Name each partner once in the rule.");
        if (rule.Overspend != OverspendRule.FixedShares)
            return;
        var whole = rule.Terms.Sum(term => term.ShareTenths ?? 0);
        if (whole != YearEndRule.WholeTenths)
            throw new DomainException(
                "rule.shares",
                $"The partners’ shares of an overspend come to {TenthsOfAPercent.InWords(whole)}. They have to come to exactly 100.0%."
            );
    }

    private static bool Same(YearEndRule one, YearEndRule other) =>
        one.Underspend == other.Underspend
        && one.ReturnTenths == other.ReturnTenths
        && one.Overspend == other.Overspend
        && one.Terms.SequenceEqual(other.Terms);

    private void Call(string name, string slug)
    {
        var called = PastedText.Required(name, "partnership.name", "Enter the partnership’s name.");
        if (slug is null || slug.Length > LongestSlug || !SlugForm().IsMatch(slug))
            throw new DomainException(
                "partnership.slug",
                $"Enter the short name for addresses in lower-case letters and digits, with single hyphens between words and at most {LongestSlug} characters, such as hsscp."
            );
        (Name, NameKey, Slug) = (called, Organisation.KeyOf(called), slug);
    }

    private string Words() =>
        string.Join(
            ", ",
            new[]
            {
                Name,
                Slug,
                HostId is { } host ? $"hosted by {MemberOf(host).Name}" : null,
                $"reserve of at least {Floor}",
                Purpose,
            }.OfType<string>()
        );

    private static string Words(YearEndRule rule)
    {
        var words = new List<string>
        {
            rule.Underspend switch
            {
                UnderspendRule.CarryForward => "underspend carried forward",
                UnderspendRule.ReturnProRata => "underspend returned pro rata",
                UnderspendRule.Split =>
                    $"{TenthsOfAPercent.InWords(rule.ReturnTenths ?? 0)} of an underspend returned pro rata, the rest carried forward",
            },
            rule.Overspend switch
            {
                OverspendRule.ProRata => "overspend from the reserve, then pro rata",
                OverspendRule.FixedShares => "overspend from the reserve, then by fixed shares",
            },
        };
        words.AddRange(
            rule.Terms.Select(term =>
                string.Join(
                    " ",
                    new[]
                    {
                        $"{term.Partner}:",
                        term.ShareTenths is { } share ? TenthsOfAPercent.InWords(share) : null,
                        term.Cap is { } cap ? $"at most {cap}" : null,
                    }.OfType<string>()
                )
            )
        );
        return string.Join("; ", words);
    }

    private int NextNumber() => ++LastNumber;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex SlugForm();
}
