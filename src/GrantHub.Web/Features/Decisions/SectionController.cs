using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Application.Funding;
using GrantHub.Application.Grants;
using GrantHub.Domain.Decisions;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Decisions;

/// <summary>One page for each section and each implication of a draft.</summary>
public sealed class SectionController(IMediator mediator) : DraftController(mediator)
{
    [HttpGet("decisions/{address}/sections/{key}")]
    public async Task<IActionResult> Show(string address, string key)
    {
        var page = await DraftAsync(address);
        return page.Template.Section(key)?.Kind switch
        {
            SectionKind.Appendices => Redirect($"/decisions/{address}/documents"),
            SectionKind.Implications => Redirect($"/decisions/{address}"),
            _ => Filled(await FormAsync(page, key)),
        };
    }

    [HttpPost("decisions/{address}/sections/{key}")]
    public async Task<IActionResult> Save(string address, string key, string? then) =>
        await SaveAsync(await FormAsync(await DraftAsync(address), key), then);

    [HttpGet("decisions/{address}/implications/{key}")]
    public async Task<IActionResult> ShowImplication(string address, string key) =>
        Filled(await FormAsync(await DraftAsync(address), $"implications/{key}"));

    [HttpPost("decisions/{address}/implications/{key}")]
    public async Task<IActionResult> SaveImplication(string address, string key, string? then) =>
        await SaveAsync(await FormAsync(await DraftAsync(address), $"implications/{key}"), then);

    private ViewResult Filled(SectionForm form)
    {
        var page = form.Place.Page;
        form.Seen = SectionDigest.Of(page.Template, page.Record.Content, form.Place.TaskKey);
        form.Fill(page.Record.Content);
        return Form(form);
    }

    private async Task<IActionResult> SaveAsync(SectionForm form, string? then)
    {
        await TryUpdateModelAsync(form, form.GetType(), "");
        if (form.Reshape(then, ModelState))
            return Form(form);
        var entry = form.Read(ModelState);
        var place = form.Place;
        return await Try(
            new EditDecision(place.Page.Record.Address(), place.TaskKey, form.Seen ?? "", entry),
            _ => Redirect(place.RecordHref),
            () => Task.FromResult<IActionResult>(Form(form)),
            form.FieldOf
        );
    }

    private ViewResult Form(SectionForm form) => View(form.GetType().Name[..^"Form".Length], form);

    private async Task<SectionForm> FormAsync(DecisionPage page, string taskKey)
    {
        var task =
            page.Checklist.FirstOrDefault(task => task.Key == taskKey)
            ?? throw new NotFoundException(
                $"The form of {page.Record.Label} has no such section. Open the record and choose a section from its task list."
            );
        SectionForm form = task.Kind switch
        {
            SectionKind.Fields => new FieldsForm(),
            SectionKind.LeadOfficer => new LeadOfficerForm(),
            SectionKind.Funding => await FundingAsync(page),
            SectionKind.Implications => new ImplicationForm(),
            SectionKind.Confidentiality => new ConfidentialityForm(),
            SectionKind.Appendices => throw new NotFoundException(
                "Appendices are attached on the page Documents."
            ),
        };
        form.Place = new SectionPlace(
            page,
            taskKey,
            task.Title(),
            page.Template.Section(taskKey)?.Hint,
            task.Started ? task.Missing : []
        );
        return form;
    }

    private async Task<FundingForm> FundingAsync(DecisionPage page)
    {
        var open = (await Ask(new ListStreams(OpenOnly: true))).Select(stream =>
            (stream.Id, stream.Name)
        );
        var kept = (page.Record.Content.Funding?.Streams ?? []).Select(share =>
            (share.StreamId, share.Stream)
        );
        return new FundingForm
        {
            Recipients = await Ask(new SuggestRecipients()),
            StreamChoices = [.. open.Concat(kept).DistinctBy(stream => stream.Item1)],
        };
    }
}
