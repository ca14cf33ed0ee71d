using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Grants.GrantBuilder;

namespace GrantHub.UnitTests.Grants;

public class GrantTests
{
    private static readonly Organisation Board = Organisation.Add(
        SlscbDecision.Funding.Recipient,
        "slscb"
    );

    [Fact]
    public void FromDecision_TheSample_ConfirmsTheFirstYearAndIndicatesTheOthers()
    {
        var grant = Made();

        Assert.Equal("£50,049.00", grant.Ceiling.ToString());
        Assert.Equal(
            [
                ("2017-18", "£16,683.00", GrantYearState.Confirmed),
                ("2018-19", "£16,683.00", GrantYearState.Indicative),
                ("2019-20", "£16,683.00", GrantYearState.Indicative),
            ],
            Schedule(grant)
        );
        Assert.Equal("£16,683.00", grant.Confirmed.ToString());
        Assert.Equal("£33,366.00", grant.Indicative.ToString());
        Assert.Equal(Money.Zero, grant.Discontinued);
        Assert.Equal("£33,366.00", grant.Remaining.ToString());
        Assert.Equal(Money.Zero, grant.NeverUsed);
        Assert.Equal(new DateOnly(2017, 4, 1), grant.PeriodStart);
        Assert.Equal(new DateOnly(2020, 3, 31), grant.PeriodEnd);
        Assert.Equal("D-2017-0001", grant.DecisionReference);
        Assert.Equal("Stockton-on-Tees Local Safeguarding Children Board", grant.RecipientName);
        Assert.Equal("Stockton-on-Tees Borough Council", grant.Payee);
        Assert.Equal("OPCC lead officer", grant.LeadOfficerName);
        Assert.Equal(StatutoryPower.CrimeAndDisorderReduction, grant.Power);
    }

    [Fact]
    public void FromDecision_YearsInAnyOrder_ConfirmsTheEarliest()
    {
        var grant = Made(f => f with { Schedule = [.. f.Schedule.Reverse()] });
        Assert.Equal([2017, 2018, 2019], grant.Years.Select(year => year.Year.StartYear));
        Assert.Equal(
            new FinancialYear(2017),
            grant.Years.Single(year => year.State == GrantYearState.Confirmed).Year
        );
    }

    [Fact]
    public void FromDecision_ScheduleBelowTheCeiling_ShowsWhatIsNeverUsed()
    {
        var grant = Made(f => f with { Maximum = Money.Pounds(60_000) });
        Assert.Equal("£9,951.00", grant.NeverUsed.ToString());
        Assert.Equal("£43,317.00", grant.Remaining.ToString());
    }

    [Fact]
    public void FromDecision_Streams_KeepTheirNames()
    {
        var stream = Assert.Single(
            Made(f => f with { Streams = [new(5, "Community safety", f.Maximum!.Value)] }).Streams
        );
        Assert.Equal(5, stream.StreamId);
        Assert.Equal("Community safety", stream.Stream);
        Assert.Equal(SlscbDecision.Maximum, stream.Amount);
    }

    [Fact]
    public void FromDecision_NotApprovedOrWithoutProposal_IsRefused()
    {
        foreach (
            var decision in new[]
            {
                new DecisionBuilder().AwaitingDecision(),
                new DecisionBuilder().Decided(Outcome.NotApproved),
                new DecisionBuilder().WithoutMoney().Decided(),
            }
        )
            Refused.With(
                "grant.no-decision",
                () => Grant.FromDecision(decision, Board, "G-2017-0001", "g", At),
                "approved decision record with a funding proposal"
            );
    }

    /// <summary>A decision log kept before GrantHub says too little to make a grant of.</summary>
    [Fact]
    public void FromDecision_Imported_IsRefused() =>
        Refused.With(
            "grant.terms",
            () => Grant.FromDecision(ImportTests.Imported(), Board, "G-2017-0001", "g", At),
            "Enter the amount for each financial year"
        );

