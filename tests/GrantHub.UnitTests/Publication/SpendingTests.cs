using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;

namespace GrantHub.UnitTests.Publication;

public class SpendingTests
{
    private static readonly GrantFacts Full = new(
        StatutoryPower.CrimeAndDisorderReduction,
        GrantExposure.Published,
        "Wardens",
        "Fewer thefts",
        null,
        1
    );

    [Theory]
    [InlineData("2026-04", 2026, 4)]
    [InlineData("1999-12", 1999, 12)]
    public void Month_WrittenAsYearAndMonth_IsRead(string text, int year, int month)
    {
        Assert.True(SpendingMonth.TryParse(text, out var read));
        Assert.Equal(new SpendingMonth(year, month), read);
        Assert.Equal(text, read.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026-4")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("1899-01")]
    [InlineData("2026/04")]
    [InlineData("+026-04")]
    [InlineData("2026-04-01")]
    public void Month_ThatIsNone_IsNotRead(string? text) =>
        Assert.False(SpendingMonth.TryParse(text, out _));

    [Theory]
    [InlineData("2026-01", "2026-01-31", "2026-02-28")]
    [InlineData("2024-01", "2024-01-31", "2024-02-29")]
    [InlineData("2026-12", "2026-12-31", "2027-01-31")]
    public void Month_EndsAndIsDueOnLastDays(string text, string last, string deadline)
    {
        Assert.True(SpendingMonth.TryParse(text, out var month));

        Assert.Equal((last, deadline), (month.Last.Iso(), month.Deadline.Iso()));
        Assert.Equal(0, month.DaysLeft(month.Deadline));
        Assert.Equal(-1, month.DaysLeft(month.Deadline.AddDays(1)));
        Assert.Equal(month, month.Next.Before);
        Assert.True(month < month.Next && month.Next >= month && month > month.Before);
    }

    [Theory]
    [InlineData(StatutoryPower.CrimeAndDisorderReduction, "f")]
    [InlineData(StatutoryPower.VictimsAndOtherHelp, "g")]
    [InlineData(StatutoryPower.Other, "g")]
    public void List_FollowsThePower(StatutoryPower power, string letter) =>
        Assert.Equal(letter, SpendingLists.Of(power).Letter());

    [Fact]
    public void Conditions_ThatAreWaived_AreNotPublic()
    {
        var kept = new GrantCondition(1, ConditionKind.Continuing, "Report each quarter.", null);
        var waived = kept with
        {
            Number = 2,
            Text = "Insure the van.",
            Waiver = new ConditionWaiver("No van", "Jo", DateTime.UnixEpoch),
        };

        Assert.Equal(["Report each quarter."], SpendingLists.Public([kept, waived]));
    }

    [Fact]
    public void Gaps_OfAGrantThatSaysEverything_AreNone() => Assert.Empty(SpendingGaps.Of(Full));

    [Fact]
    public void Gaps_OfACrimeReductionGrant_AreThoseOfItsList() =>
        Assert.Equal(
            [SpendingGap.Purpose, SpendingGap.Reasons, SpendingGap.CheckConditions],
            SpendingGaps.Of(Full with { Purpose = " ", Reasons = null, Conditions = 0 })
        );

    [Fact]
    public void Gaps_OfAnotherGrant_AskForValueForMoneyAndNotForReasons() =>
        Assert.Equal(
            [SpendingGap.ValueForMoney],
            SpendingGaps.Of(
                Full with
                {
                    Power = StatutoryPower.VictimsAndOtherHelp,
                    Reasons = null,
                    Conditions = 0,
                }
            )
        );

    [Theory]
    [InlineData(StatutoryPower.CrimeAndDisorderReduction, new[] { SpendingGap.NotPublished })]
    [InlineData(
        StatutoryPower.Other,
        new[] { SpendingGap.NotPublished, SpendingGap.ValueForMoney }
    )]
    public void Gaps_OfAnUnpublishedGrant_AskForWhatItsDecisionCannotSay(
        StatutoryPower power,
        SpendingGap[] gaps
    ) =>
        Assert.Equal(
            gaps,
            SpendingGaps.Of(new GrantFacts(power, GrantExposure.NotPublished, null, null, null, 0))
        );

    [Fact]
    public void Gaps_OfAnExemptGrant_AreOnlyToBeChecked()
    {
        var gaps = SpendingGaps.Of(Full with { Exposure = GrantExposure.KeptBack, Reasons = null });

        Assert.Equal([SpendingGap.CheckExemption], gaps);
        Assert.DoesNotContain(gaps, gap => gap.IsMissing());
    }

    [Fact]
    public void Gaps_OfAnItem_ArePurposeAndValueForMoney()
    {
        Assert.Equal([SpendingGap.Purpose, SpendingGap.ValueForMoney], SpendingGaps.Of(" ", null));
        Assert.Empty(SpendingGaps.Of("Rent", "Lowest of three quotes"));
    }

    [Fact]
    public void Explain_OneItem_ChangesItAndSaysSoOnce()
    {
        var import = Import();

        import.Explain(2, "Office rent", "Lowest of three quotes");
        import.Explain(2, "Office rent ", "Lowest of three quotes");

        var item = import.Items.Single();
        Assert.Equal(("Office rent", "Lowest of three quotes"), (item.Purpose, item.ValueForMoney));
        var told = Assert.Single(import.Happenings, h => h.What == "SpendingExplained");
        Assert.Contains("Purpose: Rent", told.Before, StringComparison.Ordinal);
        Assert.Contains("Value for money: Lowest", told.After, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_WithoutAPurpose_IsRefused()
    {
        var import = Import();

        var refused = Assert.Throws<DomainException>(() => import.Explain(2, "  ", "Cheap"));

        Assert.Equal("spending.purpose", refused.Code);
        Assert.Equal("Rent", import.Items.Single().Purpose);
    }

    [Fact]
    public void Explain_ALineThatIsNotThere_IsRefused() =>
        Assert.Equal(
            "spending.none",
            Assert.Throws<DomainException>(() => Import().Explain(3, "Rent", null)).Code
        );

    [Fact]
    public void Name_OnTheDayOfASuccession_IsTheSuccessors()
    {
        var day = new DateOnly(2026, 7, 1);
        GrantSuccession[] successions =
        [
            new(1, "First", 2, "Second", day, "Merged", null, "Jo", DateTime.UnixEpoch),
        ];

        Assert.Equal("First", successions.NameOn("Second", day.AddDays(-1)));
        Assert.Equal("Second", successions.NameOn("Second", day));
    }

    private static SpendingImport Import() =>
        SpendingImport.Of(
            new string('a', 64),
            [
                new SpendingItem(
                    2,
                    new DateOnly(2026, 4, 3),
                    "Acme Ltd",
                    "Rent",
                    Money.Pounds(900),
                    null,
                    PaidBy.Commissioner
                ),
            ],
            DateTime.UnixEpoch
        );
}
