using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Partnerships;

public class PartnershipTests
{
    private const long Police = 1;
    private const long Council = 2;
    private const long Health = 3;
    private static readonly DateOnly Today = new(2019, 9, 1);

    private static readonly StoredFile File = new(
        "Memorandum.pdf",
        AppendixKind.Pdf,
        "application/pdf",
        12,
        "00",
        "key",
        new DateTime(2019, 9, 1, 0, 0, 0, DateTimeKind.Utc)
    );

    private readonly Partnership partnership = Board();

    [Theory]
    [InlineData("", "board", "partnership.name")]
    [InlineData("Board", "", "partnership.slug")]
    [InlineData("Board", "The Board", "partnership.slug")]
    [InlineData("Board", "board-", "partnership.slug")]
    [InlineData("Board", "a--b", "partnership.slug")]
    public void Add_WithoutANameOrAPlainAddress_IsRefused(string name, string slug, string code) =>
        Refused.With(code, () => Partnership.Add(name, slug), "Enter");

    [Fact]
    public void Describe_AHostWhoIsNoMember_IsRefused() =>
        Refused.With(
            "partnership.host",
            () => partnership.Describe("Board", "board", null, 99, Money.Zero),
            "Add the organisation"
        );

    [Fact]
    public void Describe_AFloorBelowZero_IsRefused() =>
        Refused.With(
            "partnership.floor",
            () => partnership.Describe("Board", "board", null, null, new Money(-1)),
            "£0.00 or more"
        );

    [Fact]
    public void Describe_KeepsBeforeAndAfter()
    {
        partnership.ForgetHappenings();

        partnership.Describe(" Board  ", "b", " Safe children ", Council, Money.Pounds(20_000));

        Assert.Equal(
            ("Board", "b", "Safe children"),
            (partnership.Name, partnership.Slug, partnership.Purpose)
        );
        var happening = Assert.Single(partnership.Happenings);
        Assert.Equal("PartnershipChanged", happening.What);
        Assert.Contains("hosted by Council", happening.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1000)]
    public void SetRule_SplitWithoutAPart_IsRefused(int? tenths) =>
        Refused.With(
            "rule.return",
            () => partnership.SetRule(Rule(UnderspendRule.Split, tenths), null),
            "0.1% to 99.9%"
        );

    [Fact]
    public void SetRule_SharesThatDoNotSum_AreRefusedWithTheirSum() =>
        Refused.With(
            "rule.shares",
            () => partnership.SetRule(Shares((Police, 500), (Council, 499)), null),
            "99.9%"
        );

    [Fact]
    public void SetRule_AShareOfNoMember_IsRefused() =>
        Refused.With(
            "rule.member",
            () => partnership.SetRule(Shares((Police, 500), (99, 500)), null),
            "Partner 99"
        );

    [Fact]
    public void SetRule_APartnerTwice_IsRefused() =>
        Refused.With(
            "rule.twice",
            () => partnership.SetRule(Shares((Police, 500), (Police, 500)), null),
            "once"
        );

    [Fact]
    public void SetRule_AShareOutOfRange_IsRefused() =>
        Refused.With(
            "rule.share",
            () => partnership.SetRule(Shares((Police, -1), (Council, 1001)), null),
            "0% to 100%"
        );

    [Fact]
    public void SetRule_ANegativeCap_IsRefused() =>
        Refused.With(
            "rule.cap",
            () =>
                partnership.SetRule(
                    YearEndRule.Default with
                    {
                        Terms = [new(Police, "Police", null, new Money(-1))],
                    },
                    null
                ),
            "Police"
        );

    [Fact]
    public void SetRule_AgainWithoutAReason_IsRefusedUnlessItIsTheSame()
    {
        partnership.SetRule(Shares((Police, 400), (Council, 600)), null);
        partnership.ForgetHappenings();

        partnership.SetRule(Shares((Police, 400), (Council, 600)), null);
        Assert.Empty(partnership.Happenings);
        Refused.With("rule.reason", () => partnership.SetRule(YearEndRule.Default, " "), "Say why");
        partnership.SetRule(YearEndRule.Default, "The board agreed.");

        var happening = Assert.Single(partnership.Happenings);
        Assert.Equal("The board agreed.", happening.Why);
        Assert.Contains("Partner 1: 40.0%", happening.Before, StringComparison.Ordinal);
    }

    [Fact]
    public void SetRule_ProRata_LeavesOutSharesAndTermsThatSayNothing()
    {
        partnership.SetRule(
            Shares((Police, 400), (Council, 600)) with
            {
                Overspend = OverspendRule.ProRata,
                ReturnTenths = 7,
            },
            null
        );

        Assert.Empty(partnership.Rule.Terms);
        Assert.Null(partnership.Rule.ReturnTenths);
    }

