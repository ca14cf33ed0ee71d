using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Audit;

/// <summary>The audit trail: every change, every sign-in, refusal and export, and whether it is whole.</summary>
[Route("audit")]
public sealed class AuditController(IMediator mediator, ICurrentUser user)
    : FeatureController(mediator)
{
    private static readonly string[] ChangeColumns =
    [
        "number",
        "at",
        "person",
        "role",
        "kind",
        "subject",
        "what",
        "why",
        "before",
        "after",
        "hash",
    ];

    private static readonly string[] AccessColumns =
    [
        "number",
        "at",
        "person",
        "what",
        "subject",
        "detail",
        "origin",
        "hash",
    ];

    [HttpGet("")]
    public async Task<IActionResult> Changes(ChangeList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (!user.May(Permission.ReadAudit) && user.May(Permission.ReadAccess))
            return RedirectToAction(nameof(Access));
        list.People = await Ask(new OfferAuditPeople());
        list.Rows = await Ask(list.Request(list.From));
        return View("Changes", list);
    }

    [HttpGet("/audit.csv")]
    [Slow]
    public async Task<IActionResult> ChangesCsv(ChangeList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new CsvResult(
            "audit-changes.csv",
            ChangeColumns,
            Rows(await Ask(list.Request(null)))
        );

        async IAsyncEnumerable<object?[]> Rows(Page<AuditRow> page)
        {
            await foreach (var row in page.ThroughAsync(next => Ask(list.Request(next))))
                yield return
                [
                    row.Entry.Number,
                    row.Entry.At,
                    row.Entry.PersonName,
                    row.Entry.Role,
                    row.Entry.SubjectKind,
                    row.Subject?.Label,
                    row.Entry.What,
                    row.Entry.Why,
                    row.Entry.Before,
                    row.Entry.After,
                    row.Entry.Hash,
                ];
        }
    }

    [HttpGet("access")]
    public async Task<IActionResult> Access(AccessList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        list.People = await Ask(new OfferAuditPeople());
        list.Rows = await Ask(list.Request(list.From));
        return View("Access", list);
    }

    [HttpGet("access.csv")]
    [Slow]
    public async Task<IActionResult> AccessCsv(AccessList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new CsvResult(
            "audit-access.csv",
            AccessColumns,
            Rows(await Ask(list.Request(null)))
        );

        async IAsyncEnumerable<object?[]> Rows(Page<AccessEntry> page)
        {
            await foreach (var entry in page.ThroughAsync(next => Ask(list.Request(next))))
                yield return
                [
                    entry.Number,
                    entry.At,
                    entry.PersonName,
                    entry.What,
                    entry.Subject,
                    entry.Detail,
                    entry.Origin,
                    entry.Hash,
                ];
        }
    }

    [HttpGet("verify")]
    public async Task<IActionResult> ShowVerify() =>
        View("Verify", new VerifyPage { Heads = await Ask(new ReadAuditHeads()) });

    /// <summary>Changes nothing, but reads all of the trail: so it is asked for by a button and not by a link.</summary>
    [HttpPost("verify")]
    [Slow]
    public async Task<IActionResult> Verify([FromForm(Name = "Head")] string? head)
    {
        var page = new VerifyPage { Head = head, Heads = await Ask(new ReadAuditHeads()) };
        return await Try(
            new VerifyAudit(string.IsNullOrWhiteSpace(head) ? null : head),
            verdict => View("Verify", page with { Verdict = verdict }),
            () => Task.FromResult<IActionResult>(View("Verify", page))
        );
    }

    [HttpGet("/admin/history/{kind}/{id:long?}")]
    public async Task<IActionResult> Setting(string kind, long? id, string? from)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return View("Setting", await Ask(new ReadSettingHistory(kind.Replace('-', ' '), id, from)));
    }
}
