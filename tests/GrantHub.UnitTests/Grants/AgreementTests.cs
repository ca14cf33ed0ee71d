using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Grants.GrantBuilder;

namespace GrantHub.UnitTests.Grants;

/// <summary>The agreement with the recipient, and with the one who comes after it.</summary>
public class AgreementTests
{
    private static readonly DateOnly Sent = Day(2017, 5, 22);
    private static readonly DateOnly Today = Day(2017, 6, 1);

    [Fact]
    public void Agreement_SignedByBoth_LetsTheGrantRun()
    {
        var grant = Made();
        Assert.Equal(GrantState.AwaitingAgreement, grant.State);
        grant.SendAgreement(Sent.AddDays(-1), Today);
        grant.SendAgreement(Sent, Today);
        grant.OfficeSigned(" Chief executive ", Sent, Today);
        Assert.False(grant.IsAgreementSigned);
        Assert.Null(grant.AgreedOn);
        grant.RecipientSigned("Chair", Sent.AddDays(3), Today);
        Assert.True(grant.IsAgreementSigned);
        Assert.Equal(Sent.AddDays(3), grant.AgreedOn);
        Assert.Equal(GrantState.Running, grant.State);
        var agreement = Assert.Single(grant.Agreements);
        Assert.Equal(("Chief executive", Sent), (agreement.Office!.Name, agreement.Office.On));
        Assert.Equal(
            [
                "AgreementSent",
                "AgreementSent",
                "AgreementSignedByOffice",
                "AgreementSignedByRecipient",
            ],
            grant.Happenings.Skip(1).Select(h => h.What)
        );
    }

    [Fact]
    public void Agreement_DatesThatCannotBe_AreRefused()
    {
        var grant = Made();
        Refused.With(
            "agreement.future",
            () => grant.SendAgreement(Today.AddDays(1), Today),
            "later day than today"
        );
        Refused.With(
            "agreement.not-sent",
            () => grant.RecipientSigned("Chair", Today, Today),
            "when the agreement was sent"
        );
        Refused.With("agreement.not-sent", () => grant.AttachAgreement(File("a.pdf")));
        grant.SendAgreement(Sent, Today);
        Refused.With(
            "agreement.before-sent",
            () => grant.OfficeSigned("Chief executive", Sent.AddDays(-1), Today),
            "sent on 22 May 2017"
        );
        Refused.With(
            "agreement.future",
            () => grant.RecipientSigned("Chair", Today.AddDays(1), Today)
        );
        Refused.With("agreement.name", () => grant.RecipientSigned(" ", Today, Today));
        grant.RecipientSigned("Chair", Today, Today);
        Refused.AsConflict(
            "agreement.twice",
            () => grant.RecipientSigned("Another", Today, Today),
            "Chair signed on 1 June 2017"
        );
        Refused.AsConflict("agreement.signed", () => grant.SendAgreement(Today, Today));
    }

    [Fact]
    public void AttachAgreement_AFile_IsKeptWithIt()
    {
        var grant = Agreed();
        grant.AttachAgreement(File("signed.pdf"));
        Assert.Equal("signed.pdf", grant.Agreement!.File!.Name);
        Assert.True(grant.IsAgreementSigned);
    }

    [Fact]
    public void Succeed_AnotherOrganisation_KeepsBothAndNeedsItsAgreement()
    {
        var grant = Agreed();
        var partnership = Partnership();
        grant.Succeed(
            partnership,
            Day(2018, 10, 1),
            "The Board was replaced by law.",
            "D-2018-0009",
            Cast.Lead,
            On(2018, 10, 2)
        );
        Assert.Equal(partnership.Id, grant.RecipientId);
        Assert.Equal("Safeguarding Children Partnership", grant.RecipientName);
        var kept = Assert.Single(grant.Successions);
        Assert.Equal(SlscbDecision.Funding.Recipient, kept.FromName);
        Assert.Equal("The Board was replaced by law. (D-2018-0009)", grant.Happenings[^1].Why);
        Assert.False(grant.IsAgreementSigned);
        Assert.Null(grant.AgreedOn);

        var today = Day(2018, 11, 1);
        var number = grant.Requested(First, Domain.Money.Pounds(1), today);
        Refused.With(
            "payment.no-agreement",
            () => grant.AuthorisePayment(number, Authoriser, null, On(today)),
            "Safeguarding Children Partnership"
        );
        grant.SendAgreement(Day(2018, 10, 3), today);
        grant.RecipientSigned("Chair", today, today);
        grant.OfficeSigned("Chief executive", today, today);
        grant.AuthorisePayment(number, Authoriser, null, On(today));
        Assert.Equal(2, grant.Agreements.Count);
    }

    /// <summary>Else what was authorised for one organisation could be paid to another.</summary>
    [Fact]
    public void Succeed_WhileAPaymentIsAuthorised_IsRefused()
    {
        var grant = Agreed();
        var today = Day(2017, 7, 1);
        var number = grant.Authorised(First, Domain.Money.Pounds(100), today);
        void Succeed() =>
            grant.Succeed(Partnership(), today, "Replaced.", null, Cast.Lead, On(today));
        Refused.With("succession.authorised", Succeed, "Payment 1 of £100.00", "authorised for");
        Assert.Empty(grant.Successions);
        grant.CancelPayment(number, "The Board is replaced.", Cast.Lead, On(today));
        Succeed();
        Assert.Single(grant.Successions);
    }

    [Fact]
    public void Succeed_SameOrganisationOrWrongDayOrNoReason_IsRefused()
    {
        var grant = Agreed();
        void Succeed(Organisation to, DateOnly on, string reason) =>
            grant.Succeed(to, on, reason, null, Cast.Lead, On(2018, 10, 2));
        Refused.With("succession.same", () => Succeed(Board, Day(2018, 10, 1), "x"));
        Refused.With("succession.future", () => Succeed(Partnership(), Day(2018, 10, 3), "x"));
        Refused.With(
            "succession.date",
            () => Succeed(Partnership(), Day(2017, 3, 31), "x"),
            "1 April 2017"
        );
        Refused.With("succession.reason", () => Succeed(Partnership(), Day(2018, 10, 1), " "));
        Assert.Empty(grant.Successions);
    }

    private static Organisation Partnership()
    {
        var partnership = Organisation.Add("Safeguarding Children Partnership", "scp");
        Stored.Set(partnership, "Id", 8L);
        return partnership;
    }

    private static StoredFile File(string name) =>
        new(name, AppendixKind.Pdf, "application/pdf", 10, "ab", "key", On(Today));
}
