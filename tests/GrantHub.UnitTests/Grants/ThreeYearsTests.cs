using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Grants.GrantBuilder;

namespace GrantHub.UnitTests.Grants;

/// <summary>The grant of 2017 through its three years, to the penny.</summary>
public class ThreeYearsTests
{
    private static readonly Money Less = Money.Pounds(15_000);

    [Fact]
    public void TheGrantOf2017_ThroughThreeYears_ComesToThePenny()
    {
        var grant = Agreed();
        foreach (
            var (year, planned, amount) in new[]
            {
                (First, SlscbDecision.Yearly, "£4,170.75"),
                (Second, SlscbDecision.Yearly, "£4,170.75"),
                (Third, Less, "£3,750.00"),
            }
        )
        {
            var quarters = grant.PlanInstalments(
                year,
                planned,
                InstalmentPattern.Quarterly,
                Day(year.StartYear, 6, 30)
            );
            Assert.Equal(Enumerable.Repeat(amount, 4), quarters.Select(i => i.Amount.ToString()));
            Assert.Equal(
                [
                    Day(year.StartYear, 6, 30),
                    Day(year.StartYear, 9, 30),
                    Day(year.StartYear, 12, 30),
                    Day(year.StartYear + 1, 3, 30),
                ],
                quarters.Select(i => i.DueOn)
            );
            grant.PayPlanned(year);
            if (year == First)
                grant.Reviewed(year, Continue, Day(2018, 1, 30));
            else if (year == Second)
                grant.Reviewed(year, Amending(Less), Day(2019, 1, 30));
            grant.Reported(year, planned);
            grant.Settle(year, UnspentParts.None, null, Cast.Cfo, On(year.End.Year, 6, 30));
        }

        Assert.Equal("£50,049.00", grant.Ceiling.ToString());
        Assert.Equal("£48,366.00", grant.Paid.ToString());
        Assert.Equal("£48,366.00", grant.Confirmed.ToString());
        Assert.Equal("£1,683.00", grant.NeverUsed.ToString());
        Assert.Equal("£1,683.00", grant.Remaining.ToString());
        Assert.Equal("£48,366.00", grant.Spent.ToString());
        Assert.Equal(Money.Zero, grant.Indicative);
        Assert.Equal(Money.Zero, grant.Discontinued);
        Assert.Equal(Money.Zero, grant.Recovered);
        Assert.Equal(Money.Zero, grant.Unspent);
        Assert.Equal(GrantState.Closed, grant.State);
        Assert.Equal(
            [Recommendation.Continue, Recommendation.Amend],
            grant.ReviewPlans.Select(plan => plan.Review!.Outcome!.Value)
        );
        Assert.Null(grant.NextReviewOn);
    }
}
