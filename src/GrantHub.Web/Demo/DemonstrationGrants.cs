using GrantHub.Application.Funding;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Publication;
using static GrantHub.Web.Demo.DemonstrationPeople;
using static GrantHub.Web.Demo.DemonstrationSections;

namespace GrantHub.Web.Demo;

/// <summary>Invented records that have been decided, most of them with a grant.</summary>
internal static class DemonstrationGrants
{
    private const string InTheBudget =
        "The amount is within the budget for community safety and leaves the reserve as planned.";
    private const string ByAgreement =
        "The standard grant agreement applies, with repayment where conditions are not met.";

    public static void Add(DemonstrationStory story)
    {
        AddTwoStreams(story);
        AddVariation(story);
        AddSuccession(story);
        AddExempt(story);
        AddRefusal(story);
        AddCabinetReports(story);
        AddUnpublished(story);
    }

    /// <summary>One decision that two funding streams pay for.</summary>
    private static void AddTwoStreams(DemonstrationStory story)
    {
        var year = FinancialYear.Of(story.WorkingDaysAgo(60));
        Allocate(story, DemonstrationStreams.Safety, year, Money.Pounds(51_000));
        Allocate(story, DemonstrationStreams.Victims, year, Money.Pounds(101_000));
        new DemonstrationRecord(story, OtherLead)
            .Ago(60, 9)
            .Raise(PccTemplate, "Domestic abuse outreach and therapy for children")
            .Fill(
                Text(
                    "Harbour Lights supports adults and children who have lived with domestic abuse. Outreach workers meet people where they feel safe, and a therapist works with the children.",
                    "Grant Harbour Lights £97,499.00 for the financial year: £9,300.00 from the community safety fund and £88,199.00 from the victims’ services grant.",
                    "Support soon after an incident lowers the risk of another, and children who get help early are less often victims or offenders later.",
                    "A contract instead of a grant was considered and rejected: the service is the charity’s own, and a tender would leave a gap of six months."
                )
            )
            .FundFrom(
                Proposal(
                    "Harbour Lights Domestic Abuse Service",
                    StatutoryPower.VictimsAndOtherHelp,
                    (year, Money.Pounds(97_499))
                ) with
                {
                    Payee = "Harbour Lights (Teesside) Limited",
                },
                (DemonstrationStreams.Safety, Money.Pounds(9_300)),
                (DemonstrationStreams.Victims, Money.Pounds(88_199))
            )
            .Fill(
                Implications(
                    PccTemplate,
                    (
                        "financial",
                        "£97,499.00 in one year. After it, £41,700.00 of the year’s community safety fund and £12,801.00 of the victims’ services grant are left."
                    ),
                    ("legal", "The grant agreement follows the office’s standard terms."),
                    (
                        "equality",
                        "Most people helped are women. The service also takes in men, and its building has level access."
                    )
                )
            )
            .Fill(Public())
            .Ago(58, 10)
            .Attach("outreach-business-case.pdf", "Business case.pdf")
            .Attach("outreach-referrals.png", "Referrals by quarter.png")
            .Attach("outreach-outcomes.txt", "Outcomes of the first year.txt")
            .Submit()
            .Ago(56, 11)
            .Sign(Cfo, ("financial", InTheBudget))
            .Ago(55, 15)
            .Sign(DeputyMo, ("legal", ByAgreement))
            .Ago(53, 14)
            .Decide(Pcc, Outcome.Approved)
            .Ago(52, 9)
            .Publish(OtherLead);
    }

    private static void Allocate(
        DemonstrationStory story,
        string name,
        FinancialYear year,
        Money amount
    ) =>
        story.At(
            story.WorkingDaysAgo(62),
            new(9, 0),
            Cfo,
            async teller =>
            {
                var stream = (await teller.Ask(new ListStreams())).Single(s => s.Name == name);
                await teller.Ask(
                    new AllocateStream(
                        stream.Slug,
                        stream.Version,
                        year,
                        amount,
                        Money.Pounds(5_000),
                        null
                    )
                );
            }
        );

