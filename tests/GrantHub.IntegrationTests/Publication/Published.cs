using System.Text;
using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Infrastructure.Imports;
using GrantHub.IntegrationTests.Decisions;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>Brings records into the public register, through the use cases.</summary>
internal static class Published
{
    public static readonly string Ground = ExemptGrounds.All[2];

    /// <summary>An approved decision of £50,049.00 with its grant, in the register.</summary>
    public static async Task<(string Decision, string Grant)> PublishedAsync(
        this AppFixture app,
        string title
    )
    {
        var made = await app.ApprovedAsync(title);
        await app.SendAs(Cast.Mo, new PublishDecision(made.Decision));
        return made;
    }

    /// <summary>The same with a file.</summary>
    public static async Task<(string Decision, string Sha256)> PublishedWithFileAsync(
        this AppFixture app,
        string title,
        string name,
        string content
    )
    {
        var draft = await app.DraftAsync(title, funding: false);
        var stored = await app.AttachAsync(draft, name, Encoding.UTF8.GetBytes(content));
        var address = await app.SendAs(Cast.Lead, new SubmitDecision(draft));
        await app.SendAs(
            Cast.Mo,
            new SignDecision(address, Records.Agreed(("legal", "The powers are there.")))
        );
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.Approved, null, Records.Agreed())
        );
        await app.SendAs(Cast.Mo, new PublishDecision(address));
        return (address, stored.Sha256Hex);
    }

    public static async Task ExemptAsync(this AppFixture app, string address, string part) =>
        await app.SendAs(
            Cast.Mo,
            new ExemptPart(address, part, true, Ground, "It would harm a negotiation.")
        );

    /// <summary>Publishes a second version with one part exempt.</summary>
    public static async Task CorrectAsync(this AppFixture app, string address, string part)
    {
        await app.ExemptAsync(address, part);
        await app.SendAs(
            Cast.Mo,
            new CorrectPublication(address, "A part that is exempt was taken out.")
        );
    }

    /// <summary>Takes over lines of a log, which are published at once.</summary>
    /// <param name="lines">reference, title, decision, date, decision maker, outcome, confidentiality, ground, recipient, amount, start, end.</param>
    public static async Task ImportAsync(this AppFixture app, params string[] lines)
    {
        var log = DecisionLogFile.Read(
            Encoding.UTF8.GetBytes(
                string.Join(
                    '\n',
                    lines.Prepend(
                        "reference,title,decision,decision_date,decision_maker,outcome,confidentiality,restricted_reason,recipient,amount,period_start,period_end"
                    )
                )
            )
        );
        var imported = await app.SendAsOperator(new ImportDecisions(log));
        Assert.Empty(imported.Faults);
    }
}
