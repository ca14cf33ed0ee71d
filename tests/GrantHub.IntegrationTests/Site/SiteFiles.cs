using System.Text;
using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Grants;
using GrantHub.Application.Partnerships;
using GrantHub.Application.People;
using GrantHub.Domain;
using GrantHub.Infrastructure.Imports;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Web.Demo;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Site;

/// <summary>
/// What the demonstration lacks and a walk needs: a file of each kind that the program keeps, a passkey, and a form that is
/// held. Appendices, and the documents published with them, are in the demonstration.
/// </summary>
internal static class SiteFiles
{
    private const string Grant = "Domestic abuse outreach and therapy for children";
    private const string Partnership = "northmoor";

    /// <param name="today">The last day of the demonstration's story.</param>
    public static async Task AddAsync(IServiceProvider services, DateOnly today)
    {
        await AsAsync(services, "lead", AddToGrantAsync);
        await AsAsync(services, "partner", HandInAsync);
        await AsAsync(services, "finance", teller => AddToPartnershipAsync(teller, today));
        await AsAsync(services, "lead", AddToPersonAsync);
    }

    private static async Task AddToGrantAsync(Teller teller)
    {
        var grant = await GrantAsync(teller);
        await teller.Ask(
            new AttachAgreement(
                grant.Slug,
                Seen: null,
                "Agreement.txt",
                await StoredAsync(teller, "Agreement.txt")
            )
        );
        await teller.Ask(
            new SendReturnBack(grant.Slug, Reported(grant).Number, "The figures lack their sheet.")
        );
    }

    private static async Task HandInAsync(Teller teller)
    {
        var grant = await GrantAsync(teller);
        var last = Reported(grant);
        var report = last.Latest!.Report;
        await teller.Ask(
            new SubmitOwnReturn(
                grant.Slug,
                last.Number,
                new ReturnEntry(
                    report.Spend,
                    report.Activity,
                    report.Outcomes,
                    [],
                    [new NewFile("Figures.txt", await StoredAsync(teller, "Figures.txt"))]
                )
            )
        );
    }

    private static async Task AddToPartnershipAsync(Teller teller, DateOnly today)
    {
        var year = FinancialYear.Of(today);
        var members = (await teller.Ask(new ReadPartnership(Partnership))).Partnership.Members;
        await teller.Ask(
            new AttachMemorandum(
                Partnership,
                members.First(m => m.MemorandumSignedOn is not null).OrganisationId,
                Seen: null,
                "Memorandum.txt",
                await StoredAsync(teller, "Memorandum.txt")
            )
        );
        await teller.Ask(
            new AttachEvidence(
                Partnership,
                year,
                1,
                "Invoice.txt",
                await StoredAsync(teller, "Invoice.txt")
            )
        );
        var budget = (await teller.Ask(new ReadLedgerBudget(Partnership, year))).Budget;
        var text =
            $"date,reference,description,code,amount\n{today.AddDays(-3):yyyy-MM-dd},P 1,Hall,HALL,12.00\n";
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var store = teller.Services.GetRequiredService<IAppendixStore>();
        var file = await store.HoldAsync(content, "Finance.csv", default);
        await teller.Ask(
            new ImportLedger(
                Partnership,
                year,
                FinanceFile.Open(content, "Finance.csv", file.Sha256Hex),
                file,
                new Dictionary<string, int?> { ["HALL"] = budget.Contributions[0].Number }
            )
        );
    }

    private static async Task AddToPersonAsync(Teller teller)
    {
        await teller.Ask(
            new AddPasskey(
                "Key of the office",
                new UserPasskeyInfo(
                    [1, 2, 3, 4],
                    [1],
                    DateTimeOffset.UnixEpoch,
                    1,
                    [],
                    isUserVerified: true,
                    isBackupEligible: false,
                    isBackedUp: false,
                    [1],
                    [1]
                )
            )
        );
        await teller.Ask(
            new HoldForm(
                teller.Services.GetRequiredService<ICurrentUser>().Must().PersonId,
                "/decisions/new",
                [KeyValuePair.Create("Title", "Typed too late")]
            )
        );
    }

    private static Domain.Grants.MonitoringReturn Reported(Domain.Grants.Grant grant) =>
        grant.Returns.OrderBy(r => r.Number).Last(r => r.Latest is not null);

    private static async Task<Domain.Grants.Grant> GrantAsync(Teller teller) =>
        await teller
            .Services.GetRequiredService<GrantHubDb>()
            .Grants.AsNoTracking()
            .Include(g => g.Returns)
            .SingleAsync(g => g.Title == Grant);

    private static async Task<StoredFile> StoredAsync(Teller teller, string name)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes($"This is {name}."));
        return await teller
            .Services.GetRequiredService<IAppendixStore>()
            .SaveAsync(content, name, default);
    }

    private static async Task AsAsync(
        IServiceProvider services,
        string person,
        Func<Teller, Task> step
    )
    {
        await using var scope = services.CreateAsyncScope();
        var teller = new Teller(scope.ServiceProvider, default);
        await teller.BecomeAsync(person);
        await step(teller);
    }
}
