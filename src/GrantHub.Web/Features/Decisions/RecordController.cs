using GrantHub.Application;
using GrantHub.Application.Decisions;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Decisions;

/// <summary>A decision record: its task list while the reader can edit it, else the record as it stands.</summary>
public sealed class RecordController(IMediator mediator, ICurrentUser user)
    : FeatureController(mediator)
{
    [HttpGet("decisions/{address}")]
    public async Task<IActionResult> Show(string address)
    {
        var page = await Ask(new ReadDecision(address));
        // The address of a draft is still in old messages and bookmarks when the record has its reference.
        if (page.Record.Address() != address)
            return Redirect($"/decisions/{page.Record.Address()}");
        return View(page.MayEdit ? "TaskList" : "Record", RecordView.For(page, user));
    }
}