    /// <summary>A grant whose later years a second decision raised.</summary>
    private static void AddVariation(DemonstrationStory story)
    {
        var year = FinancialYear.Of(story.WorkingDaysAgo(80));
        FundingProposal Years(long second, long third) =>
            Proposal(
                "Riverside Youth Trust",
                StatutoryPower.CrimeAndDisorderReduction,
                (year, Money.Pounds(20_000)),
                (year.Next, Money.Pounds(second)),
                (year.Next.Next, Money.Pounds(third))
            );
        var first = Approved(
            story,
            80,
            "Youth diversion in Thornaby",
            "Evening sessions with youth workers for 10 to 16 year olds whom officers refer after antisocial behaviour.",
            Years(20_000, 20_000)
        );
        new DemonstrationRecord(story, Lead)
            .Ago(34, 9)
            .RaiseLater(first, RelationKind.Varies)
            .Fill(
                Text(
                    "Referrals are twice what was expected. A second evening is wanted from the second year on.",
                    "Raise the grant from £60,000.00 to £72,000.00 by £6,000.00 in each of the last two years.",
                    "Two in three young people referred have not come to notice again within six months."
                )
            )
            .Fill(Funding(Years(26_000, 26_000)))
            .Fill(
                Implications(
                    PccTemplate,
                    ("financial", "£12,000.00 more over two years."),
                    ("legal", "The grant agreement is varied by letter.")
                )
            )
            .Fill(Public())
            .Submit()
            .Ago(32, 10)
            .Sign(Cfo, ("financial", InTheBudget))
            .Ago(31, 10)
            .Sign(Mo, ("legal", ByAgreement))
            .Ago(30, 14)
            .Decide(Pcc, Outcome.Approved, "Report the number of referrals each quarter.")
            .Ago(29, 9)
            .Publish(Lead);
    }

    /// <summary>A grant that a second decision ended and replaced.</summary>
    private static void AddSuccession(DemonstrationStory story)
    {
        var year = FinancialYear.Of(story.WorkingDaysAgo(75));
        FundingProposal To(string recipient, params FinancialYear[] years) =>
            Proposal(
                recipient,
                StatutoryPower.VictimsAndOtherHelp,
                [.. years.Select(year => (year, Money.Pounds(15_000)))]
            );
        var first = Approved(
            story,
            75,
            "Restorative justice volunteers",
            "Volunteers bring victims and offenders together where both want it.",
            To("Mending Together", year, year.Next)
        );
        new DemonstrationRecord(story, Lead)
            .Ago(26, 9)
            .RaiseLater(first, RelationKind.Supersedes)
            .Fill(
                Text(
                    "Mending Together is closing and has asked the Cleveland Mediation Trust to take its volunteers on.",
                    "End the grant to Mending Together after its first year and grant the Cleveland Mediation Trust the same amount in each of the two years after it.",
                    "The volunteers and the people whom they support go on without a break."
                )
            )
            .Fill(Funding(To("Cleveland Mediation Trust", year.Next, year.Next.Next)))
            .Fill(
                Implications(
                    PccTemplate,
                    ("financial", "The second year as agreed before, and £15,000.00 in a third."),
                    ("legal", "A new grant agreement is needed.")
                )
            )
            .Fill(Public())
            .Submit()
            .Ago(25, 10)
            .Sign(Cfo, ("financial", InTheBudget))
            .Ago(24, 10)
            .Sign(Mo, ("legal", ByAgreement))
            .Ago(23, 14)
            .Decide(Pcc, Outcome.Approved)
            .Ago(22, 9)
            .Publish(Lead);
    }

