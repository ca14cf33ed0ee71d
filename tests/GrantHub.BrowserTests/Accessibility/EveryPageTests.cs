using System.Collections.Concurrent;
using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Reminders;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static GrantHub.BrowserTests.Accessibility.Step;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>
/// Axe with the rules of WCAG 2.2 A and AA on every page of the program at 1280 and at 320 pixels, as it opens and as it
/// comes back when nothing was filled in. A page that nobody has added to the walk fails it too.
/// </summary>
/// <remarks>GRANTHUB_SCREENSHOTS names a folder to keep a picture of every page in.</remarks>
public sealed class EveryPageTests(Site site) : IClassFixture<Site>
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        },
    };

    private static readonly string? Pictures = Environment.GetEnvironmentVariable(
        "GRANTHUB_SCREENSHOTS"
    );

    private readonly ConcurrentBag<string> faults = [];
    private int looked;

    [SiteFact]
    public async Task EveryPage_At1280And320Pixels_HasNothingThatAxeFinds()
    {
        var walks = await PlanAsync();
        await Task.WhenAll(WalkAsync(walks, 1280), WalkAsync(walks, 320));
        await ReturnAsync("Sexual violence adviser", 1280);
        await ReturnAsync("Independent custody visiting scheme: new guidance", 320);

        Assert.True(faults.IsEmpty, string.Join('\n', faults.Distinct()));
        Assert.Empty(Routes().Except(site.Visited));
        Assert.True(looked > 150, $"Only {looked} pages were looked at.");
    }

    private async Task WalkAsync(
        IReadOnlyList<(string? Person, IReadOnlyList<Step> Steps)> walks,
        int width
    )
    {
        foreach (var (person, steps) in walks)
        {
            var page = person is null
                ? await site.OpenAsync(width)
                : await site.SignInAsync(person, width);
            foreach (var step in steps)
                await LookAsync(page, step, $"{person} at {width}");
            await page.Context.CloseAsync();
        }
    }

    /// <summary>The page after a return shows once, so each width returns a record of its own.</summary>
    private async Task ReturnAsync(string title, int width)
    {
        var record = await site.Look(db =>
            db.Decisions.AsNoTracking().SingleAsync(d => d.Title == title)
        );
        var page = await site.SignInAsync("mo", width);
        await page.GotoAsync($"/decisions/{record.Address()}/return");
        await page.GetByRole(AriaRole.Textbox).First.FillAsync("Say more.");
        await page.PressAsync("Return the record");
        await page.WaitForURLAsync("**/returned");
        await CheckAsync(page, $"returned at {width}", 200);
        await page.Context.CloseAsync();
    }

    private async Task LookAsync(IPage page, Step step, string seen)
    {
        var answer = await page.GotoAsync(step.Address);
        var name = $"{step.Name} by {seen}";
        await CheckAsync(page, name, answer!.Status);
        if (step.Sent is null)
            return;
        await page.EvaluateAsync(
            """
            sent => {
                const form = [...document.querySelectorAll(
                    'main form[method=post] button.govuk-button:not(.govuk-button--secondary)'
                )].at(-1).form;
                for (const field of form.elements) {
                    if (field.type === 'radio' || field.type === 'checkbox')
                        field.checked = field.name in sent && sent[field.name] === field.value;
                    else if (!['hidden', 'submit', 'button', 'fieldset', 'file', 'output'].includes(field.type))
                        field.value = sent[field.name] ?? '';
                }
            }
            """,
            step.Sent
        );
        await page.EvaluateAsync("() => { window.before = true; }");
        await page.Locator(
                "main form[method=post] button.govuk-button:not(.govuk-button--secondary)"
            )
            .Last.ClickAsync();
        await page.WaitForFunctionAsync(
            "() => !window.before && document.readyState === 'complete'"
        );
        await CheckAsync(page, $"{name}, sent back", 422);
        if (!(await page.TitleAsync()).StartsWith("Error: ", StringComparison.Ordinal))
            faults.Add($"{step.Name}: nothing was said of what is missing.");
    }

    private async Task CheckAsync(IPage page, string name, int status)
    {
        Interlocked.Increment(ref looked);
        if (status == 500)
            faults.Add($"{name}: answered 500.");
#pragma warning disable CS0618 // The other way opens a page for each result, for the sake of frames; there are none here.
        var result = await page.Locator("html").RunAxeLegacy(Rules);
#pragma warning restore CS0618
        foreach (var violation in result.Violations)
            faults.Add(
                $"{name}: {violation.Id}, {violation.Help}: {string.Join(" ; ", violation.Nodes.Select(node => node.Html))}"
            );
        if (
            await page.EvaluateAsync<bool>(
                "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
        )
            faults.Add($"{name}: the page scrolls sideways.");
        if (Pictures is not null)
            await page.ScreenshotAsync(
                new()
                {
                    Path = Path.Combine(
                        Pictures,
                        string.Concat(
                            name.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')
                        ) + ".png"
                    ),
                    FullPage = true,
                }
            );
    }

    private async Task<IReadOnlyList<(string? Person, IReadOnlyList<Step> Steps)>> PlanAsync()
    {
        var records = await site.Look(db => db.Decisions.AsNoTracking().ToListAsync());
        string Record(string title) =>
            $"/decisions/{records.Single(record => record.Title == title).Address()}";
        var draft = await AttachAsync(Record("Rural crime cameras"));
        var started = Record("Night-time economy wardens");
        var cabinet = await RaiseCabinetReportAsync();
        var waiting = Record("Burglary victims’ locks");
        var deciding = Record("Drug recovery mentors");
        var approved = Record("Funding for the Local Safeguarding Children Board - Stockton");
        var (running, first, second) = await site.RunAsync("Youth diversion in Thornaby");
        var unpublished = records
            .Where(record =>
                record.Status == DecisionStatus.Approved
                && record.Publication == PublicationState.NotYetPublished
            )
            .Select(record => $"/decisions/{record.Address()}")
            .First();
        var lives = await GrantLives.PrepareAsync(site);
        var grant = $"/grants/{lives.Grant}";
        var recipient = $"/organisations/{lives.Recipient}";
        var partnerships = await PartnershipWalk.PlanAsync(site);
        // Nothing was paid and no return is owed, so the form is there.
        var settled = await site.Look(db =>
            db.Grants.Where(g => !g.Instalments.Any() && !g.Returns.Any())
                .SelectMany(g => g.Years, (g, y) => new { g.Slug, Of = y })
                .Where(f => f.Of.State == GrantYearState.Confirmed)
                .OrderBy(f => f.Of.Year)
                .Select(f => $"/grants/{f.Slug}/years/{f.Of.Year}/settle")
                .FirstAsync()
        );
        var openData = await OpenDataWalk.PlanAsync(site);
        return
        [
            (
                null,
                [
                    .. openData.Public,
                    new("/sign-in", Empty),
                    new("/accessibility"),
                    new("/nothing-here"),
                    new("/digest/stop?key=nothing"),
                    new(await DigestLinkAsync()),
                    .. await PublicWalk.PlanAsync(site),
                ]
            ),
            (
                "lead",
                [
                    new("/"),
                    new("/account"),
                    new("/account/mail"),
                    new("/account/password", Empty),
                    new("/admin"),
                    new("/decisions"),
                    new("/decisions?search=nothing+has+such+words"),
                    new("/decisions/new", Empty),
                    new(started),
                    new($"{started}/check"),
                    new(draft),
                    new($"{draft}/sections/request"),
                    new($"{draft}/sections/executive-summary"),
                    new($"{draft}/sections/reasons"),
                    new(
                        $"{draft}/sections/funding",
                        new Dictionary<string, string>
                        {
                            ["ProposesFunding"] = "True",
                            ["Maximum"] = "a lot",
                            ["PeriodStart.Day"] = "31",
                            ["PeriodStart.Month"] = "2",
                            ["PeriodStart.Year"] = "2026",
                            ["Schedule[0].Year"] = "26",
                            ["Schedule[0].Amount"] = "-5",
                        }
                    ),
                    new($"{draft}/sections/lead-officer"),
                    new($"{draft}/sections/confidentiality"),
                    new($"{draft}/implications/financial"),
                    new($"{draft}/implications/risk"),
                    new($"{draft}/documents", Empty),
                    new($"{draft}/documents/{await AppendixAsync(draft)}/remove"),
                    new($"{draft}/history"),
                    new($"{draft}/check"),
                    new($"{draft}/withdraw", Empty),
                    new(cabinet),
                    .. await SectionsAsync(cabinet),
                    new(Record("Knife crime lessons in schools")),
                    new($"{Record("Knife crime lessons in schools")}/history"),
                    new(waiting),
                    new($"{waiting}/submitted"),
                    new($"{waiting}/history"),
                    new($"{waiting}/documents"),
                    new($"{waiting}/sign"),
                    new(approved),
                    new($"{approved}/history"),
                    new($"{approved}/notice"),
                    new($"{approved}/publication"),
                    new($"{approved}/later", Empty),
                    new(unpublished),
                    .. await PublicationWalk.PlanAsync(site, unpublished),
                    new(Record("Summer activities on the Ragworth estate")),
                    new(Record("Street pastors: volunteer training")),
                    new($"{Record("Street pastors: volunteer training")}/notice"),
                    new("/grants"),
                    .. await site.Look(db =>
                        db.Grants.OrderBy(grant => grant.Id)
                            .Select(grant => new Step($"/grants/{grant.Slug}", null))
                            .ToListAsync()
                    ),
                    .. openData.Officers,
                    new($"{running}/explain"),
                    new($"{running}/agreement/send"),
                    new($"{running}/agreement/sign", Empty),
                    new($"{running}/agreement/file", Empty),
                    new($"{running}/payments/plan?year={first.Year}", Empty),
                    new($"{running}/payments/add", Empty),
                    new($"{running}/payments/{RunningGrant.Planned}/change", Empty),
                    new($"{running}/payments/{RunningGrant.Planned}/request"),
                    new($"{running}/payments/{RunningGrant.Planned}/remove"),
                    new($"{running}/payments/{RunningGrant.Requested}/cancel", Empty),
                    new($"{running}/conditions/add", Empty),
                    new($"{running}/conditions/{RunningGrant.NotMet}/meet", Empty),
                    new($"{running}/conditions/{RunningGrant.Met}/unmeet", Empty),
                    new($"{running}/conditions/{RunningGrant.Kept}/breach", Empty),
                    new($"{running}/conditions/{RunningGrant.Breached}/end-breach", Empty),
                    new($"{running}/years/{first.Year}/settle"),
                    new(settled, new Dictionary<string, string> { ["CarryForward"] = "5" }),
                    new($"{running}/succeed", Empty),
                    new($"{grant}/returns/schedule", Empty),
                    new($"{grant}/returns/add", Empty),
                    new($"{grant}/returns/1"),
                    new($"{grant}/returns/1/submit", Empty),
                    new($"{grant}/returns/2"),
                    new($"{grant}/returns/2/accept"),
                    new($"{grant}/returns/2/send-back", Empty),
                    new($"{grant}/returns/3/change", Empty),
                    new($"{grant}/returns/3/remove", Empty),
                    new($"{grant}/reviews/{lives.FirstYear}"),
                    new(
                        $"{grant}/reviews/{lives.FirstYear}",
                        new Dictionary<string, string> { ["Form.Forecast"] = "a lot" }
                    ),
                    new($"{grant}/reviews/{lives.FirstYear}/recommend"),
                    new($"{grant}/reviews/due", Empty),
                    new("/organisations"),
                    new("/organisations?search=nothing+has+such+words"),
                    new("/new-organisation", Empty),
                    new(recipient),
                    new($"{recipient}/change", Empty),
                    new($"{recipient}/contacts/add", Empty),
                    new($"{recipient}/contacts/1/change", Empty),
                    new($"{recipient}/contacts/1/remove"),
                    new($"{recipient}/bank-details/propose", Empty),
                    new($"{recipient}/bank-details/confirm"),
                    new($"{recipient}/bank-details/reject", Empty),
                ]
            ),
            (
                "cfo",
                [
                    new("/"),
                    new(waiting),
                    new($"{waiting}/sign", Empty),
                    new($"{waiting}/return", Empty),
                    new($"{Record("Sexual violence adviser")}/signed"),
                    new($"/grants/{lives.Reviewed}/reviews/{lives.Year}"),
                    new($"/grants/{lives.Reviewed}/reviews/{lives.Year}/sign", Empty),
                    new($"/grants/{lives.Reviewed}/reviews/{lives.Year}/return", Empty),
                    new(running),
                    new($"{running}/override", Empty),
                    new($"{running}/conditions/{RunningGrant.NotMet}/waive", Empty),
                    new($"{running}/years/{second.Year}/release", Empty),
                    new($"{running}/terminate", Empty),
                ]
            ),
            (
                "payments",
                [
                    .. openData.Payments,
                    new(running),
                    new($"{running}/payments/{RunningGrant.Requested}/authorise", Empty),
                    new($"{running}/payments/{RunningGrant.Authorised}/pay", Empty),
                    new($"{running}/payments/recover", Empty),
                ]
            ),
            (
                "cfo",
                [
                    new("/streams"),
                    new("/streams?year=1999-00"),
                    new("/streams/community-safety-fund"),
                    new("/streams/community-safety-fund/allocate", Empty),
                ]
            ),
            .. partnerships,
            ("pcc", [new("/"), new(deciding), new($"{deciding}/decide", Empty)]),
            (
                "partner",
                [
                    new("/"),
                    new("/decisions"),
                    new("/returns"),
                    new("/returns?submitted=true"),
                    new("/contributions"),
                    new($"/returns/{lives.Grant}/1", Empty),
                    new($"/returns/{lives.Grant}/2"),
                ]
            ),
            ("admin", await AdministrationAsync()),
        ];
    }

    private async Task<IReadOnlyList<Step>> AdministrationAsync()
    {
        var people = await site.Look(db => db.People.AsNoTracking().ToListAsync());
        var mo = people.Single(person => person.Roles == Role.MonitoringOfficer).Id;
        var deputy = await site.Look(db =>
            db.Deputies.Where(d => d.OfficerId == mo).Select(d => d.Id).FirstAsync()
        );
        var stream = await site.Look(db => db.Streams.Select(s => s.Slug).FirstAsync());
        return
        [
            new("/admin"),
            new("/admin/people"),
            new("/admin/people/add", Empty),
            new($"/admin/people/{mo}"),
            new($"/admin/people/{mo}/details", Empty),
            new($"/admin/people/{mo}/roles"),
            new($"/admin/people/{mo}/line-manager"),
            new($"/admin/people/{mo}/password", Empty),
            new($"/admin/people/{mo}/sessions/end"),
            new($"/admin/people/{mo}/disable"),
            new($"/admin/people/{mo}/deputies/add", Empty),
            new($"/admin/people/{mo}/deputies/{deputy}/end"),
            new("/admin/templates"),
            new("/admin/templates/add", Empty),
            new("/admin/templates/cabinet-report/1"),
            new("/admin/templates/cabinet-report/1/retire"),
            new("/admin/streams"),
            new("/admin/streams/add", Empty),
            new($"/admin/streams/{stream}/change", Empty),
            new($"/admin/streams/{stream}/close"),
            new("/admin/reminders"),
            new(
                "/admin/reminders/ReviewsToDo",
                new Dictionary<string, string> { ["Before"] = "soon", ["Escalate"] = "late" }
            ),
            new("/admin/reminders/WaitingForMe"),
            new("/admin/reminders/ReviewsToDo/default"),
            new("/admin/reminders/preview"),
            new("/admin/reminders/preview?kind=GrantsEnding"),
            new("/admin/bank-holidays"),
            new("/admin/bank-holidays/add", Empty),
            new("/admin/bank-holidays/2027-12-27/remove"),
            new("/admin/jobs"),
            new("/admin/jobs/SendMail/pause"),
            new("/admin/jobs/SendMail/resume"),
            new("/admin/jobs/outbox"),
            new("/admin/jobs/outbox?state=GivenUp"),
            new("/admin/jobs/outbox/retry-all"),
        ];
    }

    private async Task<string> DigestLinkAsync()
    {
        var person = await site.Look(db =>
            db.People.Where(p => p.Roles == Role.LeadOfficer).Select(p => p.Id).FirstAsync()
        );
        return site.Services.GetRequiredService<DigestLinks>().For(person);
    }

    /// <summary>Every section and implication that the task list links to.</summary>
    private async Task<IReadOnlyList<Step>> SectionsAsync(string record)
    {
        var page = await site.SignInAsync("lead");
        await page.GotoAsync(record);
        var links = await page.Locator(".govuk-task-list a")
            .EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        await page.Context.CloseAsync();
        return [.. links.Select(link => new Step(link))];
    }

    private async Task<string> RaiseCabinetReportAsync()
    {
        var page = await site.SignInAsync("lead");
        await page.GotoAsync("/decisions/new");
        await page.GetByLabel("Cabinet report").CheckAsync();
        await page.EnterAsync("Title", "Neighbourhood plan");
        await page.PressAsync("Start the draft");
        var address = new Uri(page.Url).AbsolutePath;
        await page.Context.CloseAsync();
        return address;
    }

    private async Task<string> AttachAsync(string record)
    {
        var page = await site.SignInAsync("lead");
        await page.GotoAsync($"{record}/documents");
        await page.GetByLabel("File")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "Map of the cameras.txt",
                    MimeType = "text/plain",
                    Buffer = "Along the A66."u8.ToArray(),
                }
            );
        await page.PressAsync("Attach");
        await page.Context.CloseAsync();
        return record;
    }

    private Task<long> AppendixAsync(string record)
    {
        var id = long.Parse(record.Split('-')[^1], CultureInfo.InvariantCulture);
        return site.Look(db =>
            db.Decisions.Where(d => d.Id == id)
                .SelectMany(d => d.Appendices)
                .Select(a => a.Id)
                .FirstAsync()
        );
    }

    /// <summary>The routes of every GET that answers with a page.</summary>
    private IEnumerable<string> Routes() =>
        site
            .Services.GetRequiredService<IActionDescriptorCollectionProvider>()
            .ActionDescriptors.Items.OfType<ControllerActionDescriptor>()
            .Where(action => action.EndpointMetadata.OfType<HttpGetAttribute>().Any())
            .Select(action => action.AttributeRouteInfo!.Template!)
            .Where(route =>
                !route.Contains('.')
                && !route.EndsWith("{name}", StringComparison.Ordinal)
                && !route.EndsWith("documents/{number:int}", StringComparison.Ordinal)
            );
}
