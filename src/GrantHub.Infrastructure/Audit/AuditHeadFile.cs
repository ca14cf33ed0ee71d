using System.Globalization;
using GrantHub.Application.Audit;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.Files;
using MediatR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.Audit;

/// <summary>
/// Keeps the heads of the audit trail outside the database: a line each time in the file of the day, and one in the log.
/// A trail that was cut off or written anew lacks a hash that stands there.
/// </summary>
public sealed partial class AuditHeadFile(
    IMediator mediator,
    IOptions<AuditSettings> settings,
    IOptions<DataDirectory> data,
    TimeProvider clock,
    ILogger<AuditHeadFile> log
)
{
    /// <returns>How many heads were written.</returns>
    public async Task<int> WriteAsync(CancellationToken cancellationToken)
    {
        var heads = await mediator.Send(new ReadAuditHeads(), cancellationToken);
        var now = clock.UtcInstant();
        var folder = Directory.CreateDirectory(
            Path.GetFullPath(settings.Value.HeadFolder, Path.GetFullPath(data.Value.Path))
        );
        var file = Path.Combine(
            folder.FullName,
            string.Create(CultureInfo.InvariantCulture, $"{now.LondonDate():yyyy-MM-dd}.txt")
        );
        await File.AppendAllLinesAsync(
            file,
            heads.Select(head => Line(head, now)),
            cancellationToken
        );
        foreach (var head in heads)
            Kept(Chain(head), head.Number, head.Hash);
        return heads.Count;
    }

    private static string Line(AuditHead head, DateTime at) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{at:yyyy-MM-dd'T'HH:mm:ss'Z'} {Chain(head)} {head.Number} {head.Hash}"
        );

    private static string Chain(AuditHead head) =>
        head.Id == AuditHead.OfChanges ? "changes" : "access";

    [LoggerMessage(
        LogLevel.Information,
        "The audit trail of {Chain} ends with entry {Number}, {Hash}"
    )]
    private partial void Kept(string chain, long number, string hash);
}
