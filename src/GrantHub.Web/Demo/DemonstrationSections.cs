using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;

namespace GrantHub.Web.Demo;

/// <summary>Fills the sections of the two built-in templates.</summary>
internal static class DemonstrationSections
{
    public const string PccTemplate = "pcc-decision-record";
    public const string CabinetTemplate = "cabinet-report";

    public static (string, SectionEntry) Fields(
        string section,
        params (string Key, string Text)[] answers
    ) =>
        (
            section,
            new FieldsEntry(answers.ToDictionary(pair => pair.Key, pair => (string?)pair.Text))
        );

    /// <summary>The text sections of a PCC decision record.</summary>
    public static IEnumerable<(string, SectionEntry)> Text(
        string summary,
        string decision,
        string reasons,
        string? options = null
    ) =>
        [
            Fields("request", ("request", "For PCC approval")),
            Fields("executive-summary", ("executiveSummary", summary)),
            Fields("decision", ("decision", decision)),
            options is null
                ? Fields("reasons", ("reasons", reasons))
                : Fields("reasons", ("reasons", reasons), ("options", options)),
        ];

    public static (string, SectionEntry) NoFunding() =>
        ("funding", new FundingEntry(false, new FundingProposal()));

    public static (string, SectionEntry) Funding(FundingProposal proposal) =>
        ("funding", new FundingEntry(true, proposal));

    /// <summary>A proposal over whole financial years, whose maximum is what its schedule adds up to.</summary>
    public static FundingProposal Proposal(
        string recipient,
        StatutoryPower power,
        params (FinancialYear Year, Money Amount)[] schedule
    ) =>
        new()
        {
            Recipient = recipient,
            PeriodStart = schedule[0].Year.Start,
            PeriodEnd = schedule[^1].Year.End,
            Maximum = Money.Sum(schedule.Select(line => line.Amount)),
            Schedule = [.. schedule.Select(line => new ScheduleLine(line.Year, line.Amount))],
            Power = power,
            BudgetPlan = "Medium Term Financial Plan",
            BudgetApprovedOn = new DateOnly(schedule[0].Year.StartYear, 2, 24),
        };

    /// <summary>Every heading considered; those given have an effect, the others have none.</summary>
    public static IEnumerable<(string, SectionEntry)> Implications(
        string template,
        params (string Key, string Effect)[] effects
    ) =>
        BuiltInTemplates
            .All.Single(built => built.Key == template)
            .Implications.Select(heading =>
                effects.FirstOrDefault(e => e.Key == heading.Key) is { Effect: { } effect }
                    ? Implication(new(heading.Key, true, true, effect))
                    : Implication(new(heading.Key, true, false, "None arise from this decision."))
            );

    public static (string, SectionEntry) Implication(ImplicationAnswer answer) =>
        ($"implications/{answer.Key}", new ImplicationEntry(answer));

    public static (string, SectionEntry) Public() =>
        ("confidentiality", new ConfidentialityEntry(Confidentiality.Part1, null, null));

    public static (string, SectionEntry) Exempt(string ground, string reasoning) =>
        ("confidentiality", new ConfidentialityEntry(Confidentiality.Part2, ground, reasoning));
}