    [Fact]
    public void AddMember_Twice_IsRefused() =>
        Refused.With(
            "member.twice",
            () => partnership.AddMember(Police, "Police", MemberKind.Other, null),
            "already"
        );

    [Fact]
    public void Leave_AndRejoin_KeepsTheEarlierMembership()
    {
        partnership.Leave(Police, new(2019, 3, 31), Today);
        Assert.False(partnership.IsMember(Police));
        Refused.With(
            "member.twice",
            () => partnership.AddMember(Police, "Police", MemberKind.Other, null),
            "rejoin"
        );
        Refused.With(
            "member.rejoin-before",
            () => partnership.Rejoin(Police, new(2019, 3, 31), Today),
            "day after"
        );
        Refused.With(
            "member.rejoin-future",
            () => partnership.Rejoin(Police, Today.AddDays(1), Today),
            "today"
        );

        partnership.Rejoin(Police, new(2019, 4, 1), Today);

        var member = partnership.Members.Single(m => m.OrganisationId == Police);
        Assert.Equal(new DateOnly(2019, 4, 1), member.JoinedOn);
        Assert.Equal([new Membership(new(2017, 4, 1), new(2019, 3, 31))], member.Earlier);
        Refused.With(
            "member.joined",
            () => partnership.ChangeMember(Police, MemberKind.Other, new(2019, 3, 1)),
            "was a member before"
        );
        Refused.With("member.present", () => partnership.Rejoin(Police, Today, Today), "already");
    }

    [Fact]
    public void Leave_AHostALeadAPartyToTheRuleOrOnAWrongDay_IsRefused()
    {
        partnership.Describe("Board", "board", null, Council, Money.Zero);
        Refused.With("member.host", () => partnership.Leave(Council, Today, Today), "host");
        Refused.With(
            "member.left-future",
            () => partnership.Leave(Police, Today.AddDays(1), Today),
            "today"
        );
        Refused.With(
            "member.left-before",
            () => partnership.Leave(Police, new(2017, 3, 31), Today),
            "1 April 2017"
        );
        partnership.AddPriority("Neglect", null, Police, null, null);
        Refused.With("member.leads", () => partnership.Leave(Police, Today, Today), "Neglect");
        partnership.RemovePriority(1);
        partnership.SetRule(Shares((Police, 1000)), null);
        Refused.With("member.rule", () => partnership.Leave(Police, Today, Today), "rule");
        Refused.With("member.unknown", () => partnership.Leave(99, Today, Today), "never");
    }

    [Fact]
    public void ChangeMember_JoiningAfterItLeft_IsRefused()
    {
        partnership.Leave(Police, new(2019, 3, 31), Today);

        Refused.With(
            "member.joined",
            () => partnership.ChangeMember(Police, MemberKind.Other, new(2019, 4, 1)),
            "31 March 2019"
        );
        Refused.With(
            "member.left",
            () => partnership.RecordMemorandum(Police, Today, null, Today),
            "left"
        );
    }

    [Fact]
    public void Memorandum_WithWrongDatesOrNoSignature_IsRefused()
    {
        Refused.With(
            "memorandum.none",
            () => partnership.AttachMemorandum(Police, File),
            "when the memorandum"
        );
        Refused.With(
            "memorandum.future",
            () => partnership.RecordMemorandum(Police, Today.AddDays(1), null, Today),
            "today"
        );
        Refused.With(
            "memorandum.review",
            () => partnership.RecordMemorandum(Police, Today, Today, Today),
            "later"
        );

        partnership.RecordMemorandum(Police, Today, Today.AddYears(1), Today);
        partnership.AttachMemorandum(Police, File);

        var member = partnership.Members.Single(m => m.OrganisationId == Police);
        Assert.Equal((Today, Today.AddYears(1)), (member.MemorandumSignedOn, member.ReviewDueOn));
        Assert.Equal(File, member.MemorandumFile);
    }

