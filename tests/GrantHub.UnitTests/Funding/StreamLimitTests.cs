using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.Grants;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Funding;

/// <summary>What streams bear of grants, what they have left, and how far beyond it they may go.</summary>
public class StreamLimitTests
{
    private static readonly FinancialYear Year = new(2017);
    private static readonly FinancialYear Next = new(2018);

    /// <summary>One decision committed £97,499: £9,300 from one stream and £88,199 from another.</summary>
    [Fact]
    public void Headroom_OfTheTwoStreamCase_IsRightToThePenny()
    {
        var grant = TwoStreams();
        var first = Stream(Money.Pounds(12_000));
        var second = Stream(Money.Pounds(100_000));

        Assert.Equal("£2,700.00", Headroom(first, grant, 1));
        Assert.Equal("£11,801.00", Headroom(second, grant, 2));
        Assert.Equal(
            ["£9,300.00", "£88,199.00"],
            grant.Shares.Select(share => share.Confirmed.ToString())
        );
    }

    [Fact]
    public void Shares_OverTwoYears_AddUpBothWays()
    {
        var grant = TwoStreams(
            new ScheduleLine(Year, new Money(33_333_33)),
            new ScheduleLine(Next, new Money(64_165_67))
        );
        Assert.Equal(
            [
                (1L, Year, "£3,179.52", "£0.00"),
                (2L, Year, "£30,153.81", "£0.00"),
                (1L, Next, "£0.00", "£6,120.48"),
                (2L, Next, "£0.00", "£58,045.19"),
            ],
            grant.Shares.Select(s =>
                (s.StreamId, s.Year, s.Confirmed.ToString(), s.Indicative.ToString())
            )
        );
        grant.ReleaseEarly(Next, new Money(1), "Salaries.", Cast.Cfo);
        Assert.Equal(new Money(1), Money.Sum(Of(grant, Next).Select(s => s.Confirmed)));
        Assert.Equal(new Money(64_165_66), Money.Sum(Of(grant, Next).Select(s => s.Indicative)));
        grant.ReleaseEarly(Next, Money.Pounds(10_000), "Salaries.", Cast.Cfo);
        Assert.Equal(
            ["£6,120.48", "£58,045.19"],
            Of(grant, Next).Select(s => (s.Confirmed + s.Indicative).ToString())
        );
    }

    [Fact]
    public void Shares_OfAGrantWithoutStreams_AreNone() => Assert.Empty(GrantBuilder.Made().Shares);

    [Fact]
    public void Vary_ToOtherStreams_SharesAnew()
    {
        var grant = TwoStreams();
        grant.Vary(
            GrantBuilder.Approved(f =>
                f with
                {
                    Maximum = Money.Pounds(97_499),
                    Schedule = [new(Year, Money.Pounds(97_499))],
                    Streams = [new(3, "Reserves", Money.Pounds(97_499))],
                }
            )
        );
        Assert.Equal(
            (3L, "£97,499.00"),
            (grant.Shares[0].StreamId, $"{grant.Shares[0].Confirmed}")
        );
        Assert.Single(grant.Shares);
    }

    [Fact]
    public void GuardLimit_BeyondTheLimit_IsRefusedUnlessAccepted()
    {
        var stream = Stream(Money.Pounds(100), Money.Pounds(10));
        stream.GuardLimit(Year, Money.Pounds(100), Money.Pounds(10), null);
        Refused.With(
            "stream.over-limit",
            () => stream.GuardLimit(Year, Money.Pounds(100), new Money(10_01), " "),
            "Victims has £100.00 for 2017-18, of which £100.00 is committed",
            "£10.01 beyond",
            "over-programming limit is £10.00",
            "chief finance officer’s comments"
        );
        stream.GuardLimit(Year, Money.Pounds(100), new Money(10_01), "Slippage elsewhere.");
        stream.GuardLimit(Year, Money.Pounds(200), Money.Zero, null);
        stream.GuardLimit(Next, Money.Pounds(200), Money.Pounds(1), null);
    }

