using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using static GrantHub.Web.Demo.DemonstrationPeople;
using static GrantHub.Web.Demo.DemonstrationSections;

namespace GrantHub.Web.Demo;

/// <summary>What lies before today's records: an invented log of the office's first years, and the real decision of 2017.</summary>
internal static class DemonstrationHistory
{
    public static void Add(DemonstrationStory story)
    {
        AddLog(story);
        AddSafeguardingBoard(story);
    }

    private static void AddLog(DemonstrationStory story)
    {
        LoggedDecision[] log =
        [
            new(
                "PCC/2013/004",
                "Police and Crime Plan 2013 to 2017",
                "Adopt the Police and Crime Plan 2013 to 2017.",
                new DateOnly(2013, 3, 27),
                "Police and Crime Commissioner",
                Outcome.Approved,
                Confidentiality.Part1,
                null,
                null,
                null,
                null,
                null
            ),
            new(
                "PCC/2014/011",
                "Street pastors: volunteer training",
                "Grant £4,500 for the training of volunteers.",
                new DateOnly(2014, 6, 12),
                "Police and Crime Commissioner",
                Outcome.Approved,
                Confidentiality.Part1,
                null,
                "Tees Street Pastors",
                Money.Pounds(4_500),
                new DateOnly(2014, 7, 1),
                new DateOnly(2015, 3, 31)
            ),
            new(
                "PCC/2015/007",
                "Redundant police station: offer received",
                "Refuse the offer and market the building again.",
                new DateOnly(2015, 9, 3),
                "Police and Crime Commissioner",
                Outcome.NotApproved,
                Confidentiality.Part2,
                "Information relating to the financial or business affairs of any particular person",
                null,
                null,
                null,
                null
            ),
            new(
                "PCC/2016/019",
                "Annual report of the independent custody visitors",
                "Note the report.",
                new DateOnly(2016, 11, 24),
                "Police and Crime Commissioner",
                Outcome.Noted,
                Confidentiality.Part1,
                null,
                null,
                null,
                null,
                null
            ),
        ];
        var lines = log.Select((logged, i) => new LoggedLine(i + 2, logged.Reference, logged));
        story.At(
            new DateOnly(2017, 5, 3),
            new(9, 0),
            Teller.Operator,
            teller => teller.Ask(new ImportDecisions(new DecisionLog([.. lines], [])))
        );
    }

    /// <summary>
    /// The decision form signed on 19 May 2017. The form carries no comment of a chief finance officer; the one here is
    /// invented and says so.
    /// </summary>
    private static void AddSafeguardingBoard(DemonstrationStory story)
    {
        const string None = "None arise from this grant agreement.";
        var yearly = new Money(1_668_300);
        var proposal = Proposal(
            "Stockton-on-Tees Local Safeguarding Children Board",
            StatutoryPower.CrimeAndDisorderReduction,
            (new(2017), yearly),
            (new(2018), yearly),
            (new(2019), yearly)
        );
        new DemonstrationRecord(story, Lead)
            .On(new(2017, 5, 10), 10)
            .Raise(PccTemplate, "Funding for the Local Safeguarding Children Board - Stockton")
            .Fill(
                Text(
                    "The Stockton-on-Tees Local Safeguarding Children Board is the statutory body through which local organisations agree how they co-operate to safeguard children. Its two outcome priorities are:\n\n- preventing harm: neglect, with a focus on domestic abuse, drugs and alcohol, and parental mental health\n- protecting vulnerable children: vulnerable, exploited, missing or trafficked\n\nThe grant contributes to the cost of the Board’s business case.",
                    "Fund the Board at £16,683 a year for up to 3 financial years, at most £50,049, subject to annual review, from 1 April 2017 to 31 March 2020.",
                    "The Board brings together the organisations that protect children from harm, much of which follows from crime: domestic abuse, exploitation and trafficking."
                )
            )
            .Fill(
                Funding(
                    proposal with
                    {
                        BudgetPlan = "Long Term Financial Plan",
                        BudgetApprovedOn = new DateOnly(2017, 2, 27),
                    }
                ),
                Implication(
                    new(
                        "financial",
                        true,
                        true,
                        "£16,683.00 a year for up to 3 financial years, at most £50,049.00, included in the Long Term Financial Plan approved on 27 February 2017."
                    )
                ),
                Implication(
                    new(
                        "legal",
                        true,
                        true,
                        "Set out in the terms and conditions of the grant agreement."
                    )
                ),
                Implication(new("equality", true, false, None)),
                Implication(new("human-rights", true, false, None)),
                Implication(new("sustainability", true, false, None)),
                Implication(new("risk", true, false, None)),
                Public()
            )
            .On(new(2017, 5, 15), 9, 30)
            .Submit()
            .On(new(2017, 5, 17), 11, 15)
            .Sign(
                Cfo,
                (
                    "financial",
                    "Invented for this demonstration, because the signed form carries no comment: the cost is provided for in the Long Term Financial Plan, and each later year depends on its annual review."
                )
            )
            .On(new(2017, 5, 19), 10)
            .Sign(
                Mo,
                (
                    "legal",
                    "The grant agreement sets out the conditions, repayment among them, under section 9 of the Police Reform and Social Responsibility Act 2011."
                )
            )
            .On(new(2017, 5, 19), 14, 5)
            .Decide(Pcc, Outcome.Approved)
            .On(new(2017, 5, 22), 9)
            .Publish(Lead);
    }
}
