using System.Net;
using System.Text;
using System.Text.Json;
using GrantHub.Application.Partnerships;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>What partners contribute, as the finance lead and the partners' own contacts see it.</summary>
public abstract class ContributionPageTests(AppFixture app)
{
    private static readonly DateOnly May = new(2016, 5, 1);

    [DatabaseFact]
    public async Task Instalments_ArePlannedInvoicedAndTakenBack()
    {
        var year = await EndedYear.OfAsync(app, received: false);
        var forms = $"{year.Contributions}/2016-17";
        var list = $"{year.Contributions}?year=2016-17";
        using var page = await app.SignedIn(Cast.Finance);
        await page.AssertRefusedAsync(
            $"{forms}/1/plan",
            "Enter how many instalments",
            [("Count", "four"), ("EveryMonths", "3"), .. Running.Day("FirstDue", May)]
        );
        await page.AssertRefusedAsync(
            $"{forms}/1/plan",
            "from 1 to 12 instalments",
            [("Count", "13"), ("EveryMonths", "3"), .. Running.Day("FirstDue", May)]
        );
        var planned = await page.PostedAsync(
            $"{forms}/1/plan",
            [("Count", "4"), ("EveryMonths", "3"), .. Running.Day("FirstDue", May)]
        );
        Assert.Contains("1 February 2017", await page.ReadAsync(list), StringComparison.Ordinal);
        Assert.NotEmpty(planned);
        using (
            var refused = await page.PostFormAsync(
                $"{forms}/instalments/1/invoice",
                [("Reference", "INV 77"), .. Running.Day("On", new DateOnly(2017, 5, 20))]
            )
        )
        {
            var text = await PageClient.TextAsync(refused);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("later day than today", text, StringComparison.Ordinal);
            Assert.Contains("value=\"INV 77\"", text, StringComparison.Ordinal);
        }
        await page.AssertRefusedAsync(
            $"{forms}/instalments/1/invoice",
            "Enter the number of the invoice.",
            Running.Day("On", May)
        );
        await page.PostedAsync(
            $"{forms}/instalments/1/invoice",
            [("Reference", "INV 77"), .. Running.Day("On", May)]
        );
        var invoiced = await page.ReadAsync(list);
        Assert.Contains("INV 77, sent on 1 May 2016", invoiced, StringComparison.Ordinal);
        Assert.Contains(">750.00</td>", invoiced, StringComparison.Ordinal);
        await page.AssertRefusedAsync(
            $"{forms}/1/add",
            "The instalments of",
            [("Amount", "0.01"), .. Running.Day("DueOn", May)]
        );
        await page.AssertRefusedAsync(
            $"{forms}/1/add",
            "Enter an amount in pounds",
            [("Amount", "1.234"), .. Running.Day("DueOn", May)]
        );
        await page.PostedAsync(
            $"{forms}/instalments/2/change",
            [("Amount", "700"), .. Running.Day("DueOn", May)]
        );
        await page.PostedAsync($"{forms}/instalments/3/remove");
        await page.PostedAsync(
            $"{forms}/1/add",
            [("Amount", "800.00"), .. Running.Day("DueOn", May)]
        );
        await page.AssertRefusedAsync(
            $"{forms}/instalments/1/cancel-invoice",
            "Say why the invoice is taken back.",
            ("Reason", "")
        );
        await page.PostedAsync(
            $"{forms}/instalments/1/cancel-invoice",
            ("Reason", "Sent to the wrong address.")
        );
        Assert.DoesNotContain("INV 77", await page.ReadAsync(list), StringComparison.Ordinal);
        using var gone = await page.GetAsync($"{forms}/instalments/9/change");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var notCash = await page.GetAsync($"{forms}/3/plan");
        Assert.Equal(HttpStatusCode.NotFound, notCash.StatusCode);
    }

