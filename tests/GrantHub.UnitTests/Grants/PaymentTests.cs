using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Grants.GrantBuilder;

namespace GrantHub.UnitTests.Grants;

public class PaymentTests
{
    private static readonly Money Quarter = new(4_170_75);
    private static readonly DateOnly June = Day(2017, 6, 30);

    [Fact]
    public void PlanInstalments_Monthly_AddUpToThePenny()
    {
        var grant = Agreed();
        var months = grant.PlanInstalments(
            First,
            new Money(100_00),
            InstalmentPattern.Monthly,
            Day(2017, 4, 30)
        );
        Assert.Equal(
            [8_34, 8_34, 8_34, 8_34, 8_33, 8_33, 8_33, 8_33, 8_33, 8_33, 8_33, 8_33],
            months.Select(i => i.Amount.Pence)
        );
        Assert.Equal(Enumerable.Range(1, 12), months.Select(i => i.Number));
        Assert.Equal(Day(2018, 3, 30), months[^1].DueOn);
    }

    [Fact]
    public void PlanInstalments_FewerPenniesThanParts_IsRefused() =>
        Refused.With(
            "instalment.too-small",
            () => Agreed().PlanInstalments(First, new Money(3), InstalmentPattern.Quarterly, June),
            "£0.03",
            "4 instalments"
        );

    [Fact]
    public void PlanInstalment_OverTheConfirmed_WarnsAndGoesThrough()
    {
        var grant = Agreed();
        grant.PlanInstalment(First, SlscbDecision.Yearly, June);
        Assert.Empty(grant.PlanningWarnings(First));
        grant.PlanInstalment(First, new Money(1), June);
        Assert.Contains(
            "£0.01 over the £16,683.00 confirmed",
            Assert.Single(grant.PlanningWarnings(First)),
            StringComparison.Ordinal
        );
        grant.CancelPayment(1, "Planned twice.", Requester, On(June));
        Assert.Empty(grant.PlanningWarnings(First));
    }

    [Fact]
    public void PlanInstalment_AmountOrYearThatCannotBePaid_IsRefused()
    {
        var grant = Agreed();
        Refused.With("instalment.amount", () => grant.PlanInstalment(First, Money.Zero, June));
        Refused.With(
            "grant.year",
            () => grant.PlanInstalment(new FinancialYear(2030), Quarter, June),
            "2030-31",
            "2017-18, 2018-19, 2019-20"
        );
        grant.Reviewed(First, Discontinuing, Day(2018, 1, 30));
        Refused.With(
            "instalment.discontinued",
            () => grant.PlanInstalment(Second, Quarter, June),
            "2018-19 is discontinued"
        );
    }

    [Fact]
    public void ChangeAndRemove_OnlyWhilePlanned()
    {
        var grant = Agreed();
        var number = grant.PlanInstalment(First, Quarter, June).Number;
        grant.ChangeInstalment(number, Money.Pounds(5), June.AddDays(1));
        Assert.Equal("£5.00", grant.Instalments[0].Amount.ToString());
        grant.RemoveInstalment(number);
        Assert.Empty(grant.Instalments);
        var next = grant.Requested(First, Quarter, June);
        Assert.Equal(2, next);
        Refused.AsConflict(
            "payment.state",
            () => grant.ChangeInstalment(next, Quarter, June),
            "was requested by Fin Odell"
        );
        Refused.AsConflict("payment.state", () => grant.RemoveInstalment(next));
        Refused.With("payment.gone", () => grant.RemoveInstalment(1), "no payment 1");
    }

    [Fact]
    public void Request_AnIndicativeYear_IsRefused()
    {
        var grant = Agreed();
        var number = grant.PlanInstalment(Second, Quarter, June).Number;
        Refused.With(
            "payment.indicative",
            () => grant.RequestPayment(number, Requester, On(June)),
            "2018-19 is indicative",
            "continue or amend",
            "releases a part early"
        );
    }

