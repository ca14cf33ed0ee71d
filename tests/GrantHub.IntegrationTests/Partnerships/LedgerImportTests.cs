using System.Globalization;
using System.Net;
using System.Text;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Infrastructure.Files;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static GrantHub.IntegrationTests.Grants.Running;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>The finance system's file: looked at, and posted whole or not at all.</summary>
public abstract class LedgerImportTests(AppFixture app)
{
    private const string Header =
        "Posting Date,Document No,Narrative,Cost code,Net amount (£),User";

    private static readonly string[] Good =
    [
        "2017-04-03,INV 7,Quarter one,4711,-1250.00,JB",
        "2017-05-02,P 1,April pay,SAL,300.00,JB",
        "2017-05-02,P 1,April pay,SAL,300.00,JB",
        "2017-05-04,T 9,Train,travel,12.34,JB",
        "2017-05-05,T 10,Nothing,Travel,0.00,JB",
    ];

    [DatabaseFact]
    public async Task Import_AFile_IsShownFirstAndPostedWhenConfirmed()
    {
        var slug = await app.BooksAsync("Import partnership");
        using var page = await app.SignedIn(Cast.Finance);

        var check = await UploadedAsync(page, slug, Good);
        var shown = await page.ReadAsync(check);
        Assert.Contains("Codes that the budget does not know", shown, StringComparison.Ordinal);
        Assert.Contains("1 row, −£1,250.00 in the file", shown, StringComparison.Ordinal);
        Assert.Contains("2 rows, £600.00 in the file", shown, StringComparison.Ordinal);
        Assert.Contains("Post 1 entry", shown, StringComparison.Ordinal);
        Assert.Empty(await app.PostingsAsync(slug));

        await page.AssertRefusedAsync(check, "Nothing has been posted", Form(("then", "post")));
        using var preview = await page.PostFormAsync(check, Picked());
        var text = await PageClient.TextAsync(preview);
        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        Assert.Contains("Post 4 entries", text, StringComparison.Ordinal);
        Assert.Empty(await app.PostingsAsync(slug));
        using var posted = await page.PostFormAsync(check, Picked(("then", "post"), ("Seen", "4")));
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);