    /// <summary>Two exempt records: one in the register without its content, one withheld.</summary>
    private static void AddExempt(DemonstrationStory story)
    {
        const string Business =
            "Paragraph 3: information relating to the financial or business affairs of any particular person, including the authority holding it";
        DemonstrationRecord Tender(int ago, string title, string decision) =>
            new DemonstrationRecord(story, Lead)
                .Ago(ago, 9)
                .Raise(PccTemplate, title)
                .Fill(
                    Text(
                        "Bids have been received and are compared in the appendix to the tender report.",
                        decision,
                        "The bid is the best on price and quality together."
                    )
                )
                .Fill(NoFunding())
                .Fill(
                    Implications(
                        PccTemplate,
                        ("legal", "The contract follows the framework’s terms.")
                    )
                )
                .Fill(
                    Exempt(
                        Business,
                        "Bidders’ prices would be known to their rivals. Value for money in later tenders matters more to the public than this one price."
                    )
                )
                .Submit()
                .Ago(ago - 2, 10)
                .Sign(Mo, ("legal", "The framework was used as it allows."))
                .Ago(ago - 3, 14)
                .Decide(Pcc, Outcome.Approved);
        Tender(48, "Custody healthcare: choice of provider", "Accept the bid of the second bidder.")
            .Ago(44, 9)
            .Publish(Mo);
        Tender(40, "Sale of a former section house", "Sell to the highest bidder.")
            .Ago(36, 9)
            .Withhold(Mo, "The sale has not been completed. Look at it again when it has.");
    }

    private static void AddRefusal(DemonstrationStory story)
    {
        var year = FinancialYear.Of(story.WorkingDaysAgo(46));
        new DemonstrationRecord(story, OtherLead)
            .Ago(46, 9)
            .Raise(PccTemplate, "Mobile police kiosk pilot")
            .Fill(
                Text(
                    "A kiosk in a van would visit villages without a police station one day a week.",
                    "Grant £18,000.00 for a pilot of one year.",
                    "People in villages say that they seldom see an officer."
                )
            )
            .Fill(
                Funding(
                    Proposal(
                        "Vale Community Transport",
                        StatutoryPower.CrimeAndDisorderReduction,
                        (year, Money.Pounds(18_000))
                    )
                )
            )
            .Fill(Implications(PccTemplate, ("financial", "£18,000.00, not in the year’s budget.")))
            .Fill(Public())
            .Submit()
            .Ago(44, 10)
            .Sign(
                Cfo,
                ("financial", "There is no provision. The reserve would have to pay for it.")
            )
            .Ago(43, 10)
            .Sign(Mo)
            .Ago(42, 14)
            .Decide(
                Pcc,
                Outcome.NotApproved,
                "The neighbourhood teams’ own visits, which start next month, should be tried first."
            )
            .Ago(41, 9)
            .KeepBack(
                OtherLead,
                NoticeParts.LeadOfficer,
                ExemptGrounds.All[0],
                "The officer was threatened over another pilot. Who led this one does not help anybody to understand the decision."
            )
            .Publish(OtherLead);
    }

    private static void AddCabinetReports(DemonstrationStory story)
    {
        CabinetReport(story, 38, "Safeguarding children partnership: annual report")
            .Ago(35, 15)
            .Decide(DemonstrationPeople.Cabinet, Outcome.Noted)
            .Ago(34, 9)
            .Publish(Mo)
            .Ago(30, 9)
            .Correct(
                Mo,
                NoticeParts.Title,
                "Safeguarding children partnership: annual report of its first year",
                "The title left out which annual report it is. Nothing else changes."
            );
        CabinetReport(story, 20, "Youth justice plan: second quarter")
            .Ago(17, 15)
            .Decide(DemonstrationPeople.Cabinet, Outcome.Received)
            .Ago(16, 9)
            .PublishLater(Mo, story.Today.AddDays(14));
    }