    [Fact]
    public void Chairs_OfARota_NeverOverlap()
    {
        var group = partnership
            .AddGroup("Executive", null, MeetingFrequency.SixWeekly, null)
            .Number;
        partnership.AddChair(group, "Ann", "Police", new(2019, 4, 1), new(2020, 3, 31));
        var bob = partnership.AddChair(group, "Bob", null, new(2020, 4, 1), null).Number;

        Refused.With(
            "chair.overlap",
            () => partnership.AddChair(group, "Cy", null, new(2020, 3, 31), new(2020, 3, 31)),
            "Ann chairs"
        );
        Refused.With(
            "chair.overlap",
            () => partnership.AddChair(group, "Cy", null, new(2030, 1, 1), null),
            "Bob chairs"
        );
        Refused.With(
            "chair.dates",
            () => partnership.EndChair(group, bob, new(2020, 3, 31)),
            "Bob"
        );
        Refused.With(
            "chair.name",
            () => partnership.AddChair(group, " ", null, Today, null),
            "name"
        );
        partnership.EndChair(group, bob, new(2021, 3, 31));
        partnership.AddChair(group, "Cy", null, new(2021, 4, 1), null);

        var executive = partnership.Groups.Single();
        Assert.Null(executive.ChairOn(new(2019, 3, 31)));
        Assert.Equal("Ann", executive.ChairOn(new(2020, 3, 31))?.Name);
        Assert.Equal("Bob", executive.ChairOn(new(2020, 4, 1))?.Name);
        Assert.Equal("Cy", executive.ChairOn(new(2050, 1, 1))?.Name);
        partnership.RemoveChair(group, bob);
        Assert.Null(partnership.Groups.Single().ChairOn(new(2020, 4, 1)));
        Refused.With("chair.gone", () => partnership.RemoveChair(group, bob), "no such chair");
    }

    [Fact]
    public void Groups_WithoutANameTakenOrClosed_AreRefused()
    {
        var group = partnership.AddGroup("Executive", null, MeetingFrequency.Monthly, null).Number;
        var member = partnership.AddGroupMember(group, "Ann", "Police").Number;
        Refused.With(
            "group.name",
            () => partnership.AddGroup(" ", null, MeetingFrequency.Monthly, null),
            "name"
        );
        Refused.With(
            "group.name-taken",
            () => partnership.AddGroup("executive", null, MeetingFrequency.Monthly, null),
            "already"
        );
        Refused.With(
            "group-member.twice",
            () => partnership.AddGroupMember(group, " ann", "POLICE"),
            "already"
        );
        Refused.With(
            "group-member.name",
            () => partnership.AddGroupMember(group, "", null),
            "name"
        );
        Refused.With(
            "group.closed-future",
            () => partnership.CloseGroup(group, Today.AddDays(1), Today),
            "today"
        );
        partnership.RemoveGroupMember(group, member);
        Refused.With(
            "group-member.gone",
            () => partnership.RemoveGroupMember(group, member),
            "no such member"
        );
        partnership.CloseGroup(group, Today, Today);

        Refused.With(
            "group.closed",
            () => partnership.ChangeGroup(group, "X", null, MeetingFrequency.Monthly, null),
            "closed"
        );
        Refused.With(
            "group.unknown",
            () => partnership.CloseGroup(99, Today, Today),
            "no such group"
        );
        // The name is free again.
        partnership.AddGroup("Executive", null, MeetingFrequency.Monthly, null);
    }

    [Fact]
    public void Priorities_WithoutATitleALeadOrInWrongYears_AreRefused()
    {
        Refused.With(
            "priority.title",
            () => partnership.AddPriority(" ", null, Police, null, null),
            "title"
        );
        Refused.With(
            "priority.lead",
            () => partnership.AddPriority("Neglect", null, 99, null, null),
            "member"
        );
        Refused.With(
            "priority.years",
            () => partnership.AddPriority("Neglect", null, Police, new(2020), new(2019)),
            "2020-21"
        );
        Refused.With("priority.gone", () => partnership.RemovePriority(1), "removed");
    }

    [Fact]
    public void MovePriorityUp_ChangesTheOrder_AndLeavesTheFirst()
    {
        var first = partnership.AddPriority("One", null, Police, null, null).Number;
        var second = partnership.AddPriority("Two", null, Council, null, null).Number;

        partnership.MovePriorityUp(second);
        partnership.ForgetHappenings();
        partnership.MovePriorityUp(second);

        Assert.Empty(partnership.Happenings);
        Assert.Equal([second, first], partnership.Priorities.Select(p => p.Number));
        partnership.ChangePriority(first, "Uno", "One", Council, new(2019), new(2019));
        Assert.Equal("Uno", partnership.Priorities[1].Title);
    }

    private static YearEndRule Rule(UnderspendRule underspend, int? tenths) =>
        YearEndRule.Default with
        {
            Underspend = underspend,
            ReturnTenths = tenths,
        };

    private static YearEndRule Shares(params (long Id, int Tenths)[] shares) =>
        new(
            UnderspendRule.CarryForward,
            null,
            OverspendRule.FixedShares,
            [.. shares.Select(s => new PartnerTerm(s.Id, $"Partner {s.Id}", s.Tenths, null))]
        );

    private static Partnership Board()
    {
        var board = Partnership.Add("Board", "board");
        board.AddMember(Police, "Police", MemberKind.StatutoryPartner, new(2017, 4, 1));
        board.AddMember(Council, "Council", MemberKind.StatutoryPartner, null);
        board.AddMember(Health, "Health", MemberKind.RelevantAgency, null);
        return board;
    }
}
