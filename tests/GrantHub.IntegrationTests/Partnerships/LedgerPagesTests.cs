using System.Net;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Testing;
using static GrantHub.IntegrationTests.Grants.Running;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>The ledger's pages: posting, reversing, evidence, and the list.</summary>
public abstract class LedgerPagesTests(AppFixture app)
{
    private static readonly (string, string)[] Nothing = [];

    [DatabaseFact]
    public async Task Receipt_Posted_StandsInTheLedgerAndOnItsOwnPage()
    {
        var slug = await app.BooksAsync("Receipts partnership");
        using var page = await app.SignedIn(Cast.Finance);

        var text = await page.PostedAsync(
            $"/partnerships/{slug}/ledger/2017-18/receipt",
            [
                ("Line", $"{Books.Police}"),
                ("Amount", "1,250.50"),
                ("Description", "Quarter one"),
                ("Reference", "INV 7"),
                .. Day("Date", Books.Today),
            ]
        );

        Assert.Contains("Entry 1 has been posted.", text, StringComparison.Ordinal);
        Assert.Contains("by Finn Lister", text, StringComparison.Ordinal);
        var posting = Assert.Single(await app.PostingsAsync(slug));
        Assert.Equal(
            (new Money(125_050), "INV 7", EntryKind.Receipt),
            (posting.Amount, posting.Reference, posting.Kind)
        );
        var ledger = await page.ReadAsync($"/partnerships/{slug}/ledger");
        Assert.Contains("Quarter one", ledger, StringComparison.Ordinal);
        Assert.Contains("1,250.50", ledger, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Receipt_SentTwice_IsPostedOnceAndSaysSo()
    {
        var slug = await app.BooksAsync("Twice partnership");
        using var page = await app.SignedIn(Cast.Finance);
        (string, string)[] form =
        [
            ("FormKey", Guid.NewGuid().ToString()),
            ("Line", $"{Books.Police}"),
            ("Amount", "10"),
            ("Description", "Once"),
            .. Day("Date", Books.Today),
        ];

        await page.PostedAsync($"/partnerships/{slug}/ledger/2017-18/receipt", form);
        var again = await page.PostedAsync($"/partnerships/{slug}/ledger/2017-18/receipt", form);

        Assert.Contains(
            "stands as entry 1. Nothing more was posted.",
            again,
            StringComparison.Ordinal
        );
        Assert.Single(await app.PostingsAsync(slug));
    }

    [DatabaseFact]
    public async Task Payment_AgainstTheRules_IsRefusedAndKeepsWhatWasTyped()
    {
        var slug = await app.BooksAsync("Refusals partnership");
        using var page = await app.SignedIn(Cast.Finance);
        async Task Refused(
            string sentence,
            string line,
            string amount,
            DateOnly date,
            string description
        )
        {
            using var response = await page.PostFormAsync(
                $"/partnerships/{slug}/ledger/2017-18/payment",
                [
                    ("Line", line),
                    ("Amount", amount),
                    ("Description", description),
                    ("Reference", "KEPT 1"),
                    .. Day("Date", date),
                ]
            );
            var text = await PageClient.TextAsync(response);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            Assert.Contains(sentence, text, StringComparison.Ordinal);
            Assert.Contains("value=\"KEPT 1\"", text, StringComparison.Ordinal);
            if (amount.Length > 0)
                Assert.Contains($"value=\"{amount}\"", text, StringComparison.Ordinal);
        }
        var good = $"{Books.Travel}";

        await Refused("Choose the line that the money belongs to.", "", "1", Books.Today, "Taxi");
        await Refused("Enter the amount in pounds and pence", good, "12.345", Books.Today, "Taxi");
        await Refused("Enter the amount in pounds and pence", good, "twelve", Books.Today, "Taxi");
        await Refused("more than £0.00", good, "0", Books.Today, "Taxi");
        await Refused("more than £0.00", good, "-5", Books.Today, "Taxi");
        await Refused("Say what the entry is for.", good, "5", Books.Today, "");
        await Refused("at most 500 characters", good, "5", Books.Today, new string('x', 501));
        await Refused("from 1 April 2017 to 31 March 2018", good, "5", new(2017, 3, 31), "Taxi");
        await Refused("later date than today", good, "5", Books.Today.AddDays(1), "Taxi");
        await Refused("Staffing has sub-lines.", $"{Books.Staffing}", "5", Books.Today, "Taxi");
        await Refused("is a contribution in kind", $"{Books.InKind}", "5", Books.Today, "Taxi");
        await Refused("has no such line", "99", "5", Books.Today, "Taxi");
        Assert.Empty(await app.PostingsAsync(slug));
    }

    [DatabaseFact]
    public async Task Payment_OnALineOfAnotherPartnership_IsRefused()
    {
        var slug = await app.BooksAsync("Own lines partnership");
        var refusal = await Assert.ThrowsAsync<DomainException>(() =>
            app.PostAsync(slug, EntryKind.Payment, 7, Money.Pounds(1))
        );
        Assert.Equal("budget.line", refusal.Code);
    }

    [DatabaseFact]
    public async Task Ledger_OfAClosedYear_SaysWhyAndTakesNothing()
    {
        var slug = await app.BooksAsync("Closed partnership");
        await app.PostAsync(slug, EntryKind.Payment, Books.Travel, Money.Pounds(5));
        await app.CloseAsync(slug);
        using var page = await app.SignedIn(Cast.Finance);

        var ledger = await page.ReadAsync($"/partnerships/{slug}/ledger?year=2017-18");
        Assert.Contains("2017-18 is closed", ledger, StringComparison.Ordinal);
        Assert.DoesNotContain("/receipt\"", ledger, StringComparison.Ordinal);
        foreach (
            var form in new[] { "receipt", "payment", "journal", "entries/1/reverse", "import" }
        )
            Assert.Contains(
                "2017-18 is closed",
                await page.ReadAsync($"/partnerships/{slug}/ledger/2017-18/{form}"),
                StringComparison.Ordinal
            );
        await page.AssertRefusedAsync(
            $"/partnerships/{slug}/ledger/2017-18/payment",
            "2017-18 is closed",
            [("Line", "6"), ("Amount", "5"), ("Description", "Late"), .. Day("Date", Books.Today)]
        );
        await page.AssertRefusedAsync(
            $"/partnerships/{slug}/ledger/2017-18/entries/1/reverse",
            "2017-18 is closed",
            [("Reason", "Late"), .. Day("Date", Books.Today)]
        );
    }

    [DatabaseFact]
    public async Task Journal_Posted_OrRefusedWithItsRows()
    {
        var slug = await app.BooksAsync("Journal partnership");
        var address = $"/partnerships/{slug}/ledger/2017-18/journal";
        using var page = await app.SignedIn(Cast.Finance);
        (string, string)[] Legs(string first, string second) =>
            [
                ("Legs[0].Line", $"{Books.Salaries}"),
                ("Legs[0].Amount", first),
                ("Legs[1].Line", $"{Books.Travel}"),
                ("Legs[1].Amount", second),
                ("Description", "Wrong line"),
                .. Day("Date", Books.Today),
            ];

        await page.AssertRefusedAsync(address, "would change the balance by", Legs("-50", "49"));
        await page.AssertRefusedAsync(
            address,
            "between two lines or more",
            [
                .. Legs("-50", "")
                    .Where(field => !field.Item1.StartsWith("Legs[1]", StringComparison.Ordinal)),
            ]
        );
        await page.AssertRefusedAsync(
            address,
            "Enter an amount in pounds and pence",
            Legs("x", "50")
        );
        await page.AssertRefusedAsync(address, "other than £0.00", Legs("0", "0"));
        await page.AssertRefusedAsync(address, "Choose a line.", ("Legs[0].Amount", "5"));
        using var more = await page.PostFormAsync(
            address,
            [.. Legs("-50", "50"), ("then", "add-line")]
        );
        var text = await PageClient.TextAsync(more);
        Assert.Equal(HttpStatusCode.OK, more.StatusCode);
        Assert.Contains("Legs[2].Amount", text, StringComparison.Ordinal);
        Assert.Contains("value=\"-50\"", text, StringComparison.Ordinal);
        await page.PostedAsync(address, Legs("-50", "50"));

        var entry = await app.PostingsAsync(slug);
        Assert.Equal(
            [(1, 5, -50_00L), (1, 6, 50_00L)],
            entry.Select(p => (p.Entry, p.LineNumber, p.Amount.Pence))
        );
    }

    [DatabaseFact]
    public async Task Reverse_AnEntry_OnceWithAReason()
    {
        var slug = await app.BooksAsync("Reversal partnership");
        var number = await app.PostAsync(slug, EntryKind.Payment, Books.Travel, Money.Pounds(5));
        var address = $"/partnerships/{slug}/ledger/2017-18/entries/{number}";
        using var page = await app.SignedIn(Cast.Finance);

        await page.AssertRefusedAsync(
            $"{address}/reverse",
            "Say why the entry is reversed.",
            Day("Date", Books.Today)
        );
        await page.AssertRefusedAsync(
            $"{address}/reverse",
            "cannot be dated before the entry that it takes back, 19 May 2017",
            [("Reason", "Wrong"), .. Day("Date", Books.Today.AddDays(-1))]
        );
        var text = await page.PostedAsync(
            $"{address}/reverse",
            [("Reason", "Paid twice"), .. Day("Date", Books.Today)]
        );
        Assert.Contains("Reversal of entry 1: Paid twice", text, StringComparison.Ordinal);
        Assert.Contains("reverses <a", text, StringComparison.Ordinal);
        Assert.Contains(
            "is reversed by <a",
            await page.ReadAsync(address),
            StringComparison.Ordinal
        );
        using var again = await page.PostFormAsync(
            $"{address}/reverse",
            [
                ("FormKey", Guid.NewGuid().ToString()),
                ("Reason", "Again"),
                .. Day("Date", Books.Today),
            ]
        );
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains(
            "reversed already, by entry 2",
            await PageClient.TextAsync(again),
            StringComparison.Ordinal
        );
        Assert.Equal(Money.Zero, Money.Sum((await app.PostingsAsync(slug)).Select(p => p.Amount)));
    }

    [DatabaseFact]
    public async Task Evidence_Attached_CanBeDownloadedAndABadFileIsRefused()
    {
        var slug = await app.BooksAsync("Evidence partnership");
        await app.PostAsync(slug, EntryKind.Payment, Books.Travel, Money.Pounds(5));
        var address = $"/partnerships/{slug}/ledger/2017-18/entries/1";
        using var page = await app.SignedIn(Cast.Finance);

        using var disguised = await page.UploadAsync(
            $"{address}/evidence",
            "invoice.pdf",
            "no"u8.ToArray()
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, disguised.StatusCode);
        using var none = await page.PostFormAsync($"{address}/evidence", Nothing);
        Assert.Contains(
            "Choose a file to attach.",
            await PageClient.TextAsync(none),
            StringComparison.Ordinal
        );
        using var missing = await page.UploadAsync(
            $"{address[..^1]}9/evidence",
            "invoice.pdf",
            "%PDF-1.4"u8.ToArray()
        );
        Assert.Contains(
            "no such entry",
            await PageClient.TextAsync(missing),
            StringComparison.Ordinal
        );
        using var kept = await page.UploadAsync(
            $"{address}/evidence",
            "invoice.pdf",
            "%PDF-1.4 x"u8.ToArray()
        );
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);

        using var auditor = await app.SignedIn(Cast.Auditor);
        var text = await auditor.ReadAsync(address);
        Assert.DoesNotContain($"{address}/evidence\"", text, StringComparison.Ordinal);
        var from = text.IndexOf($"{address}/evidence/", StringComparison.Ordinal);
        using var file = await auditor.GetAsync(text[from..text.IndexOf('"', from)]);
        Assert.Equal("%PDF-1.4 x", await file.Content.ReadAsStringAsync());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        using var other = await auditor.GetAsync($"{address}/evidence/999999/invoice.pdf");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [DatabaseFact]
    public async Task Pages_ForOthers_AreReadOrRefused()
    {
        var slug = await app.BooksAsync("Roles partnership");
        await app.PostAsync(slug, EntryKind.Payment, Books.Travel, Money.Pounds(5));
        var address = $"/partnerships/{slug}/ledger";
        string[] forms =
        [
            "2017-18/receipt",
            "2017-18/payment",
            "2017-18/journal",
            "2017-18/import",
            "2017-18/import/check",
            "2017-18/entries/1/reverse",
            "2017-18/entries/1/evidence",
        ];
        using var lead = await app.SignedIn(Cast.Lead);
        var text = await lead.ReadAsync(address);
        foreach (var form in forms)
        {
            Assert.DoesNotContain($"{address}/{form}\"", text, StringComparison.Ordinal);
            using var refused = await lead.GetAsync($"{address}/{form}");
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        using var posted = await lead.PostFormAsync($"{address}/2017-18/receipt", Nothing);
        Assert.NotEqual(HttpStatusCode.Redirect, posted.StatusCode);
        await Assert.ThrowsAsync<Application.ForbiddenException>(() =>
            app.PostAsync(slug, EntryKind.Payment, 6, Money.Pounds(1), by: Cast.Lead)
        );
        using var partner = await app.SignedIn(Cast.Partner);
        foreach (
            var path in new[]
            {
                "",
                ".csv?year=2017-18",
                "/2017-18/entries/1",
                "/2017-18/ledger.journal",
            }
        )
        {
            await (await lead.GetAsync(address + path)).Content.ReadAsStringAsync();
            using var refused = await partner.GetAsync(address + path);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [DatabaseFact]
    public async Task List_FilteredPagedAndAsCsv_CostsTheSameCommands()
    {
        var slug = await app.BooksAsync("Paging partnership");
        await app.PostAsync(
            slug,
            EntryKind.Receipt,
            Books.Police,
            Money.Pounds(7),
            "Police share",
            new(2017, 4, 3),
            "INV 1"
        );
        for (var i = 1; i <= 3; i++)
            await app.PostAsync(
                slug,
                EntryKind.Payment,
                Books.Salaries,
                Money.Pounds(i),
                $"Pay {i}"
            );
        using var page = await app.SignedIn(Cast.Finance);
        var address = $"/partnerships/{slug}/ledger?year=2017-18";
        var few = await app.Commands.Of(() => page.ReadAsync(address));
        await app.SendAs(
            Cast.Finance,
            new PostJournal(
                slug,
                Books.Open,
                [new(5, Money.Pounds(-1)), new(6, Money.Pounds(1))],
                Books.Today,
                "",
                "Moved",
                Guid.NewGuid()
            )
        );
        for (var i = 0; i < 60; i++)
            await app.PostAsync(
                slug,
                EntryKind.Payment,
                Books.Travel,
                new Money(100 + i),
                $"Trip {i}",
                new(2017, 5, 1 + i % 18)
            );

        Assert.Equal(few, await app.Commands.Of(() => page.ReadAsync(address)));
        var first = await page.ReadAsync(address);
        Assert.DoesNotContain("Police share", first, StringComparison.Ordinal);
        var next = first.LastIndexOf("at=", StringComparison.Ordinal);
        var second = await page.ReadAsync($"{address}&{first[next..first.IndexOf('"', next)]}");
        Assert.Contains("Police share", second, StringComparison.Ordinal);
        var staff = await page.ReadAsync($"{address}&line={Books.Staffing}");
        Assert.Contains("Pay 3", staff, StringComparison.Ordinal);
        Assert.DoesNotContain("Trip", staff, StringComparison.Ordinal);
        var found = await page.ReadAsync($"{address}&search=police+SHARE");
        Assert.Contains("Police share", found, StringComparison.Ordinal);
        Assert.DoesNotContain("Pay 3", found, StringComparison.Ordinal);
        var journals = await page.ReadAsync(
            $"{address}&kind=journal&from=2017-05-19&to=2017-05-19"
        );
        Assert.Contains("Moved", journals, StringComparison.Ordinal);
        Assert.DoesNotContain("Pay 3", journals, StringComparison.Ordinal);
        Assert.Contains(
            "No posting is as these filters ask",
            await page.ReadAsync($"{address}&search=nothing+such"),
            StringComparison.Ordinal
        );
        using var csv = await page.GetAsync($"/partnerships/{slug}/ledger.csv?year=2017-18&line=1");
        Assert.Equal(
            "entry,kind,date,line,reference,description,amount,reverses,reversed,posted_by,posted_on\r\n1,receipt,2017-04-03,\"Contribution, Cleveland Police\",INV 1,Police share,7.00,,no,Finn Lister,2017-05-19\r\n",
            await csv.Content.ReadAsStringAsync()
        );
    }

    [DatabaseFact]
    public async Task Ledger_WithNothingInIt_SaysWhatFillsIt()
    {
        var slug = await app.BooksAsync("Empty partnership");
        using var page = await app.SignedIn(Cast.Finance);
        Assert.Contains(
            "There are no postings yet.",
            await page.ReadAsync($"/partnerships/{slug}/ledger"),
            StringComparison.Ordinal
        );
        foreach (
            var path in new[]
            {
                "none/ledger",
                $"{slug}/ledger?year=2031-32",
                $"{slug}/ledger/2017-18/entries/1",
                $"{slug}/ledger/2017/entries/1",
            }
        )
        {
            using var gone = await page.GetAsync($"/partnerships/{path}");
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
    }
}

public sealed class LedgerPagesTests_OnSqlite(App<SqliteDatabase> app)
    : LedgerPagesTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class LedgerPagesTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : LedgerPagesTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
