using CsvHelper;
using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Decisions;

/// <summary>The list of decision records, as a page and as CSV.</summary>
public sealed class DecisionListController(IMediator mediator, ICurrentUser user)
    : FeatureController(mediator)
{
    private static readonly string[] Columns =
    [
        "reference",
        "title",
        "lead_officer",
        "recipient",
        "amount",
        "status",
        "last_changed",
        "decided_on",
    ];

    // A text that a spreadsheet would run as a formula gets an apostrophe before it; the mark says that it is UTF-8.
    private static readonly CsvWriterOptions Safe = new()
    {
        Injection = CsvInjection.Escape,
        WriteByteOrderMark = true,
    };

    [HttpGet("decisions")]
    public async Task<IActionResult> List([FromQuery] DecisionListQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var request = query.ToRequest();
        var rows = await Ask(request);
        var choices = await Ask(new ReadFilterChoices());
        // The fields show what is filtered by, not the faulty values of an address.
        ModelState.Clear();
        return View(
            "List",
            new DecisionListPage(request, rows, choices, user.May(Permission.RaiseDecisions))
        );
    }

    /// <summary>Every row that the filters leave, page after page, so that memory does not grow with the list.</summary>
    [HttpGet("decisions.csv")]
    public async Task<IActionResult> Csv([FromQuery] DecisionListQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var request = query.ToRequest() with { From = null };
        // Before the first byte, so that a refusal still gets its page.
        return new CsvOfRecords(await Ask(request), next => Ask(request with { From = next }));
    }

    private sealed class CsvOfRecords(
        Page<DecisionRow> first,
        Func<string, Task<Page<DecisionRow>>> read
    ) : IActionResult, IDownload
    {
        public string FileName => "decision-records.csv";

        public async Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            var stop = context.HttpContext.RequestAborted;
            response.ContentType = "text/csv; charset=utf-8";
            response.Headers.ContentDisposition = $"attachment; filename=\"{FileName}\"";
            await using var csv = CsvWriter.Create(response.Body, Safe, leaveOpen: true);
            await csv.WriteRecordAsync(Columns, stop);
            await foreach (var row in first.ThroughAsync(read).WithCancellation(stop))
            {
                Write(csv, row);
                await csv.EndRecordAsync(stop);
            }
        }
    }

    private static void Write(CsvWriter csv, DecisionRow row)
    {
        csv.WriteField(row.Reference);
        csv.WriteField(row.Title);
        csv.WriteField(row.LeadOfficer);
        csv.WriteField(row.Recipient);
        // As a number, which stays as it is when it begins with a minus.
        csv.WriteField(row.Amount is { } amount ? amount.Pence / 100m : (decimal?)null, "0.00");
        csv.WriteField(DecisionTags.Text(row.Status, row.AwaitingRole));
        csv.WriteField(row.UpdatedAt, "yyyy-MM-dd'T'HH:mm:ss'Z'");
        csv.WriteField(row.DecidedOn?.Iso());
    }
}