    [Fact]
    public void Authorise_AFifthQuarter_IsRefusedWithWhatIsLeft()
    {
        var grant = Agreed();
        grant.PlanInstalments(First, SlscbDecision.Yearly, InstalmentPattern.Quarterly, June);
        grant.PayPlanned(First);
        var fifth = grant.Requested(First, Quarter, Day(2018, 3, 31));
        Refused.With(
            "payment.over-confirmed",
            () => grant.AuthorisePayment(fifth, Authoriser, null, On(2018, 3, 31)),
            "£4,170.75 cannot be authorised",
            "confirmed at £16,683.00",
            "£0.00 is left"
        );
    }

    [Fact]
    public void Authorise_APennyOverTheConfirmed_IsRefused()
    {
        var grant = Agreed();
        grant.Authorised(First, SlscbDecision.Yearly - Quarter, June);
        var over = grant.Requested(First, Quarter + new Money(1), June);
        Refused.With(
            "payment.over-confirmed",
            () => grant.AuthorisePayment(over, Authoriser, null, On(June)),
            "£12,512.25 of it is authorised or paid",
            "£4,170.75 is left"
        );
        grant.Authorised(First, Quarter, June);
        Assert.Equal(Money.Zero, grant.FiguresOf(First).LeftToAuthorise);
    }

    [Fact]
    public void Authorise_OnesOwnRequest_IsRefused()
    {
        var grant = Agreed();
        var number = grant.Requested(First, Quarter, June);
        Refused.With(
            "payment.own-request",
            () => grant.AuthorisePayment(number, Requester, null, On(June)),
            "You requested",
            "somebody else"
        );
    }

    [Fact]
    public void Authorise_OverOnesLimit_IsRefused()
    {
        var grant = Agreed();
        var number = grant.Requested(First, Quarter, June);
        Refused.With(
            "payment.limit",
            () => grant.AuthorisePayment(number, Authoriser, Quarter - new Money(1), On(June)),
            "up to £4,170.74",
            "£4,170.75"
        );
        grant.AuthorisePayment(number, Authoriser, Quarter, On(June));
        Assert.Equal(InstalmentState.Authorised, grant.Instalments[0].State);
        var told = grant.Happenings[^1];
        Assert.Equal("PaymentAuthorised", told.What);
        Assert.Equal("Payment 1 of £4,170.75 for 2017-18: requested", told.Before);
        Assert.Equal(
            "Payment 1 of £4,170.75 for 2017-18: authorised; £12,512.25 of 2017-18 left to authorise",
            told.After
        );
    }

    [Fact]
    public void Authorise_BeforeTheAgreementIsSigned_IsRefused()
    {
        var grant = Made();
        var number = grant.Requested(First, Quarter, June);
        var authorise = () => grant.AuthorisePayment(number, Authoriser, null, On(June));
        Refused.With("payment.no-agreement", authorise, "has not been signed by both");
        grant.SendAgreement(Day(2017, 5, 22), June);
        grant.RecipientSigned("Chair", Day(2017, 5, 25), June);
        Refused.With("payment.no-agreement", authorise);
        grant.OfficeSigned("Chief executive", Day(2017, 5, 26), June);
        authorise();
    }

    [Fact]
    public void Authorise_Twice_TellsWhoWasFirst()
    {
        var grant = Agreed();
        var number = grant.Authorised(First, Quarter, June);
        Refused.AsConflict(
            "payment.state",
            () => grant.AuthorisePayment(number, Cast.Of(30, "Lou", default), null, On(June)),
            "was authorised by Ash Thorne"
        );
    }

    [Fact]
    public void Pay_WithoutReferenceOrOnAWrongDay_IsRefused()
    {
        var grant = Agreed();
        var number = grant.Authorised(First, Quarter, June);
        void Pay(DateOnly on, string reference) =>
            grant.Pay(number, on, reference, Requester, June.AddDays(2));
        Refused.With("payment.reference", () => Pay(June, " "), "Enter the reference");
        Refused.With("payment.future", () => Pay(June.AddDays(3), "BACS 1"), "later day");
        Refused.With(
            "payment.before-authorised",
            () => Pay(June.AddDays(-1), "BACS 1"),
            "authorised on 30 June 2017"
        );
        Pay(June, " BACS 1 ");
        var second = grant.Authorised(First, Quarter, June);
        Refused.With(
            "payment.reference-twice",
            () => grant.Pay(second, June, "bacs 1", Requester, June),
            "Payment 1"
        );
        Assert.Equal("BACS 1", grant.Instalments[0].PaidReference);
    }

