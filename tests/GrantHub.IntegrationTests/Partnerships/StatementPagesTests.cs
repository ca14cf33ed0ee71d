using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>An adopted budget's pages: virement, forecast, the statement as page, CSV and workbook, the board paper. Today is 19 May 2017.</summary>
public abstract class StatementPagesTests(AppFixture app) : BudgetPages(app)
{
    [DatabaseFact]
    public async Task Virement_KeepsTheOriginalBesideTheRevisedBudget()
    {
        var slug = await AdoptedAsync("Vired");
        using var page = await App.SignedIn(Cast.Finance);
        var budget = await BudgetOf("Vired");
        var virement = $"/partnerships/{slug}/budgets/{Year}/virement";

        using var withoutReason = await page.PostFormAsync(
            virement,
            Amounts(budget, ("Manager", "1,000.00"), ("Audit", "100.00"))
        );
        using var made = await page.PostFormAsync(
            virement,
            [
                .. Amounts(budget, ("Manager", "1,000.00"), ("Audit", "100.00")),
                ("Reason", "The board moved money"),
            ]
        );
        using var below = await page.PostFormAsync(
            virement,
            [.. Amounts(await BudgetOf("Vired"), ("Manager", "9,000.00")), ("Reason", "Too much")]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, withoutReason.StatusCode);
        Assert.Contains(
            "value=\"1,000.00\"",
            await PageClient.TextAsync(withoutReason),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Contains(
            "would end at",
            await PageClient.TextAsync(below),
            StringComparison.Ordinal
        );
        var text = await page.ReadAsync($"/partnerships/{slug}/budgets/{Year}");
        Assert.Contains("Original budget (£)", text, StringComparison.Ordinal);
        Assert.Contains("The board moved money", text, StringComparison.Ordinal);
        var revised = await BudgetOf("Vired");
        var staffing = revised.Lines.Single(line => line.Name == "Staffing");
        Assert.Equal(
            (Money.Pounds(1100), Money.Pounds(1000)),
            (staffing.Original, staffing.Planned)
        );
        Assert.Equal(Money.Pounds(1100), revised.Planned.Expenditure);
    }

    [DatabaseFact]
    public async Task Virement_AddsALine()
    {
        var slug = await AdoptedAsync("Added to");
        using var page = await App.SignedIn(Cast.Finance);

        using var made = await page.PostFormAsync(
            $"/partnerships/{slug}/budgets/{Year}/virement",
            [
                .. Amounts(await BudgetOf("Added to")),
                ("Added[0].Under", "Expenditure"),
                ("Added[0].Name", "Consultancy"),
                ("Added[0].Amount", "250.00"),
                ("Reason", "New work"),
            ]
        );

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var budget = await BudgetOf("Added to");
        Assert.Equal(
            (null, Money.Pounds(250)),
            (budget.Lines[^1].Original, budget.Lines[^1].Planned)
        );
    }

    [DatabaseFact]
    public async Task Forecast_IsWhatTheOutturnIsExpectedToBe()
    {
        var slug = await AdoptedAsync("Forecast");
        using var page = await App.SignedIn(Cast.Finance);
        var forecast = $"/partnerships/{slug}/budgets/{Year}/forecast";
        var budget = await BudgetOf("Forecast");

        using var unread = await page.PostFormAsync(
            forecast,
            Amounts(budget, _ => null, ("Manager", "1.2.3"))
        );
        using var made = await page.PostFormAsync(
            forecast,
            Amounts(budget, _ => null, ("Manager", "1,050.25"))
        );

        Assert.Contains(
            "value=\"1.2.3\"",
            await PageClient.TextAsync(unread),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var csv = await page.ReadAsync($"/partnerships/{slug}/budgets/{Year}/statement.csv");
        Assert.Contains(
            "Manager,Staffing,,,,1100.00,1100.00,0.00,1050.25,49.75",
            csv,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "balance,Balance carried forward,,,,,500.00,500.00,1000.00,549.75,49.75",
            csv,
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Statement_AsAWorkbook_IsValidAndAddsUp()
    {
        var slug = await AdoptedAsync("Workbook");
        using var page = await App.SignedIn(Cast.Auditor);

        using var answer = await page.GetAsync(
            $"/partnerships/{slug}/budgets/{Year}/statement.xlsx"
        );

        using var stream = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(fault => fault.Description));
        var rows = document
            .WorkbookPart!.WorksheetParts.Single()
            .Worksheet.Descendants<Row>()
            .Select(row =>
                row.Elements<Cell>().Select(cell => cell.CellValue?.Text ?? cell.InnerText).ToList()
            )
            .ToList();
        var total = rows.Single(row => row.Contains("Total expenditure"));
        Assert.Equal("1100.00", total[7]);
        Assert.Equal("500.00", rows.Single(row => row.Contains("Balance carried forward"))[7]);
    }

    [DatabaseFact]
    public async Task Statement_TakesTheSameCommandsOver10AndOver1000Postings()
    {
        var slug = await AdoptedAsync("Counted");
        using var page = await App.SignedIn(Cast.Auditor);
        var address = $"/partnerships/{slug}/budgets/{Year}";

        await PostAsync("Counted", 10);
        await page.ReadAsync(address);
        var few = await App.Commands.Of(() => page.ReadAsync(address));
        await PostAsync("Counted", 990);
        var many = await App.Commands.Of(() => page.ReadAsync(address));

        Assert.Equal(few, many);
        // Partnership, years, budget with lines, instalments and closes, its ledger, and last year's budget, which is not there.
        Assert.True(many <= 8, $"{many} commands");
        Assert.Contains(">1,000.00<", await page.ReadAsync(address), StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task BoardPaper_ShowsStatementNotesAndRunway()
    {
        var slug = await AdoptedAsync("Board");
        using var page = await App.SignedIn(Cast.Auditor);

        var text = await page.ReadAsync($"/partnerships/{slug}/budgets/{Year}/statement");

        Assert.Contains("Total receipts", text, StringComparison.Ordinal);
        Assert.Contains(
            "The partners adopted the budget on 1 May 2017 (Minute 7)",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Contributions outstanding, £600.00: Board Council £600.00.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "At standstill the reserve runs out in 2019-20.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("role=\"img\"", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Pages_ByRole_AreReadByOfficersAndChangedByTheFinanceLead()
    {
        var slug = await BudgetAsync("Roles");
        using var lead = await App.SignedIn(Cast.Lead);
        using var partner = await App.SignedIn(Cast.Partner);
        var budget = $"/partnerships/{slug}/budgets/{Year}";

        foreach (var end in new[] { "", "/statement", "/statement.csv", "/statement.xlsx" })
        {
            using var read = await lead.GetAsync(budget + end);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
            using var refused = await partner.GetAsync(budget + end);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        foreach (var end in new[] { "/edit", "/adopt", "/virement", "/forecast" })
        {
            using var refused = await lead.GetAsync(budget + end);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            App.SendAs(Cast.Lead, new StartBudget(slug, new(2030), false))
        );
        using var none = await lead.GetAsync($"/partnerships/{slug}/budgets/2031-32");
        using var nonsense = await lead.GetAsync($"/partnerships/{slug}/budgets/soon");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nonsense.StatusCode);
    }
}

public sealed class StatementPagesTests_OnSqlite(App<SqliteDatabase> app)
    : StatementPagesTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class StatementPagesTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : StatementPagesTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
