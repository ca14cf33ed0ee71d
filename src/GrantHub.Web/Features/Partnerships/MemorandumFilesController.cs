using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Partnerships;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>The memoranda of understanding themselves, for everybody who sees the partnership.</summary>
public sealed class MemorandumFilesController(IMediator mediator, IAppendixStore store)
    : FeatureController(mediator)
{
    [HttpGet("partnerships/{slug}/members/{organisation:long}/memorandum/{name}")]
    [Slow]
    public async Task<IActionResult> Download(string slug, long organisation)
    {
        var file =
            (await Ask(new ReadPartnership(slug))).Member(organisation).MemorandumFile
            ?? throw new NotFoundException("No file is kept with this memorandum.");
        return await this.DownloadAsync(
            store,
            file.StorageKey,
            file.Sha256,
            file.ContentType,
            file.Name
        );
    }
}
