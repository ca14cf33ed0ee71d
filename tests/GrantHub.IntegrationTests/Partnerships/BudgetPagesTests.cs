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

/// <summary>The budget's pages: start, edit, adopt, virement, forecast, and the statement as page, CSV and workbook. Today is 19 May 2017.</summary>
public abstract class BudgetPagesTests(AppFixture app)
{
    private const string Year = "2017-18";
    private static readonly FinancialYear ThisYear = new(2017);

    [DatabaseFact]
    public async Task Start_ThenEdit_SavesLinesAndTotals()
    {
        var slug = await PartnershipAsync("Started");
        using var page = await app.SignedIn(Cast.Finance);

        using var started = await page.PostFormAsync(
            $"/partnerships/{slug}/budgets/start",
            [("Year", Year), ("FromLastYear", "False"), ("Opening", "1,000.00")]
        );
        using var saved = await page.PostFormAsync(Edit(slug), Plan());

        Assert.Equal(
            $"/partnerships/{slug}/budgets/{Year}/edit",
            started.Headers.Location?.ToString()
        );
        Assert.Equal($"/partnerships/{slug}/budgets/{Year}", saved.Headers.Location?.ToString());
        var text = await page.ReadAsync($"/partnerships/{slug}/budgets/{Year}");
        foreach (var figure in new[] { "£1,000.00", "£600.00", "£1,100.00", "£500.00", "−£500.00" })
            Assert.Contains($"<dd>{figure}</dd>", text, StringComparison.Ordinal);
        Assert.Contains(
            "To be confirmed, and counted as nothing until then: Audit",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            ">600.00<",
            await page.ReadAsync($"/partnerships/{slug}/budgets"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Start_AYearThatIsThere_Is409()
    {
        var slug = await BudgetAsync("Twice");
        using var page = await app.SignedIn(Cast.Finance);

        using var twice = await page.PostFormAsync(
            $"/partnerships/{slug}/budgets/start",
            [("Year", Year), ("FromLastYear", "False")]
        );
        using var unread = await page.PostFormAsync(
            $"/partnerships/{slug}/budgets/start",
            [("Year", "2017/18"), ("FromLastYear", "True"), ("Opening", "lots")]
        );

        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unread.StatusCode);
        var text = await PageClient.TextAsync(unread);
        Assert.Contains("value=\"2017/18\"", text, StringComparison.Ordinal);
        Assert.Contains("value=\"lots\"", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Start_FromLastYear_TakesItsLinesAndItsExpectedBalanceAsAnEstimate()
    {
        var slug = await BudgetAsync("Followed");
        using var page = await app.SignedIn(Cast.Finance);

        using var started = await page.PostFormAsync(
            $"/partnerships/{slug}/budgets/start",
            [("Year", "2018-19"), ("FromLastYear", "True")]
        );

        Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        var text = await page.ReadAsync($"/partnerships/{slug}/budgets/2018-19");
        Assert.Contains("Brought forward (estimated)", text, StringComparison.Ordinal);
        Assert.Contains("<dd>£500.00</dd>", text, StringComparison.Ordinal);
        Assert.Contains("2017-18 budget (£)", text, StringComparison.Ordinal);
        Assert.Contains("Audit", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Edit_WhatCannotBeRead_IsNamedAtItsFieldAndStays()
    {
        var slug = await BudgetAsync("Unread");
        using var page = await app.SignedIn(Cast.Finance);

        using var refused = await page.PostFormAsync(
            Edit(slug),
            Plan(
                ("Lines[0].Planned", "600.005"),
                ("Lines[1].Planned", "a lot"),
                ("Opening", "£x"),
                ("Lines[3].Name", "")
            )
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var text = await PageClient.TextAsync(refused);
        Assert.Contains(
            "Enter the amount of Contribution in pounds with at most two decimals",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("Enter the amount of Staffing in pounds", text, StringComparison.Ordinal);
        Assert.Contains("href=\"#Lines_1__Planned\"", text, StringComparison.Ordinal);
        Assert.Contains("Enter what line 4 is for.", text, StringComparison.Ordinal);
        foreach (var typed in new[] { "600.005", "a lot", "£x" })
            Assert.Contains($"value=\"{typed}\"", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Edit_TheSameLineTwice_IsRefused()
    {
        var slug = await BudgetAsync("Same twice");
        using var page = await app.SignedIn(Cast.Finance);

        using var refused = await page.PostFormAsync(
            Edit(slug),
            Plan(("Lines[3].Name", "staffing"))
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(
            "is there twice",
            await PageClient.TextAsync(refused),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Edit_ButtonsThatOnlyChangeTheForm_SaveNothing()
    {
        var slug = await BudgetAsync("Reshaped");
        using var page = await app.SignedIn(Cast.Finance);

        using var sub = await page.PostFormAsync(Edit(slug), Plan(("then", "add-sub-3")));
        using var removed = await page.PostFormAsync(Edit(slug), Plan(("then", "remove-1")));
        using var up = await page.PostFormAsync(Edit(slug), Plan(("then", "up-3")));
        using var beyond = await page.PostFormAsync(Edit(slug), Plan(("then", "remove-99")));

        var text = await PageClient.TextAsync(sub);
        Assert.Equal(HttpStatusCode.OK, sub.StatusCode);
        Assert.Contains(
            "id=\"Lines_4__IsSub\" name=\"Lines[4].IsSub\"",
            text,
            StringComparison.Ordinal
        );
        // Staffing goes with its sub-line.
        var left = await PageClient.TextAsync(removed);
        Assert.DoesNotContain("value=\"Manager\"", left, StringComparison.Ordinal);
        Assert.Contains("value=\"Audit\"", left, StringComparison.Ordinal);
        var moved = await PageClient.TextAsync(up);
        Assert.True(
            moved.IndexOf("value=\"Audit\"", StringComparison.Ordinal)
                < moved.IndexOf("value=\"Staffing\"", StringComparison.Ordinal)
        );
        Assert.Equal(HttpStatusCode.Redirect, beyond.StatusCode);
        Assert.Equal(4, (await BudgetOf("Reshaped")).Lines.Count);
    }

    [DatabaseFact]
    public async Task Edit_FromAnOldForm_Is409()
    {
        var slug = await BudgetAsync("Old form");
        using var page = await app.SignedIn(Cast.Finance);

        using var stale = await page.PostFormAsync(
            Edit(slug),
            Plan(("Seen", Guid.NewGuid().ToString()))
        );

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
    }

    [DatabaseFact]
    public async Task Import_IntoTheEditor_ShowsTheLinesAndSavesNothingUntilSaved()
    {
        var slug = await BudgetAsync("From a file");
        using var page = await app.SignedIn(Cast.Finance);
        const string header =
            "partnership,financial_year,kind,line,parent_line,partner,planned,actual,note\n";

        using var shown = await page.PostFileAsync(
            Edit(slug),
            "File",
            "plan.csv",
            Encoding.UTF8.GetBytes(
                header + $"From a file,{Year},expenditure,Consultancy,,,12.50,,\n"
            ),
            $"{Edit(slug)}/import"
        );
        using var bad = await page.PostFileAsync(
            Edit(slug),
            "File",
            "plan.csv",
            Encoding.UTF8.GetBytes(
                header + $"From a file,{Year},expenditure,Consultancy,,,12.505,,\n"
            ),
            $"{Edit(slug)}/import"
        );
        using var other = await page.PostFileAsync(
            Edit(slug),
            "File",
            "plan.csv",
            Encoding.UTF8.GetBytes(
                header + $"Somebody else,{Year},expenditure,Consultancy,,,12.50,,\n"
            ),
            $"{Edit(slug)}/import"
        );

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains(
            "value=\"Consultancy\"",
            await PageClient.TextAsync(shown),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Contains(
            "line 2, column planned: expected",
            await PageClient.TextAsync(bad),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "has to hold one budget",
            await PageClient.TextAsync(other),
            StringComparison.Ordinal
        );
        Assert.Equal(4, (await BudgetOf("From a file")).Lines.Count);
    }

    [DatabaseFact]
    public async Task Adopt_WithAnUnallocatedDifference_IsRefusedAndSaysHowMuch()
    {
        var slug = await BudgetAsync("Unallocated", ("Lines[2].Planned", "1,000.00"));
        using var page = await app.SignedIn(Cast.Finance);

        var shown = await page.ReadAsync($"/partnerships/{slug}/budgets/{Year}/adopt");
        using var refused = await page.PostFormAsync(
            $"/partnerships/{slug}/budgets/{Year}/adopt",
            Adopted(await BudgetOf("Unallocated"))
        );

        Assert.Contains("£100.00 is unallocated", shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    [DatabaseFact]
    public async Task Adopt_OneThatClosesBelowZero_IsRefused()
    {
        var slug = await BudgetAsync("Below zero", ("Opening", "499.99"));
        using var page = await app.SignedIn(Cast.Finance);

        using var refused = await page.PostFormAsync(
            $"/partnerships/{slug}/budgets/{Year}/adopt",
            Adopted(await BudgetOf("Below zero"))
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(
            "would end at −£0.01",
            await PageClient.TextAsync(refused),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Virement_KeepsTheOriginalBesideTheRevisedBudget()
    {
        var slug = await AdoptedAsync("Vired");
        using var page = await app.SignedIn(Cast.Finance);
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
        using var page = await app.SignedIn(Cast.Finance);

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
        using var page = await app.SignedIn(Cast.Finance);
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
        using var page = await app.SignedIn(Cast.Auditor);

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
        using var page = await app.SignedIn(Cast.Auditor);
        var address = $"/partnerships/{slug}/budgets/{Year}";

        await PostAsync("Counted", 10);
        await page.ReadAsync(address);
        var few = await app.Commands.Of(() => page.ReadAsync(address));
        await PostAsync("Counted", 990);
        var many = await app.Commands.Of(() => page.ReadAsync(address));

        Assert.Equal(few, many);
        // Partnership, years, budget with lines, instalments and closes, its ledger, and last year's budget, which is not there.
        Assert.True(many <= 8, $"{many} commands");
        Assert.Contains(">1,000.00<", await page.ReadAsync(address), StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task BoardPaper_ShowsStatementNotesAndRunway()
    {
        var slug = await AdoptedAsync("Board");
        using var page = await app.SignedIn(Cast.Auditor);

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
        using var lead = await app.SignedIn(Cast.Lead);
        using var partner = await app.SignedIn(Cast.Partner);
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
            app.SendAs(Cast.Lead, new StartBudget(slug, new(2030), false))
        );
        using var none = await lead.GetAsync($"/partnerships/{slug}/budgets/2031-32");
        using var nonsense = await lead.GetAsync($"/partnerships/{slug}/budgets/soon");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nonsense.StatusCode);
    }

    private static string Edit(string slug) => $"/partnerships/{slug}/budgets/{Year}/edit";

    /// <summary>£1,000 brought forward, £600 from a council, £1,100 of staffing with one sub-line, an audit to be confirmed.</summary>
    private List<(string, string)> Plan(params (string Name, string Value)[] changes)
    {
        var fields = new List<(string Name, string Value)> { ("Opening", "1,000.00") };
        foreach (
            var (i, kind, isSub, name, source, amount) in new[]
            {
                (0, "Income", "false", "Contribution", "Contribution", "600.00"),
                (1, "Expenditure", "false", "Staffing", "", "1,100.00"),
                (2, "Expenditure", "true", "Manager", "", "1,100.00"),
                (3, "Expenditure", "false", "Audit", "", ""),
            }
        )
        {
            fields.Add(($"Lines[{i}].Kind", kind));
            fields.Add(($"Lines[{i}].IsSub", isSub));
            fields.Add(($"Lines[{i}].Name", name));
            fields.Add(($"Lines[{i}].Planned", amount));
            if (source.Length > 0)
                fields.Add(($"Lines[{i}].Source", source));
        }
        fields.Add(
            (
                "Lines[0].PartnerId",
                partner.ToString(System.Globalization.CultureInfo.InvariantCulture)
            )
        );
        return [.. fields.Where(f => changes.All(c => c.Name != f.Name)), .. changes];
    }

    private long partner;

    private async Task<string> PartnershipAsync(string name)
    {
        var slug = await app.SendAs(
            Cast.Finance,
            new AddPartnership(name, null, $"{name} Council")
        );
        partner = await app.Look(db =>
            db.Organisations.Where(o => o.Name == $"{name} Council").Select(o => o.Id).SingleAsync()
        );
        return slug;
    }

    private async Task<string> BudgetAsync(string name, params (string, string)[] changes)
    {
        var slug = await PartnershipAsync(name);
        await app.SendAs(Cast.Finance, new StartBudget(slug, ThisYear, false, Money.Pounds(1000)));
        using var page = await app.SignedIn(Cast.Finance);
        using var saved = await page.PostFormAsync(Edit(slug), Plan(changes));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        return slug;
    }

    private async Task<string> AdoptedAsync(string name)
    {
        var slug = await BudgetAsync(name);
        await app.SendAs(
            Cast.Finance,
            new AdoptBudget(
                slug,
                ThisYear,
                (await BudgetOf(name)).PlanVersion,
                new(2017, 5, 1),
                "Minute 7"
            )
        );
        return slug;
    }

    private static List<(string, string)> Adopted(PartnershipBudget budget) =>
        [
            ("Seen", budget.PlanVersion.ToString()),
            ("On.Day", "1"),
            ("On.Month", "5"),
            ("On.Year", "2017"),
        ];

    private static List<(string, string)> Amounts(
        PartnershipBudget budget,
        params (string Line, string Amount)[] changes
    ) => Amounts(budget, line => line.Planned ?? Money.Zero, changes);

    private static List<(string, string)> Amounts(
        PartnershipBudget budget,
        Func<BudgetLine, Money?> otherwise,
        params (string Line, string Amount)[] changes
    ) =>
        [
            .. budget
                .Lines.Where(line => !budget.HasSubLines(line))
                .SelectMany(
                    (line, i) =>
                        new[]
                        {
                            ($"Rows[{i}].Number", $"{line.Number}"),
                            (
                                $"Rows[{i}].Amount",
                                changes.FirstOrDefault(c => c.Line == line.Name).Amount
                                    ?? otherwise(line)?.ToPlainString()
                                    ?? ""
                            ),
                        }
                ),
        ];

    private Task<PartnershipBudget> BudgetOf(string name) =>
        app.Look(db =>
            db.Budgets.Include(b => b.Lines)
                .SingleAsync(b =>
                    db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Name == name)
                )
        );

    private Task<int> PostAsync(string name, int count) =>
        app.Look(async db =>
        {
            var budget = await db
                .Budgets.Include(b => b.Lines)
                .SingleAsync(b =>
                    db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Name == name)
                );
            var manager = budget.Lines.Single(line => line.Name == "Manager").Number;
            db.Postings.AddRange(
                budget.PostImported(
                    Enumerable
                        .Range(0, count)
                        .Select(n =>
                            (
                                manager,
                                Money.Pounds(1),
                                new EntryWords(new(2017, 5, 2), $"R{n}", "Pay")
                            )
                        ),
                    Domain.People.Actor.Operator,
                    new DateTime(2017, 5, 19, 9, 0, 0, DateTimeKind.Utc)
                )
            );
            return await db.SaveChangesAsync();
        });
}

public sealed class BudgetPagesTests_OnSqlite(App<SqliteDatabase> app)
    : BudgetPagesTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class BudgetPagesTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : BudgetPagesTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
