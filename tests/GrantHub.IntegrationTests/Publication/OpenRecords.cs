using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Application.Imports;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>Brings grants and spending to where a test of the published lists begins. Today is 19 May 2017.</summary>
internal static class OpenRecords
{
    public const string Decision =
        "Fund the Board at £16,683 a year for up to 3 financial years, at most £50,049.";

    /// <summary>An approved grant under a power, not published.</summary>
    /// <returns>The addresses of the record and of the grant.</returns>
    public static async Task<(string Decision, string Grant)> MadeAsync(
        this AppFixture app,
        string title,
        StatutoryPower power,
        string? reasons = null,
        string? exempt = null
    )
    {
        var draft = await app.DraftAsync(title);
        await app.EditAsync(
            draft,
            "funding",
            new FundingEntry(true, Records.Proposal with { Power = power, OtherPower = "Act" })
        );
        if (reasons is not null)
            await app.EditAsync(
                draft,
                "reasons",
                new FieldsEntry(new Dictionary<string, string?> { ["reasons"] = reasons })
            );
        if (exempt is not null)
            await app.SendAs(
                Cast.Lead,
                new ExemptPart(draft, exempt, true, ExemptGrounds.All[0], "Harm outweighs it.")
            );
        var decision = await app.SendAs(Cast.Lead, new SubmitDecision(draft));
        await app.SendAs(
            Cast.Cfo,
            new SignDecision(decision, Records.Agreed(("financial", "In the plan.")))
        );
        await app.SendAs(
            Cast.Mo,
            new SignDecision(decision, Records.Agreed(("legal", "The powers are there.")))
        );
        var grant = await app.SendAs(
            Cast.Pcc,
            new DecideDecision(decision, Outcome.Approved, null, Records.Agreed())
        );
        return (decision, grant!);
    }

    public static async Task<(string Decision, string Grant)> PublishedAsync(
        this AppFixture app,
        string title,
        StatutoryPower power,
        string? reasons = null,
        string? exempt = null
    )
    {
        var made = await app.MadeAsync(title, power, reasons, exempt);
        await app.SendAs(Cast.Lead, new PublishDecision(made.Decision));
        return made;
    }

    public static async Task PayAsync(this AppFixture app, string grant, params Money[] amounts)
    {
        await app.SendAs(Cast.Lead, new SendAgreement(grant, Running.Today));
        foreach (var side in Enum.GetValues<AgreementSide>())
            await app.SendAs(
                Cast.Lead,
                new SignAgreement(grant, side, "Chris Chair", Running.Today)
            );
        foreach (var amount in amounts)
            await app.PaidAsync(grant, amount);
    }

    /// <returns>The file's Id.</returns>
    public static async Task<long> SpentAsync(
        this AppFixture app,
        params IEnumerable<(DateOnly Date, string Supplier, Money Amount, string? Value)> items
    )
    {
        var hash = PublishedVersion.HashOf($"{Guid.NewGuid()}");
        var taken = await app.SendAsOperator(
            new ImportSpending(
                new SpendingLog(
                    hash,
                    [
                        .. items.Select(
                            (item, i) =>
                                new SpendingItem(
                                    i + 2,
                                    item.Date,
                                    item.Supplier,
                                    "Rent",
                                    item.Amount,
                                    item.Value,
                                    PaidBy.ChiefOfficer
                                )
                        ),
                    ],
                    []
                )
            )
        );
        Assert.Equal(new Imported(taken.New, 0, []), taken with { Faults = [] });
        return await app.Look(async db =>
            await Task.FromResult(db.SpendingImports.Single(i => i.Sha256 == hash).Id)
        );
    }

    public static async Task<List<SpendingRow>> ListAsync(this AppFixture app, SpendingMonth month)
    {
        await using var scope = await app.ScopeOf(Cast.Auditor);
        var rows = await Microsoft
            .Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<MediatR.IMediator>(
                scope.ServiceProvider
            )
            .Send(new ExportSpending(month));
        return await rows.ToListAsync();
    }

    /// <summary>What the schemas of 360Giving find wrong with a file.</summary>
    public static async Task<IReadOnlyList<string>> SchemaFaultsAsync(byte[] package)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, package);
            var start = new ProcessStartInfo("node")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.ArgumentList.Add(
                typeof(OpenRecords)
                    .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                    .Single(data => data.Key == "OpenDataSchemas")
                    .Value!
            );
            start.ArgumentList.Add(file);
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await error);
            return JsonSerializer.Deserialize<string[]>(output)!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
