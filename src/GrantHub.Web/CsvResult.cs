using System.Net.Mime;
using GrantHub.Infrastructure.Publication;
using GrantHub.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace GrantHub.Web;

/// <summary>A CSV file to download, written as its rows are read.</summary>
/// <param name="fileName">Plain ASCII, such as "grants.csv".</param>
internal sealed class CsvResult(string fileName, string[] columns, IAsyncEnumerable<object?[]> rows)
    : IActionResult,
        IDownload
{
    public string FileName => fileName;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.HttpContext.Response;
        response.ContentType = $"{MediaTypeNames.Text.Csv}; charset=utf-8";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = fileName,
        }.ToString();
        await CsvFile.WriteAsync(response.Body, columns, rows, context.HttpContext.RequestAborted);
    }
}
