using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>Posting to a ledger, reversing an entry, and keeping evidence beside one.</summary>
[Route("partnerships/{slug}/ledger/{year}")]
public sealed class LedgerEntriesController(
    IMediator mediator,
    ICurrentUser user,
    IAppendixStore store,
    TimeProvider clock
) : FeatureController(mediator)
{
    [HttpGet("receipt")]
    public Task<IActionResult> Receipt(string slug, string year) =>
        CashAsync(slug, year, EntryKind.Receipt);

    [HttpPost("receipt")]
    public Task<IActionResult> Receipt(string slug, string year, CashForm form) =>
        CashAsync(slug, year, EntryKind.Receipt, form);

    [HttpGet("payment")]
    public Task<IActionResult> Payment(string slug, string year) =>
        CashAsync(slug, year, EntryKind.Payment);

    [HttpPost("payment")]
    public Task<IActionResult> Payment(string slug, string year, CashForm form) =>
        CashAsync(slug, year, EntryKind.Payment, form);

    [HttpGet("journal")]
    public async Task<IActionResult> Journal(string slug, string year) =>
        View("LedgerJournal", await StartAsync(slug, year, new JournalForm()));

    [HttpPost("journal")]
    public async Task<IActionResult> Journal(
        string slug,
        string year,
        JournalForm form,
        string? then
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadAsync(slug, year, form);
        if (then == JournalForm.AddLine)
        {
            form.AddLeg();
            ModelState.Clear();
            return View("LedgerJournal", form);
        }
        return await Try(
            form.Read(ModelState),
            posted => Posted(form, posted),
            () => Task.FromResult<IActionResult>(View("LedgerJournal", form)),
            JournalForm.FieldOf
        );
    }

    [HttpGet("entries/{number:int}/reverse")]
    public async Task<IActionResult> Reverse(string slug, string year, int number)
    {
        var form = await EntryAsync(slug, year, number, new ReversalForm());
        form.Start(clock.LondonToday());
        return View("LedgerReverse", form);
    }

    [HttpPost("entries/{number:int}/reverse")]
    public async Task<IActionResult> Reverse(
        string slug,
        string year,
        int number,
        ReversalForm form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        await EntryAsync(slug, year, number, form);
        return await Try(
            new ReverseEntry(slug, form.Year, number, form.Date, form.Reason ?? "", form.FormKey),
            posted => Posted(form, posted),
            () => Task.FromResult<IActionResult>(View("LedgerReverse", form)),
            ReversalForm.FieldOf
        );
    }

    [HttpGet("entries/{number:int}/evidence")]
    public async Task<IActionResult> Evidence(string slug, string year, int number)
    {
        var form = new EvidenceForm { Number = number };
        await ReadAsync(slug, year, form);
        return View("LedgerEvidence", form);
    }

    [HttpPost("entries/{number:int}/evidence")]
    [RequestSizeLimit(LargestUpload)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
    public async Task<IActionResult> Evidence(
        string slug,
        string year,
        int number,
        EvidenceForm form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Number = number;
        await ReadAsync(slug, year, form);
        return await TryWithFile(
            store,
            form.File,
            nameof(form.File),
            (file, stored) => new AttachEvidence(slug, form.Year, number, file.FileName, stored),
            _ =>
            {
                Say($"The file is kept with entry {number}.");
                return Redirect(LedgerWords.Entry(slug, form.Year, number));
            },
            () => View("LedgerEvidence", form)
        );
    }

    private async Task<IActionResult> CashAsync(string slug, string year, EntryKind kind) =>
        View("LedgerCash", await StartAsync(slug, year, new CashForm { Kind = kind }));

    private async Task<IActionResult> CashAsync(
        string slug,
        string year,
        EntryKind kind,
        CashForm form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Kind = kind;
        await ReadAsync(slug, year, form);
        return await Try(
            form.ToRequest(),
            posted => Posted(form, posted),
            () => Task.FromResult<IActionResult>(View("LedgerCash", form)),
            CashForm.FieldOf
        );
    }

    private async Task<T> StartAsync<T>(string slug, string year, T form)
        where T : LedgerForm
    {
        await ReadAsync(slug, year, form);
        form.Start(clock.LondonToday());
        return form;
    }

    private async Task ReadAsync(string slug, string year, LedgerForm form)
    {
        user.Demand(Permission.ManagePartnerships);
        form.Page = await Ask(new ReadLedgerBudget(slug, BudgetYears.Read(year)));
    }

    private async Task<ReversalForm> EntryAsync(
        string slug,
        string year,
        int number,
        ReversalForm form
    )
    {
        user.Demand(Permission.ManagePartnerships);
        form.Entry = await Ask(new ReadEntry(slug, BudgetYears.Read(year), number));
        form.Page = new(form.Entry.Partnership, form.Entry.Budget);
        return form;
    }

    private RedirectResult Posted(LedgerForm form, PostedEntry posted)
    {
        Say(
            posted.Again
                ? $"This form had been sent before and stands as entry {posted.Number}. Nothing more was posted."
                : $"Entry {posted.Number} has been posted."
        );
        return Redirect(LedgerWords.Entry(form.Slug, form.Year, posted.Number));
    }
}
