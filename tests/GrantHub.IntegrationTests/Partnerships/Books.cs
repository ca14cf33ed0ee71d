using System.Text;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Infrastructure.Imports;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>A partnership with an open budget of 2017-18 to keep a ledger against. Today is 19 May 2017.</summary>
internal static class Books
{
    public const string Year = "2017-18";
    public const int Police = 1;
    public const int InKind = 2;
    public const int Training = 3;
    public const int Staffing = 4;
    public const int Salaries = 5;
    public const int Travel = 6;
    public static readonly FinancialYear Open = new(2017);
    public static readonly DateOnly Today = new(2017, 5, 19);

    /// <returns>The partnership's slug.</returns>
    public static async Task<string> BooksAsync(
        this AppFixture app,
        string name,
        string year = Year
    )
    {
        const string Header =
            "partnership,financial_year,kind,line,parent_line,partner,planned,actual,note";
        string[] lines =
        [
            "opening,Balance,,,100.00,,",
            "income,Contribution,,Cleveland Police,5000.00,,",
            "income,In kind contribution,,Cleveland Police,300.00,,",
            "income,Generated training income,,,200.00,,",
            "expenditure,Staffing,,,4000.00,,",
            "expenditure,Salaries,Staffing,,4000.00,,",
            "expenditure,Travel,,,500.00,,",
        ];
        var text = $"{Header}\n{string.Join("", lines.Select(line => $"{name},{year},{line}\n"))}";
        var imported = await app.SendAsOperator(
            new ImportBudget(BudgetFile.Read(Encoding.UTF8.GetBytes(text)))
        );
        Assert.Empty(imported.Faults);
        var slug = await app.Look(db =>
            db.Partnerships.Where(p => p.Name == name).Select(p => p.Slug).SingleAsync()
        );
        return slug;
    }

    public static async Task<PartnershipBudget> BudgetAsync(
        this AppFixture app,
        string slug,
        FinancialYear? year = null
    ) => (await app.SendAsOperator(new ReadLedgerBudget(slug, year ?? Open))).Budget;

    /// <returns>The number of the entry.</returns>
    public static async Task<int> PostAsync(
        this AppFixture app,
        string slug,
        EntryKind kind,
        int line,
        Money amount,
        string description = "Posted",
        DateOnly? date = null,
        string reference = "",
        string by = Cast.Finance
    ) =>
        (
            await app.SendAs(
                by,
                new PostEntry(
                    slug,
                    Open,
                    kind,
                    line,
                    amount,
                    date ?? Today,
                    reference,
                    description,
                    Guid.NewGuid()
                )
            )
        ).Number;

    public static Task<List<Posting>> PostingsAsync(this AppFixture app, string slug) =>
        app.Look(db =>
            db.Postings.Where(p =>
                    db.Budgets.Any(b =>
                        b.Id == p.BudgetId
                        && db.Partnerships.Any(s => s.Id == b.PartnershipId && s.Slug == slug)
                    )
                )
                .OrderBy(p => p.Entry)
                .ThenBy(p => p.LineNumber)
                .ToListAsync()
        );

    /// <summary>Closes the year past the rules.</summary>
    public static Task CloseAsync(this AppFixture app, string slug) =>
        app.Look(async db =>
        {
            var at = app.Clock.GetUtcNow().UtcDateTime;
            return await db
                .Budgets.Where(b =>
                    db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Slug == slug)
                )
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(b => b.ClosedAt, at).SetProperty(b => b.Version, Guid.NewGuid())
                );
        });

    /// <summary>Sends a file with the page's form.</summary>
    public static async Task<HttpResponseMessage> UploadAsync(
        this PageClient page,
        string path,
        string name,
        byte[] content
    )
    {
        using var shown = await page.GetAsync(path);
        var html = await shown.Content.ReadAsStringAsync();
        const string Start = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var from = html.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return await page.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new MultipartFormDataContent
                {
                    {
                        new StringContent(html[from..html.IndexOf('"', from)]),
                        "__RequestVerificationToken"
                    },
                    { new ByteArrayContent(content), "File", name },
                },
            }
        );
    }
}
