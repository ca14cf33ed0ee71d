using System.Text;
using System.Text.Json;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Infrastructure.Publication;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>Budget files: what comes in, what comes out, and what is refused.</summary>
public abstract class ImportBudgetTests(AppFixture app)
{
    private static readonly FinancialYear Year = new(2019);

    [DatabaseFact]
    public async Task Import_TheSample_ComesOutToThePenny()
    {
        var imported = await Sample.ImportAsync(app, "Penny");

        Assert.Equal((21, 0), (imported.New, imported.Skipped));
        var shown = await ShowAsync("Penny");
        var totals = shown.GetProperty("totals");
        Assert.Equal("draft", shown.GetProperty("status").GetString());
        Assert.Equal("actual", shown.GetProperty("openingBalanceState").GetString());
        foreach (
            var (name, amount) in new[]
            {
                ("income", "262480.00"),
                ("receipts", "318957.00"),
                ("expenditure", "276250.00"),
                ("inYear", "-13770.00"),
                ("closingBalance", "42707.00"),
                ("actualIncome", "0.00"),
                ("actualExpenditure", "0.00"),
                ("actualClosingBalance", "56477.00"),
                ("forecastClosingBalance", "42707.00"),
            }
        )
            Assert.Equal(amount, totals.GetProperty(name).GetRawText());
        Assert.Equal("56477.00", shown.GetProperty("openingBalance").GetRawText());
        Assert.Equal(
            ["12.2", "null", "28.5", "32.9", "26.4"],
            shown
                .GetProperty("income")
                .EnumerateArray()
                .Select(line => line.GetProperty("sharePercent").GetRawText())
        );
        var staffing = shown.GetProperty("expenditure")[0];
        Assert.Equal("152000.00", staffing.GetProperty("planned").GetRawText());
        Assert.Equal(4, staffing.GetProperty("children").GetArrayLength());
    }

    [DatabaseFact]
    public async Task Import_TheIdenticalFileAgain_WritesNothing()
    {
        await Sample.ImportAsync(app, "Again");
        var before = await ScopedAsync("Again", budget => budget.Version);

        var again = await Sample.ImportAsync(app, "Again");

        Assert.Equal((0, 21), (again.New, again.Skipped));
        Assert.Equal(before, await ScopedAsync("Again", budget => budget.Version));
    }

    [DatabaseFact]
    public async Task Import_ADryRun_FindsFaultsAndWritesNothing()
    {
        var imported = await Sample.ImportAsync(app, "Dry", dryRun: true);

        Assert.Equal((21, 0), (imported.New, imported.Faults.Count));
        Assert.False(
            await app.Look(db => db.Partnerships.AnyAsync(p => p.Name == "Dry")),
            "the partnership was written"
        );
    }

    [DatabaseFact]
    public async Task Import_OverADraft_ReplacesItsLinesAndKeepsTheirNumbers()
    {
        await Sample.ImportAsync(app, "Replaced");
        var number = await ScopedAsync(
            "Replaced",
            budget => budget.Lines.Single(line => line.Name == "Travel and transport").Number
        );

        await Sample.ImportAsync(
            app,
            "Replaced",
            csv =>
                csv.Replace(
                        "Travel and transport,,,2500.00",
                        "Travel and transport,,,2600.50",
                        StringComparison.Ordinal
                    )
                    .Replace(
                        "Replaced,2019-20,expenditure,Staff training and conferences,,,750.00,,",
                        "Replaced,2019-20,expenditure,Consultancy,,,,,To come",
                        StringComparison.Ordinal
                    )
        );

        await ScopedAsync(
            "Replaced",
            budget =>
            {
                var travel = budget.LineOf(number);
                Assert.Equal(new Money(260_050), travel.Planned);
                var consultancy = budget.Lines.Single(line => line.Name == "Consultancy");
                Assert.Equal((null, "To come"), (consultancy.Planned, consultancy.Note));
                return Assert.Single(
                    budget.Lines,
                    line => line.Kind == LineKind.Expenditure && line.Place == consultancy.Place
                );
            }
        );
    }

