using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using static GrantHub.Web.Demo.DemonstrationPeople;
using static GrantHub.Web.Demo.DemonstrationSections;

namespace GrantHub.Web.Demo;

/// <summary>Invented records on their way, so that everybody finds something to do.</summary>
internal static class DemonstrationWork
{
    public static void Add(DemonstrationStory story)
    {
        AddDrafts(story);
        AddReturned(story);
        AddWaiting(story);
        AddWithdrawn(story);
    }

    private static void AddDrafts(DemonstrationStory story)
    {
        new DemonstrationRecord(story, Lead)
            .Ago(1, 16)
            .Raise(PccTemplate, "Night-time economy wardens");
        var year = FinancialYear.Of(story.Today);
        // All but the last task, so that submitting is near.
        Complete(
            new DemonstrationRecord(story, Lead)
                .Ago(5, 11)
                .Raise(PccTemplate, "Rural crime cameras"),
            Proposal(
                "Vale Farmwatch",
                StatutoryPower.CrimeAndDisorderReduction,
                (year, Money.Pounds(8_400)),
                (year.Next, Money.Pounds(2_600))
            )
        );
    }

    private static void AddReturned(DemonstrationStory story)
    {
        var year = FinancialYear.Of(story.Today);
        Complete(
                new DemonstrationRecord(story, Lead)
                    .Ago(11, 9)
                    .Raise(PccTemplate, "Knife crime lessons in schools"),
                Proposal(
                    "Second Chances Education",
                    StatutoryPower.CrimeAndDisorderReduction,
                    (year, Money.Pounds(14_250))
                )
            )
            .Fill(Public())
            .Submit()
            .Ago(9, 10)
            .Sign(Cfo, ("financial", "Within the budget for prevention."))
            .Ago(6, 15)
            .Return(
                Mo,
                "Say under \"Legal\" how children’s data is protected, and attach the equality impact assessment."
            );
    }

    private static void AddWaiting(DemonstrationStory story)
    {
        var year = FinancialYear.Of(story.Today);
        DemonstrationRecord Submitted(
            int ago,
            string lead,
            string title,
            string recipient,
            params (FinancialYear, Money)[] schedule
        ) =>
            Complete(
                    new DemonstrationRecord(story, lead).Ago(ago, 9).Raise(PccTemplate, title),
                    Proposal(recipient, StatutoryPower.CrimeAndDisorderReduction, schedule)
                )
                .Fill(Public())
                .Submit();

        Submitted(
            3,
            Lead,
            "Burglary victims’ locks",
            "Safe Homes Teesside",
            (year, Money.Pounds(9_800))
        );
        Submitted(
                8,
                OtherLead,
                "Sexual violence adviser",
                "Northgate Support",
                (year, Money.Pounds(21_000)),
                (year.Next, Money.Pounds(42_000)),
                (year.Next.Next, Money.Pounds(42_000))
            )
            .Ago(4, 10)
            .Sign(Cfo, ("financial", "The victims’ services budget provides for it."));
        new DemonstrationRecord(story, OtherLead)
            .Ago(2, 9)
            .Raise(PccTemplate, "Independent custody visiting scheme: new guidance")
            .Fill(
                Text(
                    "The Home Office has published a new code of practice.",
                    "Adopt the guidance in the appendix.",
                    "The scheme has to follow the code."
                )
            )
            .Fill(NoFunding())
            .Fill(Implications(PccTemplate, ("legal", "The scheme is a statutory one.")))
            .Fill(Public())
            .Submit();
        Submitted(
                10,
                Lead,
                "Community speed watch kits",
                "Tees Valley Road Safety Partnership",
                (year, Money.Pounds(6_300))
            )
            .Ago(8, 10)
            .Sign(Cfo, ("financial", "Within the budget for road safety."))
            .Ago(5, 10)
            .Sign(Mo, ("legal", "The standard grant agreement applies."));
        Submitted(
                12,
                Lead,
                "Drug recovery mentors",
                "Clear Horizons",
                (year, Money.Pounds(30_000)),
                (year.Next, Money.Pounds(30_000))
            )
            .Ago(9, 10)
            .Sign(Cfo, ("financial", "The second year depends on its annual review."))
            .Ago(3, 10)
            .Sign(Mo, ("legal", "The standard grant agreement applies."));
        DemonstrationGrants.CabinetReport(story, 6, "Domestic abuse strategy: progress");
    }

    private static void AddWithdrawn(DemonstrationStory story)
    {
        var year = FinancialYear.Of(story.Today);
        Complete(
                new DemonstrationRecord(story, OtherLead)
                    .Ago(18, 9)
                    .Raise(PccTemplate, "Summer activities on the Ragworth estate"),
                Proposal(
                    "Ragworth Neighbours",
                    StatutoryPower.CrimeAndDisorderReduction,
                    (year, Money.Pounds(5_000))
                )
            )
            .Fill(Public())
            .Submit()
            .Ago(16, 10)
            .Withdraw("The borough council has agreed to pay for it.");
    }

    /// <summary>Every section but confidentiality.</summary>
    private static DemonstrationRecord Complete(
        DemonstrationRecord record,
        FundingProposal proposal
    ) =>
        record
            .Fill(
                Text(
                    $"{proposal.Recipient} has asked for help with work that the Police and Crime Plan names as a priority. What it has done so far is set out in its application.",
                    $"Grant {proposal.Recipient} at most {proposal.Maximum}.",
                    "The work prevents crime and disorder at a cost that compares well with that of similar projects."
                )
            )
            .Fill(Funding(proposal))
            .Fill(
                Implications(
                    PccTemplate,
                    ("financial", $"{proposal.Maximum} in all, from the year’s grants budget."),
                    ("legal", "The grant agreement follows the office’s standard terms.")
                )
            );
}