    [Fact]
    public void Vary_ALaterDecision_ChangesCeilingAndSchedule()
    {
        var grant = Made();
        grant.Vary(
            Approved(f =>
                f with
                {
                    Maximum = Money.Pounds(60_000),
                    PeriodEnd = new DateOnly(2021, 3, 31),
                    Schedule =
                    [
                        new(new FinancialYear(2017), Money.Pounds(17_000)),
                        new(new FinancialYear(2018), Money.Pounds(20_000)),
                        new(new FinancialYear(2020), Money.Pounds(3_000)),
                    ],
                }
            )
        );

        Assert.Equal(
            [
                ("2017-18", "£17,000.00", GrantYearState.Confirmed),
                ("2018-19", "£20,000.00", GrantYearState.Indicative),
                ("2019-20", "£16,683.00", GrantYearState.Discontinued),
                ("2020-21", "£3,000.00", GrantYearState.Indicative),
            ],
            Schedule(grant)
        );
        Assert.Equal("£60,000.00", grant.Ceiling.ToString());
        Assert.Equal("£43,000.00", grant.Remaining.ToString());
        Assert.Equal(new DateOnly(2021, 3, 31), grant.PeriodEnd);
        var varied = grant.Happenings[^1];
        Assert.Equal("GrantVaried", varied.What);
        Assert.StartsWith("Ceiling £50,049.00", varied.Before, StringComparison.Ordinal);
        Assert.StartsWith("Ceiling £60,000.00", varied.After, StringComparison.Ordinal);
    }

    [Fact]
    public void Vary_LeavingAConfirmedYearOut_IsRefused() =>
        Refused.With(
            "grant.confirmed-year",
            () => Made().Vary(Approved(f => f with { Schedule = [.. f.Schedule.Skip(1)] })),
            "2017-18 of G-2017-0001 is confirmed at £16,683.00",
            "Return the record",
            "every confirmed year"
        );

    /// <summary>What the lower ceiling no longer covers of a year that is left out is not counted.</summary>
    [Fact]
    public void Vary_ToALowerCeiling_NeverUsesLessThanNothing()
    {
        var grant = Made();
        grant.Vary(
            Approved(f =>
                f with
                {
                    Maximum = Money.Pounds(40_000),
                    Schedule = [.. f.Schedule.Take(2)],
                }
            )
        );
        Assert.Equal("£6,634.00", grant.Discontinued.ToString());
        Assert.Equal(Money.Zero, grant.NeverUsed);
        Assert.Equal("£23,317.00", grant.Remaining.ToString());
    }

    [Fact]
    public void Vary_BelowWhatIsAuthorisedOrReleased_IsRefused()
    {
        var grant = GrantBuilder.Agreed();
        grant.Authorised(GrantBuilder.First, SlscbDecision.Yearly, new DateOnly(2017, 6, 30));
        grant.ReleaseEarly(
            GrantBuilder.Second,
            Money.Pounds(4_000),
            "Salaries.",
            UnitTests.People.Cast.Cfo
        );
        DecisionRecord Lowering(int line, Money amount) =>
            Approved(f =>
                f with
                {
                    Schedule =
                    [
                        .. f.Schedule.Select((l, i) => i == line ? l with { Amount = amount } : l),
                    ],
                }
            );
        Refused.With(
            "grant.below-paid",
            () => grant.Vary(Lowering(0, SlscbDecision.Yearly - new Money(1))),
            "2017-18 of G-2017-0001 has £16,683.00 released, authorised or paid",
            "Return the record"
        );
        Refused.With(
            "grant.below-paid",
            () => grant.Vary(Lowering(1, Money.Pounds(3_999))),
            "£4,000.00"
        );
        Refused.With(
            "grant.confirmed-year",
            () => grant.Vary(Approved(f => f with { Schedule = [f.Schedule[0], f.Schedule[2]] })),
            "2018-19 of G-2017-0001 is confirmed at £4,000.00"
        );
        Assert.Equal("£50,049.00", grant.Ceiling.ToString());
    }