    [Fact]
    public void Pay_NotAuthorised_IsRefused()
    {
        var grant = Agreed();
        var number = grant.Requested(First, Quarter, June);
        Refused.AsConflict(
            "payment.state",
            () => grant.Pay(number, June, "BACS 1", Requester, June),
            "waits to be authorised"
        );
    }

    [Fact]
    public void Cancel_AnAuthorisedPayment_MakesRoomAgain()
    {
        var grant = Agreed();
        var number = grant.Authorised(First, SlscbDecision.Yearly, June);
        Refused.With(
            "payment.cancel-reason",
            () => grant.CancelPayment(number, "", Requester, On(June))
        );
        grant.CancelPayment(number, "Wrong account.", Requester, On(June));
        Assert.Equal(SlscbDecision.Yearly, grant.FiguresOf(First).LeftToAuthorise);
        Refused.AsConflict(
            "payment.state",
            () => grant.CancelPayment(number, "Again.", Requester, On(June)),
            "was cancelled by Fin Odell: Wrong account."
        );
        var paid = grant.Paid(First, Quarter, June);
        Refused.AsConflict(
            "payment.state",
            () => grant.CancelPayment(paid, "Too late.", Requester, On(June)),
            "was paid on 30 June 2017"
        );
    }

    [Fact]
    public void Recover_WhatWasPaid_DoesNotReopenRoom()
    {
        var grant = Agreed();
        var number = grant.Paid(First, SlscbDecision.Yearly, June);
        grant.Recover(
            First,
            number,
            Money.Pounds(683),
            June,
            "RCPT 1",
            "Overpaid.",
            Requester,
            June
        );
        var figures = grant.FiguresOf(First);
        Assert.Equal("£16,683.00", figures.Paid.ToString());
        Assert.Equal("£683.00", figures.Recovered.ToString());
        Assert.Equal("£16,000.00", figures.Unspent.ToString());
        Assert.Equal(Money.Zero, figures.LeftToAuthorise);
        Assert.Equal(
            "2017-18: £683.00 recovered; £683.00 on 30 June 2017, reference RCPT 1",
            grant.Happenings[^1].After
        );
    }

    [Fact]
    public void Recover_MoreThanWasPaid_IsRefused()
    {
        var grant = Agreed();
        var first = grant.Paid(First, Quarter, June);
        grant.Paid(First, Quarter, June);
        void Back(int? number, Money amount, string reference, string reason) =>
            grant.Recover(First, number, amount, June, reference, reason, Requester, June);
        Refused.With("recovery.amount", () => Back(null, Money.Zero, "R", "Overpaid."));
        Refused.With(
            "recovery.over-paid",
            () => Back(null, Quarter + Quarter + new Money(1), "R", "Overpaid."),
            "£8,341.50"
        );
        Refused.With(
            "recovery.over-payment",
            () => Back(first, Quarter + new Money(1), "R", "Overpaid."),
            "£4,170.75 was paid"
        );
        Refused.With("recovery.reference", () => Back(first, Quarter, " ", "Overpaid."));
        Refused.With("recovery.reason", () => Back(first, Quarter, "R", " "));
        Refused.With(
            "recovery.future",
            () => grant.Recover(First, null, Quarter, June.AddDays(1), "R", "x", Requester, June)
        );
        Refused.With(
            "recovery.year",
            () => grant.Recover(First, Other(grant), Quarter, June, "R", "x", Requester, June),
            "does not belong to 2017-18"
        );
    }

    private static int Other(Grant grant) => grant.PlanInstalment(Second, Quarter, June).Number;
}
