using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using GrantHub.Application.Files;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Infrastructure.Publication;

namespace GrantHub.Web.Publication;

/// <summary>
/// A dossier as one zip: a page to begin with, notices, seals, signatures, published versions, appendices, the grant's
/// schedule, payments, returns and reviews, the audit trail, and the SHA-256 of every file. Nothing in it depends on when
/// it is written: the same data gives the same bytes.
/// </summary>
internal sealed class Dossier(
    NoticePdfs pdfs,
    IPdfRenderer renderer,
    RazorText razor,
    IAppendixStore store
)
{
    private const string Checksums = "SHA256SUMS";
    private const string IndexView = "/Features/Publication/DossierIndex.cshtml";
    private const string NoticeView = "/Features/Publication/NoticePaper.cshtml";

    /// <summary>Where zip files begin to count.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="DomainException">A file is missing or damaged; nothing useful has been written.</exception>
    public async Task WriteAsync(
        Stream to,
        DossierContent content,
        CancellationToken cancellationToken
    )
    {
        var files = new List<DossierFile>();
        await using var zip = await ZipArchive.CreateAsync(
            to,
            ZipArchiveMode.Create,
            leaveOpen: true,
            Encoding.UTF8,
            cancellationToken
        );
        foreach (var decision in content.Decisions)
            await AddAsync(decision);
        if (content.Grant is not null)
            await AddGrantAsync();
        await TableAsync("audit.csv", "Audit trail", DossierTables.Audit(content.Audit));
        await TextAsync(
            "index.html",
            "This page",
            await razor.RenderAsync(IndexView, new DossierIndex(content, [.. files]))
        );
        await EntryAsync(
            Checksums,
            Encoding.UTF8.GetBytes(
                string.Concat(files.Select(file => $"{file.Sha256}  {file.Path}\n"))
            )
        );

        async Task AddAsync(DossierDecision decision)
        {
            var record = decision.Record;
            var folder = $"decisions/{record.Label.Replace(' ', '-').Replace('/', '-')}";
            if (decision.Notice is { } notice)
            {
                await TextAsync(
                    $"{folder}/notice.html",
                    $"Decision notice {record.Label}",
                    await razor.RenderAsync(NoticeView, notice.Document)
                );
                if (renderer.IsAvailable)
                    await BytesAsync(
                        $"{folder}/notice.pdf",
                        $"Decision notice {record.Label} as PDF",
                        await pdfs.OfAsync(notice, cancellationToken)
                    );
            }
            foreach (var seal in record.Seals.OrderBy(seal => seal.Round))
                await BytesAsync(
                    $"{folder}/seal-{seal.Round.ToString(CultureInfo.InvariantCulture)}.json",
                    $"Sealed bytes of submission {seal.Round.ToString(CultureInfo.InvariantCulture)}, SHA-256 {seal.Sha256}",
                    seal.Bytes
                );
            await TableAsync(
                $"{folder}/signatures.csv",
                "Signatures, void ones included",
                DossierTables.Signatures(record)
            );
            foreach (var appendix in record.Appendices.OrderBy(appendix => appendix.Id))
                await StoredAsync(
                    $"{folder}/appendices/{appendix.Id.ToString(CultureInfo.InvariantCulture)}-{appendix.Name}",
                    $"Appendix {appendix.Name}",
                    appendix.StorageKey,
                    appendix.Sha256
                );
            if (record.Versions.Count == 0)
                return;
            await TableAsync(
                $"{folder}/published.csv",
                "Published versions",
                DossierTables.Versions(record)
            );
            foreach (var version in record.Versions)
                await TextAsync(
                    $"{folder}/published-{version.Number.ToString(CultureInfo.InvariantCulture)}.json",
                    $"Published version {version.Number.ToString(CultureInfo.InvariantCulture)}",
                    version.Document
                );
        }

        async Task AddGrantAsync()
        {
            var grant = content.Grant!;
            foreach (var (name, title, table) in DossierTables.Grant(grant))
                await TableAsync($"grant/{name}.csv", title, table);
            if (grant.Agreement?.File is { } agreement)
                await StoredAsync(
                    $"grant/agreement/{agreement.Name}",
                    "Grant agreement",
                    agreement.StorageKey,
                    agreement.Sha256
                );
            foreach (var due in grant.Returns.OrderBy(due => due.Number))
            foreach (var (submission, round) in due.Submissions.Select((s, i) => (s, i + 1)))
            foreach (var (file, number) in submission.Report.Files.Select((f, i) => (f, i + 1)))
                await StoredAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"grant/returns/{due.Number}-{round}-{number}-{file.Name}"
                    ),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"File of return {due.Number}: {file.Name}"
                    ),
                    file.StorageKey,
                    file.Sha256
                );
        }

        async Task StoredAsync(string path, string title, string key, string sha256)
        {
            try
            {
                await using var stream = await store.OpenAsync(key, sha256, cancellationToken);
                using var memory = new MemoryStream();
                await stream.CopyToAsync(memory, cancellationToken);
                await BytesAsync(path, title, memory.ToArray());
            }
            catch (Exception fault) when (fault is FileNotFoundException or InvalidDataException)
            {
                throw new DomainException(
                    "dossier.broken",
                    $"{title} is missing or is not the file that was attached, so the dossier would not be whole. Ask an administrator to restore it from the office’s backup."
                );
            }
        }

        async Task TableAsync(string path, string title, DossierTable table)
        {
            using var memory = new MemoryStream();
            await CsvFile.WriteAsync(
                memory,
                table.Columns,
                table.Rows.ToAsyncEnumerable(),
                cancellationToken
            );
            await BytesAsync(path, title, memory.ToArray());
        }

        Task TextAsync(string path, string title, string text) =>
            BytesAsync(path, title, Encoding.UTF8.GetBytes(text));

        async Task BytesAsync(string path, string title, byte[] bytes)
        {
            files.Add(
                new(path, title, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)))
            );
            await EntryAsync(path, bytes);
        }

        async Task EntryAsync(string path, byte[] bytes)
        {
            var entry = zip.CreateEntry(path);
            entry.LastWriteTime = NoTime;
            await using var stream = await entry.OpenAsync(cancellationToken);
            await stream.WriteAsync(bytes, cancellationToken);
        }
    }
}

/// <param name="Path">In the zip, with forward slashes.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">In lower-case hexadecimal.</param>
public sealed record DossierFile(string Path, string Title, long Size, string Sha256);

public sealed record DossierIndex(DossierContent Content, IReadOnlyList<DossierFile> Files);
