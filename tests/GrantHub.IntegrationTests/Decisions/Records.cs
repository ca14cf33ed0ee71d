using GrantHub.Application.Decisions;
using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>Brings a record of the real case of 2017 to where a test begins, through the use cases.</summary>
public static class Records
{
    public static Signing Agreed(params (string Heading, string Text)[] comments) =>
        new(true, [.. comments.Select(c => new Comment(c.Heading, c.Text))], Interests.None);

    /// <summary>A draft with every task complete.</summary>
    /// <returns>Its address.</returns>
    public static async Task<string> DraftAsync(
        this AppFixture app,
        string title = "Funding for the Local Safeguarding Children Board - Stockton",
        bool funding = true,
        string lead = Cast.Lead
    )
    {
        var address = await app.SendAs(
            lead,
            new RaiseDecision(Guid.NewGuid(), "pcc-decision-record", title)
        );
        await app.EditAsync(
            address,
            "request",
            new FieldsEntry(new Dictionary<string, string?> { ["request"] = "For PCC approval" }),
            lead
        );
        await app.EditAsync(
            address,
            "executive-summary",
            new FieldsEntry(
                new Dictionary<string, string?>
                {
                    ["executiveSummary"] =
                        "The statutory board through which local organisations safeguard children.",
                }
            ),
            lead
        );
        await app.EditAsync(
            address,
            "decision",
            new FieldsEntry(
                new Dictionary<string, string?>
                {
                    ["decision"] =
                        "Fund the Board at £16,683 a year for up to 3 financial years, at most £50,049.",
                }
            ),
            lead
        );
        await app.EditAsync(
            address,
            "funding",
            new FundingEntry(funding, funding ? Proposal : new FundingProposal()),
            lead
        );
        foreach (
            var heading in BuiltInTemplates
                .All.Single(t => t.Key == "pcc-decision-record")
                .Implications
        )
            await app.EditAsync(
                address,
                $"implications/{heading.Key}",
                new ImplicationEntry(
                    heading.Key is "financial" or "legal" && funding
                        ? new ImplicationAnswer(
                            heading.Key,
                            true,
                            true,
                            "Set out in the grant agreement and the Long Term Financial Plan."
                        )
                        : new ImplicationAnswer(
                            heading.Key,
                            true,
                            false,
                            "None arise from this grant agreement."
                        )
                ),
                lead
            );
        await app.EditAsync(
            address,
            "confidentiality",
            new ConfidentialityEntry(Confidentiality.Part1, null, null),
            lead
        );
        return address;
    }

    /// <summary>£16,683.00 a year for 2017-18 to 2019-20, at most £50,049.00.</summary>
    public static FundingProposal Proposal { get; } =
        new()
        {
            Recipient = "Stockton-on-Tees Local Safeguarding Children Board",
            PeriodStart = new DateOnly(2017, 4, 1),
            PeriodEnd = new DateOnly(2020, 3, 31),
            Maximum = new Money(5_004_900),
            Schedule =
            [
                .. Enumerable
                    .Range(2017, 3)
                    .Select(year => new ScheduleLine(
                        new FinancialYear(year),
                        new Money(1_668_300)
                    )),
            ],
            Power = StatutoryPower.CrimeAndDisorderReduction,
            BudgetPlan = "Long Term Financial Plan",
            BudgetApprovedOn = new DateOnly(2017, 2, 27),
        };

    public static async Task EditAsync(
        this AppFixture app,
        string address,
        string task,
        SectionEntry entry,
        string lead = Cast.Lead
    )
    {
        var page = await app.SendAs(lead, new ReadDecision(address));
        await app.SendAs(
            lead,
            new EditDecision(
                address,
                task,
                SectionDigest.Of(page.Template, page.Record.Content, task),
                entry
            )
        );
    }

    /// <summary>Stores a file and attaches it to a draft.</summary>
    public static async Task<StoredFile> AttachAsync(
        this AppFixture app,
        string address,
        string name,
        byte[] content
    )
    {
        var store = app.Services.GetRequiredService<IAppendixStore>();
        using var stream = new MemoryStream(content);
        var stored = await store.SaveAsync(stream, name, default);
        await app.SendAs(Cast.Lead, new AttachAppendix(address, name, stored));
        return stored;
    }

    /// <summary>A submitted record that waits for its first officer.</summary>
    public static async Task<string> SubmittedAsync(
        this AppFixture app,
        string title = "Funding for the Board",
        bool funding = true,
        string lead = Cast.Lead
    ) => await app.SendAs(lead, new SubmitDecision(await app.DraftAsync(title, funding, lead)));

    /// <summary>A record that every officer has signed and that waits for a decision.</summary>
    public static async Task<string> AwaitingDecisionAsync(
        this AppFixture app,
        string title = "Funding for the Board",
        bool funding = true
    )
    {
        var address = await app.SubmittedAsync(title, funding);
        if (funding)
            await app.SendAs(
                Cast.Cfo,
                new SignDecision(address, Agreed(("financial", "Provided for in the plan.")))
            );
        await app.SendAs(
            Cast.Mo,
            new SignDecision(address, Agreed(("legal", "The powers are there.")))
        );
        return address;
    }

    /// <summary>An approved record with its grant.</summary>
    /// <returns>The addresses of the record and of the grant.</returns>
    public static async Task<(string Decision, string Grant)> ApprovedAsync(
        this AppFixture app,
        string title = "Funding for the Board"
    )
    {
        var address = await app.AwaitingDecisionAsync(title);
        var grant = await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.Approved, null, Agreed())
        );
        return (address, grant!);
    }
}
