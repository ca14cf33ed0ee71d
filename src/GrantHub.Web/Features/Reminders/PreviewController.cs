using GrantHub.Application;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Errors;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Reminders;

/// <summary>What would go out this month, or in one of the next twelve, and to whom.</summary>
[PageNeeds(Permission.ManageReminders)]
[Route("admin/reminders")]
public sealed class PreviewController(IMediator mediator) : FeatureController(mediator)
{
    private static readonly string[] Columns =
    [
        "day",
        "work",
        "reference",
        "title",
        "date",
        "days_from_date",
        "person",
        "as",
        "digest",
    ];

    [HttpGet("preview")]
    public async Task<IActionResult> Show(PreviewPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (WhyNot(page) is { } refusal)
            return refusal;
        page.Preview = await ReadAsync(page);
        return View("Preview", page);
    }

    [HttpGet("preview.csv")]
    public async Task<IActionResult> Csv(PreviewPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (WhyNot(page) is { } refusal)
            return refusal;
        var preview = await ReadAsync(page);
        return new CsvResult(
            $"reminders-{PreviewPage.Text(preview.Month)}.csv",
            Columns,
            preview
                .Reminders.Select(r =>
                    new object?[]
                    {
                        r.On.Iso(),
                        WorkWords.Heading(r.Kind),
                        r.Reference,
                        r.Title,
                        r.Date.Iso(),
                        r.Offset,
                        r.PersonName,
                        PolicyWords.As(r.As, r.Whose),
                        r.InDigest ? "yes" : "no",
                    }
                )
                .ToAsyncEnumerable()
        );
    }

    private Task<ReminderPreview> ReadAsync(PreviewPage page) =>
        Ask(new PreviewReminders(PreviewPage.Read(page.Month), page.Kind, page.Person));

    private RefusalResult? WhyNot(PreviewPage page) =>
        ModelState.IsValid
        && (string.IsNullOrEmpty(page.Month) || PreviewPage.Read(page.Month) is not null)
            ? null
            : new RefusalResult(
                StatusCodes.Status400BadRequest,
                "The preview has no such month, kind of work or person. Open it again and choose from what it offers."
            );
}
