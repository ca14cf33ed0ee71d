using System.Net.Mime;
using GrantHub.Application.Partnerships;
using GrantHub.Infrastructure.Publication;
using GrantHub.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>A ledger in plain-text accounting form to download, written as its postings are read.</summary>
/// <param name="fileName">Plain ASCII.</param>
internal sealed class JournalResult(string fileName, LedgerPostings postings)
    : IActionResult,
        IDownload
{
    public string FileName => fileName;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = $"{MediaTypeNames.Text.Plain}; charset=utf-8";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = fileName,
        }.ToString();
        await using var journal = new LedgerJournal(response.Body);
        await journal.WriteAsync(postings, context.HttpContext.RequestAborted);
    }
}
