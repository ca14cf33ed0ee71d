using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;

namespace GrantHub.UnitTests.Decisions;

/// <summary>
/// The real case: a police and crime commissioner's decision record signed on 19 May 2017, "Funding for the Local
/// Safeguarding Children Board - Stockton". The lead officer's post and telephone, the payee and the power are
/// invented, because the form does not give them; so is the chief finance officer's comment in the tests.
/// </summary>
internal static class SlscbDecision
{
    public static readonly Money Yearly = new(16_683_00);
    public static readonly Money Maximum = new(50_049_00);
    public static readonly DateOnly PeriodStart = new(2017, 4, 1);
    public static readonly DateOnly PeriodEnd = new(2020, 3, 31);

    public static readonly FundingProposal Funding = new()
    {
        Recipient = "Stockton-on-Tees Local Safeguarding Children Board",
        Payee = "Stockton-on-Tees Borough Council",
        PeriodStart = PeriodStart,
        PeriodEnd = PeriodEnd,
        Maximum = Maximum,
        Schedule =
        [
            new(new FinancialYear(2017), Yearly),
            new(new FinancialYear(2018), Yearly),
            new(new FinancialYear(2019), Yearly),
        ],
        Power = StatutoryPower.CrimeAndDisorderReduction,
        BudgetPlan = "Long Term Financial Plan",
        BudgetApprovedOn = new DateOnly(2017, 2, 27),
    };

    private const string NoEffect = "None arise from this grant agreement.";

    public static readonly DecisionContent Content = new DecisionContent
    {
        LeadOfficer = new LeadOfficer(
            "OPCC lead officer",
            "Commissioning manager",
            "01632 960000",
            "lead@example.org",
            1
        ),
        Implications =
        [
            new(
                "financial",
                true,
                true,
                "£16,683.00 a year for up to 3 financial years, at most £50,049.00, included in the Long Term Financial Plan approved on 27 February 2017."
            ),
            new("legal", true, true, "Set out in the terms and conditions of the grant agreement."),
            new("equality", true, false, NoEffect),
            new("human-rights", true, false, NoEffect),
            new("sustainability", true, false, NoEffect),
            new("risk", true, false, NoEffect),
        ],
        ProposesFunding = true,
        Funding = Funding,
        Confidentiality = Confidentiality.Part1,
    }
        .With("title", "Funding for the Local Safeguarding Children Board - Stockton")
        .With("request", "For PCC approval")
        .With(
            "executiveSummary",
            "The Stockton-on-Tees Local Safeguarding Children Board is the statutory body through which local organisations agree how they co-operate to safeguard children. Its two outcome priorities are preventing harm (neglect, with a focus on domestic abuse, drugs and alcohol, and parental mental health) and protecting vulnerable children (vulnerable, exploited, missing or trafficked). The grant contributes to the cost of the Board's business case."
        )
        .With(
            "decision",
            "Fund the Board at £16,683 a year for up to 3 financial years, at most £50,049, subject to annual review, from 1 April 2017 to 31 March 2020."
        );
}
