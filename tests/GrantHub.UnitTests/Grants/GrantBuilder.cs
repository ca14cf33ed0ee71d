using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Grants;

/// <summary>Makes a grant of the sample decision and moves it on, as the people who would do it.</summary>
internal static class GrantBuilder
{
    public static readonly FinancialYear First = new(2017);
    public static readonly FinancialYear Second = new(2018);
    public static readonly FinancialYear Third = new(2019);

    public static readonly Actor Requester = Cast.Of(21, "Fin Odell", Role.PartnershipFinanceLead);
    public static readonly Actor Authoriser = Cast.Of(22, "Ash Thorne", Role.PaymentAuthoriser);
    public static readonly Actor Contact = Cast.Of(23, "Rae Board", Role.PartnerContact);

    public static readonly ReviewContent Continue = new(
        SlscbDecision.Yearly,
        PerformanceRating.Met,
        "Both outcome priorities were met.",
        Recommendation.Continue,
        null,
        "The work goes well."
    );

    public static Organisation Board => Organisation.Add(SlscbDecision.Funding.Recipient, "slscb");

    public static DateOnly Day(int year, int month, int day) => new(year, month, day);

    /// <summary>Noon in London in summer, eleven in winter: the same calendar day in both.</summary>
    public static DateTime On(int year, int month, int day) =>
        new(year, month, day, 11, 0, 0, DateTimeKind.Utc);

    public static DateTime On(DateOnly day) => On(day.Year, day.Month, day.Day);

    public static Grant Made(Func<FundingProposal, FundingProposal>? change = null) =>
        Grant.FromDecision(
            Approved(change ?? (f => f)),
            Board,
            "G-2017-0001",
            "G-2017-0001",
            DecisionBuilder.DecidedAt
        );

    public static DecisionRecord Approved(Func<FundingProposal, FundingProposal> change) =>
        new DecisionBuilder()
            .With(c => c with { Funding = change(SlscbDecision.Funding) })
            .Decided();

    /// <summary>A grant whose agreement both have signed.</summary>
    public static Grant Agreed(Func<FundingProposal, FundingProposal>? change = null)
    {
        var grant = Made(change);
        grant.SendAgreement(Day(2017, 5, 22), Day(2017, 6, 1));
        grant.RecipientSigned("Chair of the Board", Day(2017, 5, 25), Day(2017, 6, 1));
        grant.OfficeSigned("Chief executive", Day(2017, 5, 26), Day(2017, 6, 1));
        return grant;
    }

    /// <summary>Plans, requests and authorises one payment of a year.</summary>
    public static int Authorised(this Grant grant, FinancialYear year, Money amount, DateOnly on)
    {
        var number = grant.Requested(year, amount, on);
        grant.AuthorisePayment(number, Authoriser, null, On(on));
        return number;
    }

    public static int Requested(this Grant grant, FinancialYear year, Money amount, DateOnly on)
    {
        var number = grant.PlanInstalment(year, amount, on).Number;
        grant.RequestPayment(number, Requester, On(on));
        return number;
    }

    public static int Paid(this Grant grant, FinancialYear year, Money amount, DateOnly on)
    {
        var number = grant.Authorised(year, amount, on);
        grant.Pay(number, on, $"BACS {number}", Requester, on);
        return number;
    }

    /// <summary>Requests, authorises and pays every planned instalment of a year on the day it is due.</summary>
    public static void PayPlanned(this Grant grant, FinancialYear year)
    {
        foreach (var instalment in grant.Instalments.Where(i => i.Year == year && i.IsOpen))
        {
            grant.RequestPayment(instalment.Number, Requester, On(instalment.DueOn));
            grant.AuthorisePayment(instalment.Number, Authoriser, null, On(instalment.DueOn));
            grant.Pay(
                instalment.Number,
                instalment.DueOn,
                $"BACS {instalment.Number}",
                Requester,
                instalment.DueOn
            );
        }
    }

    /// <summary>A yearly return that says that so much was spent, accepted.</summary>
    public static void Reported(this Grant grant, FinancialYear year, Money spend)
    {
        var owed = Assert.Single(grant.ScheduleReturns(year, ReturnPattern.Yearly));
        grant.SubmitReturn(
            owed.Number,
            Report(spend),
            SubmittedFor.Recipient,
            Contact,
            On(owed.DueOn)
        );
        grant.AcceptReturn(owed.Number, Cast.Lead, On(owed.DueOn));
    }

    public static ReturnReport Report(Money spend) =>
        new(spend, "Training for 40 practitioners.", "Fewer repeat referrals.", []);

    /// <summary>Writes, recommends and signs the review of a year.</summary>
    public static void Reviewed(
        this Grant grant,
        FinancialYear year,
        ReviewContent content,
        DateOnly on
    )
    {
        grant.Recommended(year, content, on);
        grant.SignReview(year, Cast.Cfo, Signings.Plain, On(on));
        if (content.Recommendation != Recommendation.Continue)
            grant.SignReview(year, Cast.Pcc, Signings.Plain, On(on));
    }

    public static void Recommended(
        this Grant grant,
        FinancialYear year,
        ReviewContent content,
        DateOnly on
    )
    {
        grant.WriteReview(year, content, Cast.Lead, On(on));
        grant.RecommendReview(year, Cast.Lead, Signings.Plain, On(on));
    }

    public static ReviewContent Amending(Money amount) =>
        Continue with
        {
            Recommendation = Recommendation.Amend,
            Amount = amount,
            Reasons = "Less is needed.",
        };

    public static ReviewContent Discontinuing =>
        Continue with
        {
            Recommendation = Recommendation.Discontinue,
            Reasons = "The outcomes are not met.",
        };
}