    [DatabaseFact]
    public async Task Import_Actuals_BecomesPostingsAndAChangedOnePostsTheDifference()
    {
        await Sample.ImportAsync(
            app,
            "Actuals",
            csv =>
                csv.Replace(
                    "Cleveland Police,31372.00,,",
                    "Cleveland Police,31372.00,30000.00,",
                    StringComparison.Ordinal
                )
        );
        var again = await Sample.ImportAsync(
            app,
            "Actuals",
            csv =>
                csv.Replace(
                    "Cleveland Police,31372.00,,",
                    "Cleveland Police,31372.00,31372.00,",
                    StringComparison.Ordinal
                )
        );

        Assert.Equal(21, again.New);
        var postings = await app.Look(async db =>
        {
            var id = await db
                .Budgets.Where(b =>
                    db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Name == "Actuals")
                )
                .Select(b => b.Id)
                .SingleAsync();
            return await db
                .Postings.Where(p => p.BudgetId == id)
                .OrderBy(p => p.Entry)
                .ToListAsync();
        });
        Assert.Equal([3_000_000, 137_200], postings.Select(p => p.Amount.Pence));
        Assert.Equal([1, 2], postings.Select(p => p.Entry));
        Assert.All(postings, p => Assert.Equal(Year.End, p.Date));
        Assert.Equal(
            "31372.00",
            (await ShowAsync("Actuals"))
                .GetProperty("totals")
                .GetProperty("actualIncome")
                .GetRawText()
        );
    }

    [DatabaseFact]
    public async Task Import_DroppingALineWithPostings_IsRefused()
    {
        await Sample.ImportAsync(
            app,
            "Dropped",
            csv =>
                csv.Replace(
                    "Travel and transport,,,2500.00,,",
                    "Travel and transport,,,2500.00,100.00,",
                    StringComparison.Ordinal
                )
        );

        var refused = await Sample.ImportAsync(
            app,
            "Dropped",
            csv => csv.Replace("Travel and transport", "Trains", StringComparison.Ordinal)
        );

        var fault = Assert.Single(refused.Faults);
        Assert.Contains(
            "Travel and transport has postings",
            fault.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Travel and transport",
            await ScopedAsync(
                "Dropped",
                budget => budget.Lines.Single(line => line.Planned == Money.Pounds(2500)).Name
            )
        );
    }

    [DatabaseFact]
    public async Task Import_OverAnAdoptedBudget_TakesChangedActualsOnly()
    {
        await Sample.ImportAsync(app, "Adopted");
        await AdoptAsync("adopted");

        var imported = await Sample.ImportAsync(
            app,
            "Adopted",
            csv =>
                csv.Replace(
                    "Travel and transport,,,2500.00,,",
                    "Travel and transport,,,9999.00,2400.00,",
                    StringComparison.Ordinal
                )
        );
        var unknown = await Sample.ImportAsync(
            app,
            "Adopted",
            csv =>
                csv.Replace(
                    "Travel and transport,,,2500.00,,",
                    "Trains,,,2500.00,1.00,",
                    StringComparison.Ordinal
                )
        );

        Assert.Empty(imported.Faults);
        Assert.Equal(
            "line 14, column line: expected a line of the adopted budget of 2019-20, found \"Trains\"",
            Assert.Single(unknown.Faults).ToString()
        );
        var shown = await ShowAsync("Adopted");
        Assert.Equal(
            "276250.00",
            shown.GetProperty("totals").GetProperty("expenditure").GetRawText()
        );
        Assert.Equal(
            "2400.00",
            shown.GetProperty("totals").GetProperty("actualExpenditure").GetRawText()
        );
    }

    [DatabaseFact]
    public async Task Import_ABadFile_NamesEveryFaultAndWritesNothing()
    {
        const string header =
            "partnership,financial_year,kind,line,parent_line,partner,planned,actual,note\n";
        var faults = await app.SendAsOperator(
            new ImportBudget(
                Sample.Read(
                    header
                        + "Bad,2019-20,opening,Brought forward,,,,,\n"
                        + "Bad,2019-21,income,Contribution,,Police,10.00,,\n"
                        + "Bad,2019-20,income,Contribution,Staffing,Police,10.005,,\n"
                        + "Bad,2019-20,expenditure,Staffing,,,lots,,\n"
                        + "Bad,2019-20,spend,Staffing,,,1.00,,\n"
                        + "Bad,2019-20,expenditure,Orphan,Nowhere,,1.00,,\n"
                        + "Bad,2019-20,expenditure,Travel,,,1.00,,\n"
                        + "Bad,2019-20,expenditure,travel,,,\"1,000.00\",,\n"
                        + "Bad,2019-20,expenditure,Training,,,5.00,3.00,\n"
                        + "Bad,2019-20,expenditure,Room,Training,,5.00,2.00,\n"
                )
            )
        );

        Assert.Equal(
            [
                "line 2, column planned: expected the balance brought forward, found nothing",
                "line 3, column financial_year: expected a financial year such as 2019-20, found \"2019-21\"",
                "line 4, column planned: expected an amount such as 1234.50, in digits with at most two decimals and no £ or comma, found \"10.005\"",
                "line 4, column parent_line: expected nothing for income, found \"Staffing\"",
                "line 5, column planned: expected an amount such as 1234.50, in digits with at most two decimals and no £ or comma, found \"lots\"",
                "line 6, column kind: expected one of opening, income, expenditure, found \"spend\"",
                "line 7, column parent_line: expected a line of expenditure of the same partnership and year that is no sub-line itself, found \"Nowhere\"",
                "line 9, column planned: expected an amount such as 1234.50, in digits with at most two decimals and no £ or comma, found \"1,000.00\"",
                "line 10, column actual: expected nothing, or the sum of its sub-lines' actuals, 2.00, found \"3.00\"",
            ],
            faults.Faults.Select(fault => fault.ToString())
        );
        Assert.False(await app.Look(db => db.Partnerships.AnyAsync(p => p.Name == "Bad")));
    }

    [DatabaseFact]
    public async Task Import_TwoYears_OpensTheLaterOneWithAnEstimate()
    {
        var csv = Sample.Csv("Two years");
        await app.SendAsOperator(
            new ImportBudget(
                Sample.Read(
                    csv
                        + string.Join('\n', csv.Split('\n').Skip(1))
                            .Replace("2019-20", "2020-21", StringComparison.Ordinal)
                )
            )
        );

        Assert.False(await ScopedAsync("Two years", budget => budget.IsOpeningEstimated));
        Assert.True(await ScopedAsync("Two years", budget => budget.IsOpeningEstimated, Year.Next));
    }

    /// <summary>The second name's lines would take the place of the first's.</summary>
    [DatabaseFact]
    public async Task Import_OnePartnershipByTwoNames_IsRefused()
    {
        await Sample.ImportAsync(app, "Two names");
        var before = await ScopedAsync("Two names", budget => budget.Version);

        var imported = await Sample.ImportAsync(
            app,
            "Two names",
            csv => csv + "two-names,2019-20,expenditure,Venues,,,10.00,,\n"
        );

        Assert.Contains(
            "column partnership: expected Two names under one name in all rows of 2019-20, found \"two-names\"",
            Assert.Single(imported.Faults).ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(before, await ScopedAsync("Two names", budget => budget.Version));
    }

    [DatabaseFact]
    public async Task Import_WithAPartnerThatHasLeft_IsTakenAndLeavesItOut()
    {
        await Sample.ImportAsync(app, "Left");
        var police = await app.Look(db =>
            db.Organisations.Where(o => o.Name == "Cleveland Police")
                .Select(o => o.Id)
                .SingleAsync()
        );
        await app.Look(async db =>
        {
            var partnership = await db
                .Partnerships.Include(p => p.Members)
                .SingleAsync(p => p.Name == "Left");
            partnership.Leave(police, new DateOnly(2017, 5, 1), new DateOnly(2017, 5, 19));
            return await db.SaveChangesAsync();
        });

        var again = await Sample.ImportAsync(app, "Left");

        Assert.Equal((0, 21, 0), (again.New, again.Skipped, again.Faults.Count));
        Assert.False(
            await app.Look(async db =>
                (
                    await db.Partnerships.Include(p => p.Members).SingleAsync(p => p.Name == "Left")
                ).IsMember(police)
            )
        );
    }

    [DatabaseFact]
    public async Task Import_OverADraft_KeepsWhereAnOfficerSaidItsIncomeComesFrom()
    {
        static string InKind(string csv) =>
            csv + "Kinds,2019-20,income,Staff given in-kind,,Cleveland Police,900.00,,\n";
        await Sample.ImportAsync(app, "Kinds", InKind);
        Assert.Equal(
            IncomeSource.ContributionInKind,
            await ScopedAsync(
                "Kinds",
                budget => budget.Lines.Single(line => line.Name == "Staff given in-kind").Source
            )
        );
        await app.Look(db =>
            db.Set<BudgetLine>()
                .Where(line =>
                    line.Partner == "Cleveland Police"
                    && line.Name == "Contribution"
                    && db.Budgets.Any(b =>
                        b.Id == line.BudgetId
                        && db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Name == "Kinds")
                    )
                )
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(line => line.Source, IncomeSource.ContributionInKind)
                )
        );

        var again = await Sample.ImportAsync(app, "Kinds", InKind);

        Assert.Equal((0, 22), (again.New, again.Skipped));
        Assert.Equal(
            Money.Pounds(262_480 - 31_372),
            await ScopedAsync("Kinds", budget => budget.Planned.Income)
        );
    }

    [DatabaseFact]
    public async Task Import_AYearBeforeAClosedOne_IsAFault()
    {
        var year = await EndedYear.OfAsync(app);
        await year.SignAsync(app);
        await year.CountersignAsync(app);

        var imported = await app.SendAsOperator(
            new ImportBudget(
                Sample.Read(
                    "partnership,financial_year,kind,line,parent_line,partner,planned,actual,note\n"
                        + $"{year.Slug},2015-16,expenditure,Venues,,,10.00,,\n"
                )
            )
        );

        Assert.Contains(
            "The close of 2016-17 rests on its opening balance",
            Assert.Single(imported.Faults).ToString(),
            StringComparison.Ordinal
        );
        Assert.False((await year.ReadAsync(app)).Budget.IsOpeningEstimated);
    }

    [DatabaseFact]
    public async Task Import_AmountsTooLargeToAddUp_AreFaults()
    {
        var imported = await Sample.ImportAsync(
            app,
            "Large",
            csv => csv.Replace(",2500.00,", ",92233720368547758.07,", StringComparison.Ordinal)
        );

        Assert.Equal(
            "line 14, column planned: expected an amount of at most 999999999999.99, found \"92233720368547758.07\"",
            Assert.Single(imported.Faults).ToString()
        );
    }

    private Task<int> AdoptAsync(string slug) =>
        app.Look(async db =>
        {
            var budget = await db
                .Budgets.Include(b => b.Lines)
                .SingleAsync(b =>
                    db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Slug == slug)
                );
            budget.Adopt(
                new(2017, 3, 1),
                null,
                Domain.People.Actor.Operator,
                new DateTime(2017, 5, 19, 9, 0, 0, DateTimeKind.Utc)
            );
            return await db.SaveChangesAsync();
        });

    private async Task<JsonElement> ShowAsync(string name) =>
        JsonDocument
            .Parse(
                Encoding.UTF8.GetString(
                    BudgetDocument.Write(await app.SendAsOperator(new ReadBudget(name, Year)))
                )
            )
            .RootElement;

    private Task<T> ScopedAsync<T>(
        string name,
        Func<PartnershipBudget, T> read,
        FinancialYear? year = null
    ) =>
        app.Look(async db =>
            read(
                await db
                    .Budgets.Include(b => b.Lines)
                    .SingleAsync(b =>
                        b.Year == (year ?? Year)
                        && db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Name == name)
                    )
            )
        );
}

public sealed class ImportBudgetTests_OnSqlite(App<SqliteDatabase> app)
    : ImportBudgetTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ImportBudgetTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ImportBudgetTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
