using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Grants.GrantBuilder;

namespace GrantHub.UnitTests.Grants;

public class TerminationTests
{
    private static readonly DateOnly Ends = Day(2017, 9, 30);
    private static readonly Money Quarter = new(4_170_75);

    private static readonly TerminationTerms Cancel = new(
        Ends,
        "The Board is dissolved.",
        UnpaidChoice.Cancel,
        null,
        "Nothing more is paid.",
        UnspentChoice.Recover,
        "Returned by 31 October."
    );

    private static TerminationTerms PayUpTo(Money? amount) =>
        Cancel with
        {
            Unpaid = UnpaidChoice.PayUpTo,
            PayUpTo = amount,
            UnpaidNote = "Notice periods of two staff.",
        };

    [Fact]
    public void Terminate_CancellingTheUnpaid_EndsEverythingOpen()
    {
        var grant = Running();
        grant.Terminate(Cancel, Cast.Pcc, On(Ends));
        Assert.Equal(
            [
                InstalmentState.Paid,
                InstalmentState.Cancelled,
                InstalmentState.Cancelled,
                InstalmentState.Cancelled,
            ],
            grant.Instalments.Select(i => i.State)
        );
        Assert.Equal(Quarter, grant.Confirmed);
        Assert.Equal("£45,878.25", grant.Discontinued.ToString());
        Assert.Equal(Money.Zero, grant.FiguresOf(First).LeftToAuthorise);
        Assert.Equal(GrantState.Terminated, grant.State);
        Assert.Equal(Ends, grant.TerminatedOn);
        Assert.Null(grant.NextReviewOn);
        Refused.With(
            "payment.terminated",
            () => grant.PlanInstalment(First, new Money(1), Ends),
            "was terminated on 30 September 2017",
            "£0.00 may still be paid"
        );
        var told = grant.Happenings[^1];
        Assert.Equal("The Board is dissolved.", told.Why);
        Assert.Contains(
            "Cancelled: 3 payments of £12,512.25",
            told.After,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Terminate_PayingUpToAnAmount_LetsNoMoreBePaid()
    {
        var grant = Running();
        grant.Terminate(PayUpTo(Money.Pounds(5_000)), Cast.Pcc, On(Ends));
        Assert.Equal(InstalmentState.Planned, grant.Instalments[1].State);
        Assert.Equal(InstalmentState.Cancelled, grant.Instalments[2].State);
        grant.RequestPayment(2, Requester, On(Ends));
        grant.AuthorisePayment(2, Authoriser, null, On(Ends));
        Refused.With(
            "payment.terminated",
            () => grant.PlanInstalment(First, new Money(829_26), Ends),
            "£829.25 may still be paid"
        );
        grant.Paid(First, new Money(829_25), Ends);
        Refused.With(
            "payment.terminated",
            () => grant.PlanInstalment(First, new Money(1), Ends),
            "£0.00"
        );
    }

    /// <summary>What the termination left unpaid is committed no longer, once nothing more is paid.</summary>
    [Fact]
    public void Settle_AfterATermination_DiscontinuesWhatIsNotPaid()
    {
        var grant = Running();
        grant.Terminate(PayUpTo(Money.Pounds(5_000)), Cast.Pcc, On(Ends));
        Assert.Equal(SlscbDecision.Yearly, grant.Confirmed);
        grant.CancelPayment(2, "Not needed.", Cast.Lead, On(Ends));
        grant.Reported(First, Quarter);
        grant.Settle(First, UnspentParts.None, null, Cast.Lead, On(2018, 6, 30));
        Assert.Equal(Quarter, grant.Confirmed);
        Assert.Equal(GrantState.Closed, grant.State);
    }

    /// <summary>Else the settlement would have to say the opposite of what the termination decided.</summary>
    [Fact]
    public void Settle_AfterATerminationThatLeavesTheUnspent_RecoversNothing()
    {
        var grant = Running();
        grant.Terminate(
            Cancel with
            {
                Unspent = UnspentChoice.LeaveWithRecipient,
                UnspentNote = "For the notice periods.",
            },
            Cast.Pcc,
            On(Ends)
        );
        grant.Reported(First, Money.Pounds(4_000));
        var left = Quarter - Money.Pounds(4_000);
        Refused.With(
            "settlement.sum",
            () =>
                grant.Settle(
                    First,
                    UnspentParts.None with
                    {
                        Recover = left + new Money(1),
                    },
                    null,
                    Cast.Lead,
                    On(2018, 6, 30)
                )
        );
        grant.Settle(First, UnspentParts.None, null, Cast.Lead, On(2018, 6, 30));
        Assert.Equal(left, grant.Years[0].Settlement!.Unspent);
        Assert.Equal(Money.Zero, grant.Years[0].Settlement!.Recover);
    }

    /// <summary>Two requests can each fit; the second to be authorised does not.</summary>
    [Fact]
    public void Authorise_MoreThanTheTerminationSettled_IsRefused()
    {
        var grant = Running();
        grant.Terminate(PayUpTo(Money.Pounds(5_000)), Cast.Pcc, On(Ends));
        var one = grant.Requested(First, Money.Pounds(3_000), Ends);
        var two = grant.Requested(First, Money.Pounds(3_000), Ends);
        grant.AuthorisePayment(one, Authoriser, null, On(Ends));
        Refused.With(
            "payment.terminated",
            () => grant.AuthorisePayment(two, Authoriser, null, On(Ends)),
            "£2,000.00 may still be paid"
        );
    }

    [Fact]
    public void Terminate_WithoutSayingWhatHappens_IsRefused()
    {
        var grant = Running();
        foreach (
            var terms in new[]
            {
                Cancel with
                {
                    Unpaid = null,
                },
                Cancel with
                {
                    UnpaidNote = " ",
                },
                Cancel with
                {
                    Unspent = null,
                },
                Cancel with
                {
                    UnspentNote = "",
                },
            }
        )
            Refused.With(
                "grant.termination-unsettled",
                () => grant.Terminate(terms, Cast.Pcc, On(Ends)),
                "what happens to the money"
            );
        Refused.With(
            "grant.termination-reason",
            () => grant.Terminate(Cancel with { Reason = " " }, Cast.Pcc, On(Ends))
        );
        Assert.Null(grant.Termination);
        Assert.Equal(3, grant.Instalments.Count(i => i.IsOpen));
    }

    [Fact]
    public void Terminate_AmountsThatCannotBe_AreRefused()
    {
        var grant = Running();
        grant.RequestPayment(2, Requester, On(Ends));
        grant.AuthorisePayment(2, Authoriser, null, On(Ends));
        void Terminate(Money? payUpTo) => grant.Terminate(PayUpTo(payUpTo), Cast.Pcc, On(Ends));
        Refused.With("grant.termination-amount", () => Terminate(null));
        Refused.With(
            "grant.termination-over",
            () => Terminate(SlscbDecision.Yearly - Quarter + new Money(1)),
            "Only £12,512.25"
        );
        Refused.With(
            "grant.termination-authorised",
            () => Terminate(Quarter - new Money(1)),
            "£4,170.75 is authorised"
        );
        Terminate(Quarter);
    }

    [Fact]
    public void Terminate_ByADeputyBelowTheCeilingOrALeadOfficer_IsRefused()
    {
        var grant = Running();
        Refused.With(
            "grant.deputy-limit",
            () => grant.Terminate(Cancel, Cast.Delegate(Money.Pounds(50_000)), On(Ends)),
            "up to £50,000.00"
        );
        Refused.With("grant.terminator", () => grant.Terminate(Cancel, Cast.Lead, On(Ends)));
        grant.Terminate(Cancel, Cast.Delegate(SlscbDecision.Maximum), On(Ends));
        Assert.Equal("Commissioner, deputy for Pat Carr", grant.Happenings[^1].Role);
    }

    [Fact]
    public void Terminate_TwiceOrAfterTheEnd_IsRefused()
    {
        var grant = Running();
        Refused.With(
            "grant.termination-date",
            () => grant.Terminate(Cancel with { On = Day(2020, 4, 1) }, Cast.Pcc, On(Ends)),
            "ends by itself on 31 March 2020"
        );
        grant.Terminate(Cancel, Cast.Pcc, On(Ends));
        Refused.AsConflict(
            "grant.terminated",
            () => grant.Terminate(Cancel, Cast.Pcc, On(Ends)),
            "Pat Carr terminated"
        );
    }

    /// <summary>Four quarters from June, the first of them paid.</summary>
    private static Grant Running()
    {
        var grant = Agreed();
        grant.PlanInstalments(
            First,
            SlscbDecision.Yearly,
            InstalmentPattern.Quarterly,
            Day(2017, 6, 30)
        );
        grant.RequestPayment(1, Requester, On(2017, 6, 30));
        grant.AuthorisePayment(1, Authoriser, null, On(2017, 6, 30));
        grant.Pay(1, Day(2017, 6, 30), "BACS 1", Requester, Ends);
        return grant;
    }
}