    [DatabaseFact]
    public async Task Grant_IsLinkedByItsReference()
    {
        var year = await EndedYear.OfAsync(app);
        var (_, grant) = await app.ApprovedAsync("Pays the partnership");
        var form = $"{year.Contributions}/2016-17/1/grant";
        using var page = await app.SignedIn(Cast.Finance);
        await page.AssertRefusedAsync(
            form,
            "There is no grant G-1999-0001.",
            ("Reference", "G-1999-0001")
        );
        var linked = await page.PostedAsync(form, ("Reference", $" {grant} "));
        Assert.Contains($"href=\"/grants/{grant}\"", linked, StringComparison.Ordinal);
        var row = (await app.SendAsOperator(new ReadContributions(year.Slug))).Rows[0];
        Assert.Equal(grant, row.Grant?.Address);
        await page.PostedAsync(form, ("Reference", ""));
        Assert.Null((await app.SendAsOperator(new ReadContributions(year.Slug))).Rows[0].Grant);
    }

    [DatabaseFact]
    public async Task Contributions_AddUp_OnThePageInTheFileAndInTheDocument()
    {
        var year = await EndedYear.OfAsync(app);
        using var page = await app.SignedIn(Cast.Auditor);
        var shown = await page.ReadAsync(year.Contributions);
        Assert.Contains(">4,000.00</td>", shown, StringComparison.Ordinal);
        Assert.Contains("75.0%", shown, StringComparison.Ordinal);
        Assert.Contains("100.0%", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("/plan\"", shown, StringComparison.Ordinal);
        var csv = await page.ReadAsync($"{year.Contributions}.csv?year=2016-17");
        Assert.Contains(",3000.00,0.00,3000.00,0.00,0.00,75", csv, StringComparison.Ordinal);
        var police = year.Partners[0];
        Assert.Contains(
            $"href=\"/organisations/{police}/contributions\"",
            await page.ReadAsync($"/organisations/{police}"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            ">3,000.00</td>",
            await page.ReadAsync($"/organisations/{police}/contributions"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            ",3000.00,",
            await page.ReadAsync($"/organisations/{police}/contributions.csv"),
            StringComparison.Ordinal
        );

        var read = await app.SendAsOperator(new ReadOrganisationContributions(police));
        Assert.Equal(
            police,
            (await app.SendAsOperator(new ReadOrganisationContributions(read.Name))).Slug
        );
        using var document = JsonDocument.Parse(ContributionsDocument.Write(read));
        var row = document.RootElement.GetProperty("contributions")[0];
        Assert.Equal(year.Slug, row.GetProperty("partnership").GetString());
        Assert.Equal("2016-17", row.GetProperty("financialYear").GetString());
        Assert.Equal(75.0m, row.GetProperty("sharePercent").GetDecimal());
        Assert.Equal(JsonValueKind.Null, row.GetProperty("grant").ValueKind);
        Assert.Contains(
            "\"received\": 3000.00",
            Encoding.UTF8.GetString(ContributionsDocument.Write(read)),
            StringComparison.Ordinal
        );
        Assert.Equal(
            3_000m,
            document.RootElement.GetProperty("totals").GetProperty("agreed").GetDecimal()
        );
    }

    [DatabaseFact]
    public async Task Forms_AreForTheFinanceLead_AndAPartnerSeesOnlyTheirOwn()
    {
        var year = await EndedYear.OfAsync(app);
        var other = await EndedYear.OfAsync(app);
        await app.LinkPartnerAsync(year.Partners[0]);
        using var auditor = await app.SignedIn(Cast.Auditor);
        foreach (
            var form in new[]
            {
                "1/plan",
                "1/add",
                "1/grant",
                "instalments/1/change",
                "instalments/1/remove",
                "instalments/1/invoice",
                "instalments/1/cancel-invoice",
            }
        )
        {
            var path = $"{year.Contributions}/2016-17/{form}";
            using var shown = await auditor.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, shown.StatusCode));
            using var posted = await auditor.PostFormAsync("/", [], path);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, posted.StatusCode));
        }
        using var partner = await app.SignedIn(Cast.Partner);
        var name = (
            await app.SendAsOperator(new ReadOrganisationContributions(year.Partners[1]))
        ).Name;
        foreach (var own in new[] { "/contributions", "/contributions.csv" })
        {
            var text = await partner.ReadAsync(own);
            Assert.Contains("Safeguarding " + year.Slug[5..], text, StringComparison.Ordinal);
            Assert.DoesNotContain(name, text, StringComparison.Ordinal);
            Assert.DoesNotContain(
                "Safeguarding " + other.Slug[5..],
                text,
                StringComparison.Ordinal
            );
            using var forbidden = await auditor.GetAsync(own);
            Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        }
        foreach (
            var path in new[]
            {
                "/partnerships",
                $"/partnerships/{year.Slug}",
                year.Contributions,
                $"{year.Contributions}.csv",
                $"{year.Contributions}/2016-17/1/plan",
                year.Href,
                $"{year.Href}/close",
                $"{year.Href}/closes/1",
                $"{year.Href}/history",
                $"/organisations/{year.Partners[0]}",
                $"/organisations/{year.Partners[0]}/contributions",
                $"/organisations/{year.Partners[1]}/contributions",
                $"/organisations/{year.Partners[1]}/contributions.csv",
            }
        )
        {
            using var refused = await partner.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, refused.StatusCode));
        }
    }

    [DatabaseFact]
    public async Task OwnContributions_ShowNoDraft()
    {
        var year = await EndedYear.OfAsync(app);
        await app.Look(async db =>
        {
            var partnership = await db.Partnerships.SingleAsync(p => p.Slug == year.Slug);
            var police = await db.Organisations.SingleAsync(o => o.Slug == year.Partners[0]);
            var draft = PartnershipBudget.Start(
                partnership.Id,
                new FinancialYear(2019),
                Money.Zero,
                null
            );
            draft.Plan(Money.Zero, [EndedYear.From(police, 77)], LedgerTotals.None);
            db.Budgets.Add(draft);
            return await db.SaveChangesAsync();
        });
        await app.LinkPartnerAsync(year.Partners[0]);
        Assert.DoesNotContain(
            (await app.SendAs(Cast.Partner, new ReadOwnContributions())).Rows,
            row => row.Year == new FinancialYear(2019)
        );
        Assert.Contains(
            (
                await app.SendAs(Cast.Finance, new ReadOrganisationContributions(year.Partners[0]))
            ).Rows,
            row => row.Year == new FinancialYear(2019)
        );
    }

    [DatabaseFact]
    public async Task Lists_TakeAsManyCommandsForSixtyRowsAsForThree()
    {
        var year = await EndedYear.OfAsync(app);
        var police = year.Partners[0];
        using var page = await app.SignedIn(Cast.Finance);
        async Task<int[]> Count() =>
            [
                await app.Commands.Of(() =>
                    page.ReadAsync($"/organisations/{police}/contributions")
                ),
                await app.Commands.Of(() => page.ReadAsync($"{year.Contributions}?year=2016-17")),
                await app.Commands.Of(() => page.ReadAsync($"{year.Href}/close")),
            ];
        await MoreAsync(year, police, 2);
        var few = await Count();
        await MoreAsync(year, police, 57);
        var many = await Count();
        Assert.Equal(
            60,
            (await app.SendAsOperator(new ReadOrganisationContributions(police))).Rows.Count
        );
        Assert.Equal(few, many);
        Assert.All(many, count => Assert.InRange(count, 1, 9));
    }

    /// <summary>Other partnerships to which the organisation contributes.</summary>
    private Task<int> MoreAsync(EndedYear year, string police, int count) =>
        app.Look(async db =>
        {
            var organisation = await db.Organisations.SingleAsync(o => o.Slug == police);
            for (var i = 0; i < count; i++)
            {
                var key = Guid.NewGuid().ToString("N")[..8];
                var partnership = Partnership.Add($"More {key}", $"more-{key}");
                db.Partnerships.Add(partnership);
                await db.SaveChangesAsync();
                var budget = PartnershipBudget.Start(
                    partnership.Id,
                    EndedYear.Year,
                    Money.Zero,
                    null
                );
                budget.Plan(Money.Zero, [EndedYear.From(organisation, 100)], LedgerTotals.None);
                db.Budgets.Add(budget);
                await db.SaveChangesAsync();
                db.Postings.AddRange(EndedYear.Cash(budget, EntryKind.Receipt, 1, 40));
            }
            return await db.SaveChangesAsync();
        });

    [DatabaseFact]
    public async Task MyWork_HasClosesOverdueContributionsAndInvoices()
    {
        var year = await EndedYear.OfAsync(app, received: false);
        foreach (
            var day in new[]
            {
                new DateOnly(2016, 5, 1),
                new DateOnly(2017, 5, 1),
                new DateOnly(2017, 6, 18),
                new DateOnly(2017, 6, 19),
            }
        )
            await app.SendAs(
                Cast.Finance,
                new AddInstalment(year.Slug, EndedYear.Year, 1, day, Money.Pounds(500))
            );
        Assert.Null(
            await TaskAsync(
                Cast.Finance,
                WorkKind.ContributionsOverdue,
                "/contributions?year=2016-17",
                year
            )
        );
        foreach (var number in new[] { 1, 2 })
            await app.SendAs(
                Cast.Finance,
                new RecordInvoice(year.Slug, EndedYear.Year, number, May, $"INV {number}")
            );
        var overdue = await TaskAsync(
            Cast.Finance,
            WorkKind.ContributionsOverdue,
            "/contributions?year=2016-17",
            year
        );
        Assert.Equal(
            (Money.Pounds(1_000), new DateOnly(2016, 5, 1)),
            (overdue?.Amount, overdue?.DueOn)
        );
        await app.Look(async db =>
        {
            var budget = await db
                .Budgets.Include(b => b.Lines)
                .SingleAsync(b =>
                    db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Slug == year.Slug)
                );
            db.Postings.AddRange(EndedYear.Cash(budget, EntryKind.Receipt, 1, 600));
            return await db.SaveChangesAsync();
        });
        var later = await TaskAsync(
            Cast.Finance,
            WorkKind.ContributionsOverdue,
            "/contributions?year=2016-17",
            year
        );
        Assert.Equal(
            (Money.Pounds(400), new DateOnly(2017, 5, 1), 18),
            (later?.Amount, later?.DueOn, later?.Days)
        );
        Assert.NotNull(
            await TaskAsync(
                Cast.Finance,
                WorkKind.InvoicesToSend,
                "/contributions/2016-17/instalments/3/invoice",
                year
            )
        );
        Assert.Null(
            await TaskAsync(
                Cast.Finance,
                WorkKind.InvoicesToSend,
                "/contributions/2016-17/instalments/4/invoice",
                year
            )
        );

        Assert.Null(
            await TaskAsync(Cast.Cfo, WorkKind.ClosesToCountersign, "/budgets/2016-17/close", year)
        );
        await year.SignAsync(app, Money.Pounds(6_600));
        Assert.NotNull(
            await TaskAsync(Cast.Cfo, WorkKind.ClosesToCountersign, "/budgets/2016-17/close", year)
        );
        Assert.Null(
            await TaskAsync(
                Cast.Finance,
                WorkKind.InvoicesToSend,
                "/contributions/2016-17/instalments/3/invoice",
                year
            )
        );
        using var cfo = await app.SignedIn(Cast.Cfo);
        Assert.Contains(
            "Year-end closes waiting for my signature",
            await cfo.ReadAsync("/"),
            StringComparison.Ordinal
        );
        await year.CountersignAsync(app);
        Assert.Null(
            await TaskAsync(Cast.Cfo, WorkKind.ClosesToCountersign, "/budgets/2016-17/close", year)
        );
    }

    private async Task<WorkTask?> TaskAsync(
        string who,
        WorkKind kind,
        string end,
        EndedYear year
    ) =>
        (await app.SendAs(who, new ReadMyWork()))
            .Groups.Where(group => group.Kind == kind)
            .SelectMany(group => group.Tasks)
            .SingleOrDefault(task => task.Href == $"/partnerships/{year.Slug}{end}");
}

public sealed class ContributionPageTests_OnSqlite(App<SqliteDatabase> app)
    : ContributionPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ContributionPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ContributionPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
