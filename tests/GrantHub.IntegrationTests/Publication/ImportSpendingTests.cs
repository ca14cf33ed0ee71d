using System.Text;
using GrantHub.Application.Imports;
using GrantHub.Application.Publication;
using GrantHub.Infrastructure.Imports;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>What the finance system paid, taken over from its CSV file.</summary>
public abstract class ImportSpendingTests(AppFixture app)
{
    private const string Header = "date,supplier,purpose,amount,value_for_money,paid_by";

    [DatabaseFact]
    public async Task Import_AFile_IsThereOnce()
    {
        string[] lines =
        [
            "2026-04-03,\"Acme, Ltd\",Office rent,1250.5,Lowest of three quotes,commissioner",
            "2026-04-09,Acme Ltd,Credit,-20.00,,chief-officer",
        ];

        var first = await ImportAsync(lines);
        var again = await ImportAsync(lines);

        Assert.Equal((2, 0), (first.New, first.Skipped));
        Assert.Equal((0, 2), (again.New, again.Skipped));
        var items = await app.Look(db =>
            db.SpendingImports.SelectMany(i => i.Items).OrderBy(i => i.Line).ToListAsync()
        );
        Assert.Equal(
            ["Acme, Ltd £1,250.50", "Acme Ltd −£20.00"],
            items.Where(i => i.Date.Month == 4).Select(i => $"{i.Supplier} {i.Amount}")
        );
    }

    [DatabaseFact]
    public async Task Import_WithFaults_NamesEveryOneAndImportsNothing()
    {
        var before = await app.Look(db => db.SpendingImports.CountAsync());

        var result = await ImportAsync(
            "03/04/2026,,Rent,£12,,commissioner",
            "2026-04-03,Acme,Rent,12.345,,mayor"
        );

        Assert.Equal(
            [(2, "date"), (2, "supplier"), (2, "amount"), (3, "amount"), (3, "paid_by")],
            result.Faults.Select(fault => (fault.Line, fault.Column))
        );
        Assert.Equal(before, await app.Look(db => db.SpendingImports.CountAsync()));
    }

    [DatabaseFact]
    public async Task Import_WithADryRun_WritesNothing()
    {
        var before = await app.Look(db => db.SpendingImports.CountAsync());

        var result = await ImportAsync(true, "2026-05-03,Acme,Rent,12.00,,commissioner");

        Assert.Equal(1, result.New);
        Assert.Equal(before, await app.Look(db => db.SpendingImports.CountAsync()));
    }

    private Task<Imported> ImportAsync(params string[] lines) => ImportAsync(false, lines);

    private Task<Imported> ImportAsync(bool dryRun, params string[] lines) =>
        app.SendAsOperator(
            new ImportSpending(
                SpendingFile.Read(
                    Encoding.UTF8.GetBytes($"{Header}\n{string.Join('\n', lines)}\n")
                ),
                dryRun
            )
        );
}

public sealed class ImportSpendingTests_OnSqlite(App<SqliteDatabase> app)
    : ImportSpendingTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ImportSpendingTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ImportSpendingTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