    /// <summary>No review comes before it, so nothing else could confirm it.</summary>
    [Fact]
    public void Vary_ATerminatedGrant_IsRefused()
    {
        var grant = Agreed();
        grant.Terminate(
            new TerminationTerms(
                Day(2017, 9, 30),
                "Dissolved.",
                UnpaidChoice.Cancel,
                null,
                "Nothing more.",
                UnspentChoice.Recover,
                "All of it."
            ),
            Cast.Pcc,
            On(2017, 9, 30)
        );
        Refused.With(
            "grant.terminated",
            () => grant.Vary(Approved(f => f)),
            "was terminated on 30 September 2017"
        );
    }

    [Fact]
    public void Vary_RaisingASettledYear_IsRefused()
    {
        var grant = Agreed();
        grant.Settle(First, UnspentParts.None, null, Cast.Lead, On(2018, 6, 30));
        Refused.With(
            "grant.settled-year",
            () =>
                grant.Vary(
                    Approved(f =>
                        f with
                        {
                            Maximum = f.Maximum!.Value + new Money(1),
                            Schedule =
                            [
                                new(First, f.Schedule[0].Amount + new Money(1)),
                                .. f.Schedule.Skip(1),
                            ],
                        }
                    )
                ),
            "2017-18 of G-2017-0001 is settled"
        );
        grant.Vary(Approved(f => f));
    }

    /// <summary>What a later record starts from is the grant as it stands, not as it was decided.</summary>
    [Fact]
    public void Proposal_OfAnAmendedAndSucceededGrant_IsTheGrantAsItStands()
    {
        var grant = Agreed();
        grant.Reviewed(First, Amending(Money.Pounds(15_000)), Day(2018, 1, 30));
        grant.Reviewed(Second, Discontinuing, Day(2019, 1, 30));
        var partnership = Organisation.Add("Safeguarding Children Partnership", "scp");
        Stored.Set(partnership, nameof(Organisation.Id), 77L);
        grant.Succeed(partnership, Day(2019, 2, 1), "By law.", null, Cast.Lead, On(2019, 2, 1));

        var proposal = grant.Proposal(SlscbDecision.Funding);

        Assert.Equal("Safeguarding Children Partnership", proposal.Recipient);
        Assert.Null(proposal.Payee);
        Assert.Equal(SlscbDecision.Maximum, proposal.Maximum);
        Assert.Equal(
            [new(First, SlscbDecision.Yearly), new(Second, Money.Pounds(15_000))],
            proposal.Schedule
        );
        Assert.Equal(SlscbDecision.Funding.BudgetPlan, proposal.BudgetPlan);
        var before = grant.Years.Select(year => (year.Confirmed, year.Indicative)).ToList();
        grant.Vary(Approved(_ => proposal));
        Assert.Equal(before, grant.Years.Select(year => (year.Confirmed, year.Indicative)));
    }

    [Fact]
    public void Vary_AddingAYearBeforeAConfirmedOne_ConfirmsIt()
    {
        var grant = Made();
        grant.Vary(
            Approved(f =>
                f with
                {
                    Maximum = Money.Pounds(60_000),
                    PeriodStart = new DateOnly(2016, 4, 1),
                    Schedule = [new(new FinancialYear(2016), Money.Pounds(5_000)), .. f.Schedule],
                }
            )
        );
        Assert.Equal(GrantYearState.Confirmed, grant.Years[0].State);
        Assert.Equal("£5,000.00", grant.Years[0].Planned.ToString());
    }

    [Fact]
    public void Vary_ByARefusedDecision_IsRefused() =>
        Refused.With(
            "grant.no-decision",
            () => Made().Vary(new DecisionBuilder().Decided(Outcome.NotApproved)),
            "approved decision record"
        );

    /// <summary>What is authorised stays, and nothing more can be.</summary>
    [Fact]
    public void GiveWayTo_ARevocation_LeavesOnlyWhatIsAuthorised()
    {
        var grant = GrantBuilder.Agreed();
        grant.Authorised(GrantBuilder.First, Money.Pounds(4_000), new DateOnly(2017, 6, 30));
        grant.GiveWayTo(Revoking(RelationKind.Revokes).Decided());

        Assert.All(grant.Years, year => Assert.Equal(GrantYearState.Discontinued, year.State));
        Assert.Equal("£4,000.00", grant.Confirmed.ToString());
        Assert.Equal(Money.Zero, grant.Indicative);
        Assert.Equal("£46,049.00", grant.Discontinued.ToString());
        Assert.Equal(Money.Zero, grant.NeverUsed);
        Assert.Equal(Money.Zero, grant.FiguresOf(GrantBuilder.First).LeftToAuthorise);
        Assert.Equal("GrantDiscontinued", grant.Happenings[^1].What);
    }

