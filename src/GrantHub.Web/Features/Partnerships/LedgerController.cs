using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.Publication;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>The ledger of a partnership: its postings as a list and as files, and each entry with its evidence.</summary>
[Route("partnerships/{slug}")]
public sealed class LedgerController(IMediator mediator, ICurrentUser user, IAppendixStore store)
    : FeatureController(mediator)
{
    [HttpGet("ledger")]
    public async Task<IActionResult> List(string slug, LedgerQuery asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        FinancialYear? year = FinancialYear.TryParse(asked.Year, out var chosen) ? chosen : null;
        var filter = asked.Filter();
        var page = await Ask(new ReadLedger(slug, year, filter, asked.At));
        return View(
            "Ledger",
            new LedgerView(page, filter, asked.At, user.May(Permission.ManagePartnerships))
        );
    }

    [HttpGet("ledger.csv")]
    public async Task<IActionResult> Csv(string slug, LedgerQuery asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var postings = await Ask(
            new ReadPostings(slug, BudgetYears.Read(asked.Year ?? ""), asked.Filter())
        );
        var budget = postings.Budget;
        return new CsvResult(
            $"{postings.Partnership.Slug}-ledger-{budget.Year}.csv",
            [
                "entry",
                "kind",
                "date",
                "line",
                "reference",
                "description",
                "amount",
                "reverses",
                "reversed",
                "posted_by",
                "posted_on",
            ],
            postings.Rows.Select(row =>
                (object?[])
                    [
                        row.Entry,
                        LedgerWords.Kind(row.Kind).ToLowerInvariant(),
                        row.Date,
                        LedgerWords.Line(budget, row.Line),
                        row.Reference,
                        row.Description,
                        row.Amount,
                        row.Reverses,
                        row.IsReversed ? "yes" : "no",
                        row.ByName,
                        DisplayFormat.DateInLondon(row.PostedAt),
                    ]
            )
        );
    }

    [HttpGet("ledger/{year}/ledger.journal")]
    public async Task<IActionResult> Journal(string slug, string year)
    {
        var postings = await Ask(new ReadPostings(slug, BudgetYears.Read(year), LedgerFilter.All));
        return new JournalResult(
            $"{postings.Partnership.Slug}-ledger-{postings.Budget.Year}.journal",
            postings
        );
    }

    [HttpGet("ledger/{year}/entries/{number:int}")]
    public async Task<IActionResult> Entry(string slug, string year, int number) =>
        View(
            "LedgerEntry",
            new EntryView(
                await Ask(new ReadEntry(slug, BudgetYears.Read(year), number)),
                user.May(Permission.ManagePartnerships)
            )
        );

    /// <param name="id">Of the import.</param>
    [HttpGet("ledger/{year}/imports/{id:long}/{name}")]
    [Slow]
    public async Task<IActionResult> ImportedFile(string slug, string year, long id)
    {
        var file = await Ask(new ReadLedgerImportFile(slug, BudgetYears.Read(year), id));
        return await this.DownloadAsync(
            store,
            file.StorageKey,
            file.Sha256,
            file.ContentType,
            file.Name
        );
    }

    /// <param name="id">Of the file.</param>
    [HttpGet("ledger/{year}/entries/{number:int}/evidence/{id:long}/{name}")]
    [Slow]
    public async Task<IActionResult> Evidence(string slug, string year, int number, long id)
    {
        var file = await Ask(new ReadEvidence(slug, BudgetYears.Read(year), number, id));
        return await this.DownloadAsync(
            store,
            file.StorageKey,
            file.Sha256,
            file.ContentType,
            file.Name
        );
    }
}
