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
public abstract class BudgetPagesTests(AppFixture app) : BudgetPages(app)
{
    [DatabaseFact]
    public async Task Start_ThenEdit_SavesLinesAndTotals()
    {
        var slug = await PartnershipAsync("Started");
        using var page = await App.SignedIn(Cast.Finance);

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
        using var page = await App.SignedIn(Cast.Finance);

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
        using var page = await App.SignedIn(Cast.Finance);

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
        using var page = await App.SignedIn(Cast.Finance);

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
        using var page = await App.SignedIn(Cast.Finance);

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
        using var page = await App.SignedIn(Cast.Finance);

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
        using var page = await App.SignedIn(Cast.Finance);

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
        using var page = await App.SignedIn(Cast.Finance);
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
        using var page = await App.SignedIn(Cast.Finance);

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
        using var page = await App.SignedIn(Cast.Finance);

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
}

public sealed class BudgetPagesTests_OnSqlite(App<SqliteDatabase> app)
    : BudgetPagesTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class BudgetPagesTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : BudgetPagesTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