    /// <summary>A Cabinet report that the monitoring officer has signed.</summary>
    internal static DemonstrationRecord CabinetReport(
        DemonstrationStory story,
        int ago,
        string title
    ) =>
        new DemonstrationRecord(story, Lead)
            .Ago(ago, 9)
            .Raise(CabinetTemplate, title)
            .Fill(
                Fields(
                    "meeting",
                    ("agendaItem", "7"),
                    ("meetingDate", story.WorkingDaysAgo(ago - 3).Iso()),
                    ("reportOf", "Corporate management team"),
                    ("leadMember", "Lead Cabinet member for children and young people")
                ),
                Fields(
                    "summary",
                    (
                        "executiveSummary",
                        "The report tells Cabinet what has been done and what is planned next."
                    )
                ),
                Fields(
                    "recommendations",
                    (
                        "decision",
                        "Note the progress that has been made.\nAsk for a further report in six months."
                    )
                ),
                Fields(
                    "reasons",
                    ("reasons", "Cabinet has asked to be kept informed of the partners’ work.")
                ),
                Fields("members-interests", ("membersInterests", "None were declared.")),
                Fields("wards", ("wards", "All"))
            )
            .Fill(
                Implications(
                    CabinetTemplate,
                    (
                        "corporate-parenting",
                        "Children in care are among those whom the plan is for."
                    )
                )
            )
            .Fill(
                Implication(
                    new(
                        "risk",
                        true,
                        true,
                        Risks:
                        [
                            new(
                                "Partners’ money falls short",
                                9,
                                "The reserve covers one year, and partners are asked early."
                            ),
                        ]
                    )
                )
            )
            .Fill(Public())
            .Submit()
            .Ago(ago - 2, 10)
            .Sign(Mo);

    /// <summary>Decided a few days ago and not yet published.</summary>
    private static void AddUnpublished(DemonstrationStory story)
    {
        var year = FinancialYear.Of(story.WorkingDaysAgo(14));
        new DemonstrationRecord(story, OtherLead)
            .Ago(14, 9)
            .Raise(PccTemplate, "Hate crime reporting centres")
            .Fill(
                Text(
                    "Six community centres take reports from people who would rather not go to a police station.",
                    "Grant £12,000.00 for one year.",
                    "Reports from the centres have led to action in cases that would not have been known."
                )
            )
            .Fill(
                Funding(
                    Proposal(
                        "Together Tees",
                        StatutoryPower.VictimsAndOtherHelp,
                        (year, Money.Pounds(12_000))
                    )
                )
            )
            .Fill(Implications(PccTemplate, ("financial", "£12,000.00 in one year.")))
            .Fill(Public())
            .Submit()
            .Ago(12, 10)
            .Sign(Cfo, ("financial", InTheBudget))
            .Ago(11, 10)
            .Sign(Mo)
            .Ago(9, 14)
            .Decide(DemonstrationPeople.Delegate, Outcome.Approved);
    }

    /// <summary>A grant that went through without anything out of the ordinary, and is published.</summary>
    private static DemonstrationRecord Approved(
        DemonstrationStory story,
        int ago,
        string title,
        string summary,
        FundingProposal proposal
    ) =>
        new DemonstrationRecord(story, Lead)
            .Ago(ago, 9)
            .Raise(PccTemplate, title)
            .Fill(
                Text(
                    summary,
                    $"Grant {proposal.Recipient} {proposal.Maximum}.",
                    "It meets a priority of the Police and Crime Plan and is good value for money."
                )
            )
            .Fill(Funding(proposal))
            .Fill(
                Implications(
                    PccTemplate,
                    ("financial", $"{proposal.Maximum} over the whole period."),
                    ("legal", "The grant agreement follows the office’s standard terms.")
                )
            )
            .Fill(Public())
            .Submit()
            .Ago(ago - 2, 10)
            .Sign(Cfo, ("financial", InTheBudget))
            .Ago(ago - 3, 10)
            .Sign(Mo, ("legal", ByAgreement))
            .Ago(ago - 5, 14)
            .Decide(Pcc, Outcome.Approved)
            .Ago(ago - 6, 9)
            .Publish(Lead);
}