    /// <summary>A year that the superseding decision pays for is not confirmed twice; another stays.</summary>
    [Fact]
    public void GiveWayTo_ASupersedingDecision_TakesTheYearsThatItPaysFor()
    {
        var (same, later) = (Made(), Made());
        same.GiveWayTo(Superseding(f => f));
        later.GiveWayTo(
            Superseding(f =>
                f with
                {
                    PeriodStart = new DateOnly(2018, 4, 1),
                    Schedule = [.. f.Schedule.Skip(1)],
                }
            )
        );

        Assert.Equal(Money.Zero, same.Confirmed);
        Assert.Equal("£50,049.00", same.Discontinued.ToString());
        Assert.Equal("£16,683.00", later.Confirmed.ToString());
        Assert.Equal("£33,366.00", later.Discontinued.ToString());
    }

    /// <summary>What the Commissioner approves again is planned again.</summary>
    [Fact]
    public void Vary_ListingADiscontinuedYearAgain_PlansIt()
    {
        var grant = Made();
        grant.Vary(Approved(f => f with { Schedule = [.. f.Schedule.Take(2)] }));
        Assert.Equal(GrantYearState.Discontinued, grant.Years[2].State);

        grant.Vary(Approved(f => f));

        Assert.Equal(GrantYearState.Indicative, grant.Years[2].State);
        Assert.Equal("£33,366.00", grant.Indicative.ToString());
        Assert.Equal(Money.Zero, grant.NeverUsed);
    }

    [Fact]
    public void GiveWayTo_ByAnotherKindOfDecision_IsRefused()
    {
        foreach (
            var decision in new[]
            {
                new DecisionBuilder().WithoutMoney().Decided(),
                Revoking(RelationKind.Varies).Decided(),
                Revoking(RelationKind.Revokes).Decided(Outcome.NotApproved),
            }
        )
            Refused.With(
                "grant.no-decision",
                () => Made().GiveWayTo(decision),
                "approved decision record that supersedes or revokes"
            );
    }

    [Fact]
    public void Changes_OfAGrant_NameEveryDecisionBehindIt()
    {
        var grant = Made();
        grant.Vary(Approved(f => f));
        grant.GiveWayTo(Revoking(RelationKind.Supersedes).Decided());
        Assert.Equal(
            [null, RelationKind.Varies, RelationKind.Supersedes],
            grant.Changes.Select(change => change.Kind)
        );
        Assert.All(grant.Changes, change => Assert.Equal("D-2017-0001", change.Reference));
    }

    private static DecisionBuilder Revoking(RelationKind kind) =>
        new DecisionBuilder()
            .WithoutMoney()
            .With(c => c with { Relation = new Relation(kind, 1, "D-2016-0001") });

    private static DecisionRecord Superseding(Func<FundingProposal, FundingProposal> change) =>
        new DecisionBuilder()
            .With(c =>
                c with
                {
                    Relation = new Relation(RelationKind.Supersedes, 1, "D-2016-0001"),
                    Funding = change(SlscbDecision.Funding),
                }
            )
            .Decided();

    private static readonly DateTime At = DecisionBuilder.DecidedAt;

    private static DecisionRecord Approved(Func<FundingProposal, FundingProposal> change) =>
        new DecisionBuilder()
            .With(c => c with { Funding = change(SlscbDecision.Funding) })
            .Decided();

    private static Grant Made(Func<FundingProposal, FundingProposal>? change = null) =>
        Grant.FromDecision(Approved(change ?? (f => f)), Board, "G-2017-0001", "G-2017-0001", At);

    private static IEnumerable<(string, string, GrantYearState)> Schedule(Grant grant) =>
        grant.Years.Select(year => (year.Year.ToString(), year.Planned.ToString(), year.State));
}