    [Theory]
    [InlineData(100, StreamStanding.WithinAllocation, 0)]
    [InlineData(101, StreamStanding.OverProgrammed, -1)]
    [InlineData(110, StreamStanding.OverProgrammed, -10)]
    [InlineData(111, StreamStanding.OverLimit, -11)]
    public void Standing_OfAStream_FollowsItsHeadroom(
        int committed,
        StreamStanding standing,
        int headroom
    )
    {
        var figures = Stream(Money.Pounds(100), Money.Pounds(10))
            .FiguresOf(Year, Money.Pounds(1), Money.Pounds(committed - 1));
        Assert.Equal(standing, figures.Standing);
        Assert.Equal(Money.Pounds(headroom), figures.Headroom);
    }

    [Fact]
    public void Standing_WithoutAllocation_IsNotAllocated() =>
        Assert.Equal(
            StreamStanding.NotAllocated,
            Stream(Money.Pounds(100)).FiguresOf(Next, Money.Zero, Money.Zero).Standing
        );

    [Fact]
    public void Allocate_AndChange_IsInTheHistory()
    {
        var stream = Stream(Money.Pounds(100));
        Refused.With(
            "stream.allocation-reason",
            () => stream.Allocate(Year, Money.Pounds(90), Money.Zero, " "),
            "Say why it changes"
        );
        stream.Allocate(Year, Money.Pounds(90), Money.Pounds(5), "The grant was cut.");
        Assert.Equal(
            "2017-18: £100.00, over-programming limit £0.00",
            stream.Happenings[^1].Before
        );
        Assert.Equal("2017-18: £90.00, over-programming limit £5.00", stream.Happenings[^1].After);
        var told = stream.Happenings.Count;
        stream.Allocate(Year, Money.Pounds(90), Money.Pounds(5), null);
        Assert.Equal(told, stream.Happenings.Count);
        Refused.With(
            "stream.allocation",
            () => stream.Allocate(Next, new Money(-1), Money.Zero, null)
        );
        Refused.With("stream.limit", () => stream.Allocate(Next, Money.Zero, new Money(-1), null));
    }

    [Fact]
    public void Sign_AcceptingOverProgramming_IsTheChiefFinanceOfficersAlone()
    {
        var record = new DecisionBuilder().Submitted();
        Assert.Null(record.OverProgrammingAccepted);
        record.Sign(
            Cast.Cfo,
            Templates.Pcc,
            Signings.With(
                ("financial", "Affordable."),
                (Comment.OverProgramming, "Slippage elsewhere covers it.")
            ),
            DecisionBuilder.CfoSignedAt
        );
        Assert.Equal("Slippage elsewhere covers it.", record.OverProgrammingAccepted);
        Refused.With(
            "sign.over-programming",
            () =>
                record.Sign(
                    Cast.Mo,
                    Templates.Pcc,
                    Signings.With(("legal", "Yes."), (Comment.OverProgramming, "Yes.")),
                    DecisionBuilder.MoSignedAt
                ),
            "Only the chief finance officer"
        );
        record.Return(Cast.Mo, "Once more.", DecisionBuilder.MoSignedAt);
        Assert.Null(record.OverProgrammingAccepted);
    }

    private static Grant TwoStreams(params ScheduleLine[] schedule) =>
        GrantBuilder.Agreed(f =>
            f with
            {
                Maximum = Money.Pounds(97_499),
                Schedule = schedule.Length > 0 ? schedule : [new(Year, Money.Pounds(97_499))],
                Streams =
                [
                    new(1, "Community safety fund", Money.Pounds(9_300)),
                    new(2, "Commissioning budget", Money.Pounds(88_199)),
                ],
            }
        );

    private static IEnumerable<GrantShare> Of(Grant grant, FinancialYear year) =>
        grant.Shares.Where(share => share.Year == year);

    private static string Headroom(FundingStream stream, Grant grant, long id)
    {
        var share = Of(grant, Year).Single(share => share.StreamId == id);
        return stream.FiguresOf(Year, share.Confirmed, share.Indicative).Headroom.ToString();
    }

    private static FundingStream Stream(Money allocation, Money? limit = null)
    {
        var stream = FundingStream.Add("Victims", "victims", true);
        stream.Allocate(Year, allocation, limit ?? Money.Zero, null);
        return stream;
    }
}