        var postings = await app.PostingsAsync(slug);
        Assert.Equal(
            [
                (1, EntryKind.Receipt, Books.Police, 125_000L),
                (2, EntryKind.Payment, Books.Salaries, 30_000),
                (3, EntryKind.Payment, Books.Salaries, 30_000),
                (4, EntryKind.Payment, Books.Travel, 1_234),
            ],
            postings.Select(p => (p.Entry, p.Kind, p.LineNumber, p.Amount.Pence))
        );
        Assert.Equal("4711", (await app.BudgetAsync(slug)).LineOf(Books.Police).Codes);
        var import = await app.Look(db =>
            db.LedgerImports.SingleAsync(i => i.BudgetId == postings[0].BudgetId)
        );
        Assert.Equal((1, 4, 1), (import.FirstEntry, import.LastEntry, import.Duplicates));
        Assert.Contains(
            "1 to 4",
            await page.ReadAsync($"/partnerships/{slug}/ledger/2017-18/import"),
            StringComparison.Ordinal
        );
    }

    /// <summary>Its field Code is a column and no one-time code.</summary>
    [DatabaseFact]
    public async Task Columns_SentTooLate_AreKept()
    {
        var slug = await app.BooksAsync("Late partnership");
        using var page = await app.SignedIn(Cast.Finance);
        var check = await UploadedAsync(page, slug, Good);

        using var late = await page.PostAsync(
            check,
            [("Date", "Posting Date"), ("Code", "Cost code"), ("Amount", "Net amount (£)")]
        );

        var held = late.Headers.Location!.OriginalString;
        Assert.StartsWith("/held/", held);
        Assert.Contains("Cost code", await page.ReadAsync(held), StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Import_TheSameFileAgain_IsRefusedWithWhoPostedIt()
    {
        var slug = await app.BooksAsync("Again partnership");
        using var page = await app.SignedIn(Cast.Finance);
        await PostedAsync(page, slug, Good, 4);

        var check = await UploadedAsync(page, slug, Good);
        Assert.Contains(
            "This very file has been posted already, by Finn Lister on 19 May 2017",
            await page.ReadAsync(check),
            StringComparison.Ordinal
        );
        using var again = await page.PostFormAsync(check, Picked(("then", "post"), ("Seen", "4")));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(4, (await app.PostingsAsync(slug)).Count);
    }

    [DatabaseFact]
    public async Task Import_RowsThatTheLedgerHas_LeavesThemOutByTheirNumber()
    {
        var slug = await app.BooksAsync("Duplicate partnership");
        using var page = await app.SignedIn(Cast.Finance);
        await PostedAsync(page, slug, Good, 4);
        string[] more =
        [
            .. Good,
            "2017-05-02,P 1,April pay,SAL,300.00,JB",
            "2017-05-08,T 11,Bus,Travel,2.00,JB",
        ];

        var check = await UploadedAsync(page, slug, more);
        var text = await page.ReadAsync(check);
        Assert.Contains(
            "Rows that the ledger has already, and that are left out",
            text,
            StringComparison.Ordinal
        );
        // The third equal payment is a new one; the codes are known by now.
        Assert.Contains("Post 2 entries", text, StringComparison.Ordinal);
        Assert.DoesNotContain("does not know", text, StringComparison.Ordinal);
        await page.PostedAsync(check, Form(("then", "post"), ("Seen", "2")));
        Assert.Equal(6, (await app.PostingsAsync(slug)).Count);

        // What is reversed is as if never posted.
        await app.SendAs(
            Cast.Finance,
            new Application.Partnerships.ReverseEntry(
                slug,
                Books.Open,
                4,
                Books.Today,
                "Wrong",
                Guid.NewGuid()
            )
        );
        var after = await UploadedAsync(
            page,
            slug,
            [.. more, "2017-05-09,T 12,Tram,Travel,1.00,JB"]
        );
        Assert.Contains("Post 2 entries", await page.ReadAsync(after), StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Import_AfterTheLedgerChanged_AsksToLookAgain()
    {
        var slug = await app.BooksAsync("Changed partnership");
        using var page = await app.SignedIn(Cast.Finance);
        var check = await UploadedAsync(page, slug, Good);
        await app.PostAsync(
            slug,
            EntryKind.Payment,
            Books.Travel,
            new Money(1_234),
            "Train",
            new(2017, 5, 4),
            "T 9"
        );

        await page.AssertRefusedAsync(
            check,
            "The ledger has changed since you saw the preview: 3 rows would be posted, not 4.",
            Picked(("then", "post"), ("Seen", "4"))
        );
        Assert.Single(await app.PostingsAsync(slug));
    }

    [DatabaseFact]
    public async Task Import_WithFaults_NamesLineAndColumnAndPostsNothing()
    {
        var slug = await app.BooksAsync("Faulty partnership");
        using var page = await app.SignedIn(Cast.Finance);
        var check = await UploadedAsync(
            page,
            slug,
            "2017-04-03,INV 7,Quarter one,Travel,12.345,JB",
            "2017-04-03,INV 8,Quarter one,Travel,twelve,JB",
            "2016-04-03,INV 9,Quarter one,Travel,12.00,JB",
            "2017-12-03,INV 9,Quarter one,Travel,12.00,JB",
            "03/04/2017,INV 9,Quarter one,Travel,12.00,JB",
            "2017-04-03,,,Travel,12.00,JB",
            "2017-04-03,INV 9,Quarter one,Travel,12.00",
            "2017-04-03,INV 10,Fine,Travel,12.00,JB"
        );

        var text = await page.ReadAsync(check);
        foreach (
            var (where, found) in new[]
            {
                ("line 2, column Net amount (£)", "\"12.345\""),
                ("line 3, column Net amount (£)", "\"twelve\""),
                ("line 4, column Posting Date", "\"2016-04-03\""),
                ("line 5, column Posting Date", "\"2017-12-03\""),
                ("line 6, column Posting Date", "\"03/04/2017\""),
                ("line 7, column Narrative", "nothing"),
                ("line 8, column User", "5"),
            }
        )
        {
            var at = text.IndexOf(where, StringComparison.Ordinal);
            Assert.True(at > 0, $"{where} is not named.");
            Assert.Contains(
                found,
                text[at..text.IndexOf("</tr>", at, StringComparison.Ordinal)],
                StringComparison.Ordinal
            );
        }
        Assert.Contains("7 faults in all", text, StringComparison.Ordinal);
        await page.AssertRefusedAsync(
            check,
            "Nothing has been posted",
            Form(("then", "post"), ("Seen", "1"))
        );
        Assert.Empty(await app.PostingsAsync(slug));
    }

    [DatabaseFact]
    public async Task Import_OtherColumnsDatesAndSigns_AreReadAsTheOfficerSays()
    {
        var slug = await app.BooksAsync("Columns partnership");
        using var page = await app.SignedIn(Cast.Finance);
        var check = await UploadedAsync(
            page,
            slug,
            "x,y,z\n03/04/2017,Travel,5.00\n04/04/2017,Generated training income,2.00\n"
        );

        Assert.Contains("Choose a column", await page.ReadAsync(check), StringComparison.Ordinal);
        await page.AssertRefusedAsync(
            check,
            "Choose the column that has the amount.",
            ("Date", "x"),
            ("Code", "y"),
            ("then", "post")
        );
        await page.PostedAsync(
            check,
            ("Date", "x"),
            ("Code", "y"),
            ("Amount", "z"),
            ("Description", "y"),
            ("DayFirst", "True"),
            ("IncomeIsNegative", "False"),
            ("then", "post"),
            ("Seen", "2")
        );
        Assert.Equal(
            [
                (Books.Travel, 500L, new DateOnly(2017, 4, 3)),
                (Books.Training, 200L, new DateOnly(2017, 4, 4)),
            ],
            (await app.PostingsAsync(slug)).Select(p => (p.LineNumber, p.Amount.Pence, p.Date))
        );
    }

    [DatabaseFact]
    public async Task Import_LeavingACodeOut_PostsTheRest()
    {
        var slug = await app.BooksAsync("Left out partnership");
        using var page = await app.SignedIn(Cast.Finance);
        await PostedAsync(page, slug, Good, 2, ("Codes[1].Line", "leave-out"));
        Assert.Equal(
            [Books.Police, Books.Travel],
            (await app.PostingsAsync(slug)).Select(p => p.LineNumber)
        );
    }

    [DatabaseFact]
    public async Task Import_WhatIsNoCsvOrNotHeld_IsRefused()
    {
        var slug = await app.BooksAsync("Files partnership");
        var upload = $"/partnerships/{slug}/ledger/2017-18/import";
        using var page = await app.SignedIn(Cast.Finance);

        foreach (
            var (name, content, sentence) in new[]
            {
                ("ledger.pdf", "%PDF-1.4", "Only a CSV file can be imported."),
                ("ledger.csv", "a\0b", "is not plain text with commas"),
                ("ledger.csv", "", "is empty"),
            }
        )
        {
            using var refused = await page.UploadAsync(
                upload,
                name,
                Encoding.UTF8.GetBytes(content)
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(
                sentence,
                await PageClient.TextAsync(refused),
                StringComparison.Ordinal
            );
        }
        using var latin = await page.UploadAsync(
            upload,
            "ledger.csv",
            [.. "date,code,amount\n2017-04-03,caf"u8, 0xE9, .. ",1.00\n"u8]
        );
        Assert.Contains(
            "bytes that are not UTF-8",
            await page.ReadAsync(latin.Headers.Location!.OriginalString),
            StringComparison.Ordinal
        );
        using var forged = await page.GetAsync($"{upload}/check?file=forged");
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        var other = await app.BooksAsync("Other files partnership");
        var check = await UploadedAsync(page, other, Good);
        using var elsewhere = await page.GetAsync(
            $"{upload}/check{check[check.IndexOf('?', StringComparison.Ordinal)..]}"
        );
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        foreach (var file in Directory.GetFiles(Path.Combine(DataFolder, "files"), "*.part"))
            File.Delete(file);
        using var gone = await page.GetAsync(check);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [DatabaseFact]
    public async Task Download_OfAnImportedFile_GivesItsBytesToWhoMayReadTheLedger()
    {
        var slug = await app.BooksAsync("Download partnership");
        var other = await app.BooksAsync("Other download partnership");
        using var page = await app.SignedIn(Cast.Finance);
        await PostedAsync(page, slug, Good, 4);
        var id = await app.Look(db =>
            db.LedgerImports.OrderByDescending(i => i.Id).Select(i => i.Id).FirstAsync()
        );
        var path = $"/partnerships/{slug}/ledger/2017-18/imports/{id}/ledger.csv";

        Assert.Contains(
            $"href=\"{path}\"",
            await page.ReadAsync($"/partnerships/{slug}/ledger/2017-18/import"),
            StringComparison.Ordinal
        );
        using var auditor = await app.SignedIn(Cast.Auditor);
        Assert.Contains(
            $"href=\"{path}\"",
            await auditor.ReadAsync($"/partnerships/{slug}/budgets/2017-18/close/postings"),
            StringComparison.Ordinal
        );
        using var file = await auditor.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(
            $"{Header}\n{string.Join('\n', Good)}\n",
            await file.Content.ReadAsStringAsync()
        );

        using var partner = await app.SignedIn(Cast.Partner);
        using var refused = await partner.GetAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        foreach (
            var elsewhere in new[]
            {
                $"/partnerships/{other}/ledger/2017-18/imports/{id}/ledger.csv",
                $"/partnerships/{slug}/ledger/2017-18/imports/{id + 1}/ledger.csv",
            }
        )
        {
            using var missing = await auditor.GetAsync(elsewhere);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    private string DataFolder =>
        app.Services.GetRequiredService<IOptions<DataDirectory>>().Value.Path;

    private static (string, string)[] Form(params (string, string)[] fields) =>
        [
            ("Date", "Posting Date"),
            ("Reference", "Document No"),
            ("Description", "Narrative"),
            ("Code", "Cost code"),
            ("Amount", "Net amount (£)"),
            ("DayFirst", "False"),
            ("IncomeIsNegative", "True"),
            .. fields,
        ];

    private static (string, string)[] Picked(params (string, string)[] fields) =>
        Form([
            .. new[]
            {
                ("Codes[0].Line", $"{Books.Police}"),
                ("Codes[1].Line", $"{Books.Salaries}"),
            }.Where(pick => fields.All(field => field.Item1 != pick.Item1)),
            .. fields,
        ]);

    private static async Task PostedAsync(
        PageClient page,
        string slug,
        string[] rows,
        int seen,
        params (string, string)[] fields
    ) =>
        await page.PostedAsync(
            await UploadedAsync(page, slug, rows),
            Picked([
                ("then", "post"),
                ("Seen", seen.ToString(CultureInfo.InvariantCulture)),
                .. fields,
            ])
        );

    private static Task<string> UploadedAsync(PageClient page, string slug, params string[] rows) =>
        UploadedAsync(page, slug, $"{Header}\n{string.Join('\n', rows)}\n");

    /// <returns>The address of the page that shows the file.</returns>
    private static async Task<string> UploadedAsync(PageClient page, string slug, string content)
    {
        using var response = await page.UploadAsync(
            $"/partnerships/{slug}/ledger/2017-18/import",
            "ledger.csv",
            Encoding.UTF8.GetBytes(content)
        );
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.OriginalString;
    }
}

public sealed class LedgerImportTests_OnSqlite(App<SqliteDatabase> app)
    : LedgerImportTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class LedgerImportTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : LedgerImportTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
