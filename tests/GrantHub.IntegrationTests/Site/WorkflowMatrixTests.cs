using System.Text;
using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Application.Partnerships;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;
using GrantHub.Infrastructure.Persistence;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.IntegrationTests.Partnerships;
using GrantHub.IntegrationTests.Publication;
using GrantHub.Testing;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace GrantHub.IntegrationTests.Site;

/// <summary>
/// Every action in every state of every workflow, tried by every role, and held against docs/workflows.md.
/// GRANTHUB_WRITE_DOCS=1 writes it again, for a person to read.
/// </summary>
public sealed class WorkflowMatrixTests(App<SqliteDatabase> app, ITestOutputHelper output)
    : IClassFixture<App<SqliteDatabase>>
{
    private static readonly string[] People =
    [
        Cast.Lead,
        Cast.OtherLead,
        Cast.Mo,
        Cast.DeputyMo,
        Cast.Cfo,
        Cast.Pcc,
        Cast.Cabinet,
        Cast.Payments,
        Cast.Finance,
        Cast.Plans,
        Cast.Partner,
        Cast.Auditor,
        Cast.Admin,
    ];

    private int tried;

    [Fact]
    public async Task Actions_InEveryStateByEveryRole_GoThroughAsTheDocumentSays()
    {
        var text = new StringBuilder(
            """
            # Workflows

            Who gets through with what, in each state. Written by the test WorkflowMatrixTests, which tries every action in every state as each of the cast; `GRANTHUB_WRITE_DOCS=1 ./granthub test integration --filter WorkflowMatrix` writes it again. The “lead” raised the record and leads the grant, “other-lead” did not; “deputy-mo” holds no role and deputises for the monitoring officer; “partner” is a contact of the recipient. A dash: nobody.

            """.ReplaceLineEndings("\n")
        );
        await WriteAsync(
            text,
            "Decision record",
            Workflows.DecisionStates(),
            Workflows.DecisionActions()
        );
        await WriteAsync(text, "Payment", Workflows.PaymentStates(), Workflows.PaymentActions());
        await WriteAsync(
            text,
            "Monitoring return",
            Workflows.ReturnStates(),
            Workflows.ReturnActions()
        );
        await WriteAsync(
            text,
            "Annual review",
            Workflows.ReviewStates(),
            Workflows.ReviewActions()
        );
        await WriteAsync(text, "Bank details", Workflows.BankStates(), Workflows.BankActions());
        await WriteAsync(
            text,
            "Close of a year",
            Workflows.CloseStates(),
            Workflows.CloseActions()
        );
        output.WriteLine($"{tried} tries");
        Compare(text.ToString());
    }

    private async Task WriteAsync<T>(
        StringBuilder text,
        string title,
        (string State, Func<AppFixture, Task<T>> Bring)[] states,
        (string Action, Func<T, Func<IMediator, Task>> Do)[] actions
    )
    {
        text.Append("\n## ").Append(title).Append("\n\n| state | ");
        text.Append(string.Join(" | ", actions.Select(action => action.Action))).Append(" |\n");
        text.Append(string.Concat(Enumerable.Repeat("| --- ", actions.Length + 1))).Append("|\n");
        var first = true;
        foreach (var (state, bring) in states)
        {
            var subject = await bring(app);
            if (first && subject is string && title == "Monitoring return")
                await app.LinkPartnerAsync(await app.RecipientAsync());
            first = false;
            text.Append("| ").Append(state);
            foreach (var (_, act) in actions)
            {
                var through = new List<string>();
                foreach (var person in People)
                    if (await GoesThroughAsync(person, act(subject)))
                        through.Add(person.Split('@')[0]);
                text.Append(" | ").Append(through.Count == 0 ? "–" : string.Join(", ", through));
            }
            text.Append(" |\n");
        }
    }

    /// <summary>Does it up to the commit, and takes it back.</summary>
    private async Task<bool> GoesThroughAsync(string person, Func<IMediator, Task> act)
    {
        tried++;
        await using var scope = await app.ScopeOf(person);
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        try
        {
            await act(scope.ServiceProvider.GetRequiredService<IMediator>());
            await db.SaveChangesAsync();
            return true;
        }
        catch (Exception refusal)
            when (refusal is ForbiddenException or NotFoundException or DomainException)
        {
            return false;
        }
    }

    private static void Compare(string expected)
    {
        var path = RepositoryRoot.PathOf("docs", "workflows.md");
        if (Environment.GetEnvironmentVariable("GRANTHUB_WRITE_DOCS") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }
}
