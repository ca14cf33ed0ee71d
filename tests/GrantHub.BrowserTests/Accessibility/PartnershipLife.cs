using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>Adds a partnership in which every page about partnerships has something to show.</summary>
/// <param name="Address">Of its page.</param>
/// <param name="Member">An organisation with a memorandum whose review is overdue.</param>
/// <param name="Left">An organisation that left.</param>
internal sealed record PartnershipLife(string Address, long Member, long Left)
{
    // In the order in which they are added: numbers are given out within the partnership.
    public const int Priority = 1;
    public const int Group = 2;
    public const int Chair = 3;
    public const int GroupMember = 4;
    public const int Scenario = 5;

    public static async Task<PartnershipLife> PrepareAsync(Site site)
    {
        Task<T> Send<T>(MediatR.IRequest<T> request) => site.SendAs("finance", request);
        var slug = await Send(new AddPartnership("Walked partnership", "walked", "Walked Council"));
        var joined = new DateOnly(2017, 4, 1);
        await Send(new AddMember(slug, "Walked Police", MemberKind.StatutoryPartner, joined));
        await Send(new AddMember(slug, "Walked Trust", MemberKind.RelevantAgency, joined));
        var members = (await Send(new ReadPartnership(slug))).Partnership.Members;
        long Of(string name) => members.Single(member => member.Name == name).OrganisationId;
        var (police, trust) = (Of("Walked Police"), Of("Walked Trust"));
        await Send(new RecordMemorandum(slug, police, null, joined, new DateOnly(2018, 4, 1)));
        await Send(new LeavePartnership(slug, trust, new DateOnly(2019, 3, 31)));
        await Send(new AddPriority(slug, "Neglect", "Seen early.", police, new(2019), new(2021)));
        await Send(new AddGroup(slug, "Executive", "Decides.", MeetingFrequency.SixWeekly, null));
        await Send(new AddChair(slug, Group, "Ann Lee", "Walked Police", joined, null));
        await Send(new AddGroupMember(slug, Group, "Bob Ray", "Walked Council"));
        await Send(
            new AddScenario(
                slug,
                new ScenarioTerms(
                    "Police leave",
                    25,
                    0,
                    [new LineInflation(false, "Staffing", 30)],
                    [new ContributionChange("Walked Police", Money.Zero, new(2020))]
                )
            )
        );
        await site.Look(async db =>
        {
            var budget = PartnershipBudget.Start(
                db.Partnerships.Single(p => p.Slug == slug).Id,
                new(2019),
                Money.Pounds(56_477),
                null
            );
            budget.Plan(
                Money.Pounds(56_477),
                [
                    Line(LineKind.Income, "Contribution", 262_480) with
                    {
                        Source = IncomeSource.Contribution,
                        PartnerId = police,
                        Partner = "Walked Police",
                    },
                    Line(LineKind.Expenditure, "Staffing", 276_250),
                ],
                LedgerTotals.None
            );
            db.Budgets.Add(budget);
            return await db.SaveChangesAsync();
        });
        return new PartnershipLife($"/partnerships/{slug}", police, trust);
    }

    private static PlannedLine Line(LineKind kind, string name, long pounds) =>
        new(null, kind, name, null, null, null, null, Money.Pounds(pounds), null);
}
