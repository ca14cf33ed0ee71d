using System.Security.Cryptography;
using System.Text.Json;
using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Imports;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.Imports;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>Importing a file of the finance system: chosen, looked at, and only then posted.</summary>
[Route("partnerships/{slug}/ledger/{year}/import")]
public sealed class LedgerImportController(
    IMediator mediator,
    ICurrentUser user,
    IAppendixStore store,
    IDataProtectionProvider protection
) : FeatureController(mediator)
{
    // Over the limit of a file, so that one somewhat too large gets its own sentence; beyond it the answer is 413.
    private const int LargestBody = 32 * 1024 * 1024;

    /// <summary>A file between its upload and its confirmation.</summary>
    private sealed record Held(string Name, StoredFile File);

    [HttpGet("")]
    public async Task<IActionResult> Upload(string slug, string year) =>
        View("LedgerUpload", new LedgerUploadForm { Page = await BlankAsync(slug, year) });

    [HttpPost("")]
    [RequestSizeLimit(LargestBody)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestBody)]
    public async Task<IActionResult> Upload(string slug, string year, LedgerUploadForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Page = await BlankAsync(slug, year);
        if (await HoldAsync(form.File) is { } held)
            return Redirect(
                $"{Request.Path}/check?file={Uri.EscapeDataString(Protector(slug, year).Protect(JsonSerializer.Serialize(held)))}"
            );
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("LedgerUpload", form);
    }

    [HttpGet("check")]
    public async Task<IActionResult> Check(string slug, string year, string? file)
    {
        user.Demand(Permission.ManagePartnerships);
        var form = new LedgerImportForm { File = file ?? "" };
        var held = Read(slug, year, form);
        await using var content = await OpenAsync(held);
        form.Guess(FinanceFile.Header(content));
        form.DayFirst = form.Date is not null && FinanceFile.IsDayFirst(content, form.Date);
        // Only what the header leaves open is asked for, and nothing is at fault yet.
        await ShowAsync(slug, year, form, held, content);
        ModelState.Clear();
        return View("LedgerImport", form);
    }

    [HttpPost("check")]
    public async Task<IActionResult> Check(
        string slug,
        string year,
        LedgerImportForm form,
        string? then
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        user.Demand(Permission.ManagePartnerships);
        var held = Read(slug, year, form);
        await using var content = await OpenAsync(held);
        form.Header = FinanceFile.Header(content);
        if (
            then == LedgerImportForm.Post
            && form.Read(ModelState) is { } columns
            && await PostAsync(slug, year, form, held, content, columns) is { } done
        )
            return done;
        ModelState.Remove(nameof(form.Date));
        ModelState.Remove(nameof(form.Code));
        ModelState.Remove(nameof(form.Amount));
        await ShowAsync(slug, year, form, held, content);
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("LedgerImport", form);
    }

    /// <summary>The way on when the file has been posted; null, with what is at fault, when it has not.</summary>
    private async Task<IActionResult?> PostAsync(
        string slug,
        string year,
        LedgerImportForm form,
        Held held,
        Stream content,
        FinanceColumns columns
    )
    {
        Imported result;
        try
        {
            result = await Ask(
                new ImportLedger(
                    slug,
                    BudgetYears.Read(year),
                    Source(held, content, columns),
                    held.File,
                    form.Picks(),
                    form.Seen
                )
            );
        }
        catch (DomainException refused) when (!refused.IsConflict)
        {
            ModelState.AddModelError("", refused.Message);
            return null;
        }
        if (result.Faults.Count > 0)
        {
            ModelState.AddModelError(
                "",
                "Nothing has been posted: the file has rows that cannot be posted yet. What is wrong with them is said below."
            );
            return null;
        }
        Say(
            $"{result.New:N0} entries have been posted from {held.Name}. {result.Skipped:N0} rows were left out."
        );
        return Redirect(LedgerWords.Ledger(slug, BudgetYears.Read(year)));
    }

    private async Task ShowAsync(
        string slug,
        string year,
        LedgerImportForm form,
        Held held,
        Stream content
    )
    {
        var columns = form.Read(ModelState);
        form.FileName = held.Name;
        form.Show(
            await Ask(
                new PreviewLedgerImport(
                    slug,
                    BudgetYears.Read(year),
                    columns is null ? null : Source(held, content, columns),
                    form.Picks()
                )
            )
        );
        // What the page shows now, not what was sent: the file may have other codes by other columns.
        foreach (
            var key in ModelState
                .Keys.Where(key =>
                    key == nameof(form.Seen)
                    || key.StartsWith(nameof(form.Codes), StringComparison.Ordinal)
                )
                .ToList()
        )
            ModelState.Remove(key);
    }

    private static FinanceSource Source(Held held, Stream content, FinanceColumns columns) =>
        FinanceFile.Open(content, held.Name, held.File.Sha256Hex, columns);

    private Task<LedgerImportPreview> BlankAsync(string slug, string year) =>
        Ask(
            new PreviewLedgerImport(
                slug,
                BudgetYears.Read(year),
                null,
                new Dictionary<string, int?>()
            )
        );

    private IDataProtector Protector(string slug, string year) =>
        protection.CreateProtector("LedgerImport", slug, year);

    /// <exception cref="NotFoundException">It is not what the upload gave, or of another ledger.</exception>
    private Held Read(string slug, string year, LedgerImportForm form)
    {
        try
        {
            return JsonSerializer.Deserialize<Held>(Protector(slug, year).Unprotect(form.File))!;
        }
        catch (CryptographicException)
        {
            throw Gone();
        }
    }

    private async Task<Stream> OpenAsync(Held held)
    {
        try
        {
            return await store.OpenAsync(
                held.File.StorageKey,
                held.File.Sha256Hex,
                HttpContext.RequestAborted
            );
        }
        catch (FileNotFoundException)
        {
            throw Gone();
        }
    }

    private static NotFoundException Gone() =>
        new(
            "The file is no longer here: one that is not posted is kept for a day. Choose it again."
        );

    /// <summary>The held file; null, with a sentence at the field, when it cannot be read.</summary>
    private async Task<Held?> HoldAsync(IFormFile? file)
    {
        if (file is null)
        {
            ModelState.AddModelError(
                nameof(LedgerUploadForm.File),
                "Choose the file that the finance system wrote."
            );
            return null;
        }
        try
        {
            if (Path.GetExtension(file.FileName).ToLowerInvariant() is not (".csv" or ".txt"))
                throw new DomainException(
                    "import.type",
                    "Only a CSV file can be imported. Save the sheet as CSV (UTF-8) in the program that made it, and choose that file."
                );
            AppendixCheck.RequireAllowedSize(file.Length, file.FileName);
            await using var content = file.OpenReadStream();
            return new(
                AppendixName.Clean(file.FileName),
                await store.HoldAsync(content, file.FileName, HttpContext.RequestAborted)
            );
        }
        catch (DomainException refused)
        {
            ModelState.AddModelError(nameof(LedgerUploadForm.File), refused.Message);
            return null;
        }
    }
}
