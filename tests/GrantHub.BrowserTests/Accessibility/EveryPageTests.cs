using System.Collections.Concurrent;
using System.Globalization;
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
    private static readonly string? Pictures = Environment.GetEnvironmentVariable(
        "GRANTHUB_SCREENSHOTS"
    );

    private static readonly int[] Widths = [1280, 320];

    private readonly ConcurrentBag<string> faults = [];
    private int looked;

    [SiteFact]
    public async Task EveryPage_At1280And320Pixels_HasNothingThatAxeFinds()
    {
        var walks = new ConcurrentQueue<(string? Person, IReadOnlyList<Step> Steps)>(
            (await PlanAsync()).OrderByDescending(walk => walk.Steps.Count)
        );
        await Task.WhenAll(WalkAsync(walks), WalkAsync(walks));
        await ReturnAsync("Sexual violence adviser");

        Assert.True(faults.IsEmpty, string.Join('\n', faults.Distinct()));
        Assert.Empty(Routes().Except(site.Visited));
        Assert.True(looked > 150, $"Only {looked} pages were looked at.");
    }

    [SiteFact]
    public async Task Page_WithFaults_IsFound()
    {
        var page = await site.OpenAsync();
        await page.SetViewportSizeAsync(Widths[^1], 900);
        await page.GotoAsync("/accessibility");
        Assert.Empty(await Axe.FaultsAsync(page));
        await page.EvaluateAsync(
            """
            () => {
                const main = document.querySelector('main');
                main.append(document.createElement('img'));
                const pale = main.appendChild(document.createElement('p'));
                pale.textContent = 'pale';
                pale.style.color = '#ddd';
                const wide = main.appendChild(document.createElement('div'));
                wide.style.inlineSize = '400px';
                wide.hidden = true;
                wide.style.setProperty('display', 'block', 'important');
                wide.textContent = 'wide';
            }
            """
        );

        var found = await Axe.FaultsAsync(page);

        Assert.Contains(found, fault => fault.StartsWith("image-alt", StringComparison.Ordinal));
        Assert.Contains(
            found,
            fault => fault.StartsWith("color-contrast", StringComparison.Ordinal)
        );
        Assert.Contains(found, fault => fault.StartsWith("hidden and", StringComparison.Ordinal));
        Assert.Contains("the page scrolls sideways", found);
        await page.Context.CloseAsync();
    }

    private async Task WalkAsync(ConcurrentQueue<(string? Person, IReadOnlyList<Step> Steps)> walks)
    {
        while (walks.TryDequeue(out var walk))
        {
            var page = walk.Person is null
                ? await site.OpenAsync()
                : await site.SignInAsync(walk.Person);
            foreach (var step in walk.Steps)
                await LookAsync(page, step, walk.Person ?? "nobody");
            await page.Context.CloseAsync();
        }
    }

    /// <summary>The page after a return shows once.</summary>
    private async Task ReturnAsync(string title)
    {
        var record = await site.Look(db =>
            db.Decisions.AsNoTracking().SingleAsync(d => d.Title == title)
        );
        var page = await site.SignInAsync("mo");
        await page.GotoAsync($"/decisions/{record.Address()}/return");
        await page.GetByRole(AriaRole.Textbox).First.FillAsync("Say more.");
        await page.PressAsync("Return the record");
        await page.WaitForURLAsync("**/returned");
        await CheckAsync(page, "returned", 200);
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
        await CheckAsync(page, $"{name}, sent", 422);
        var isMistake = (await page.TitleAsync()).StartsWith("Error: ", StringComparison.Ordinal);
        if (isMistake == step.IsAnswered)
            faults.Add($"{step.Name}: comes back {(isMistake ? "with" : "without")} a mistake.");
    }

    private async Task CheckAsync(IPage page, string name, int status)
    {
        Interlocked.Increment(ref looked);
        if (status == 500)
            faults.Add($"{name}: answered 500.");
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            await CheckAsync(page, $"{name} at {width}");
        }
    }

    private async Task CheckAsync(IPage page, string name)
    {
        foreach (var fault in await Axe.FaultsAsync(page))
            faults.Add($"{name}: {fault}");
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
                    new("/sign-in/second-step"),
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
                    .. await SignInWalk.PlanAsync(site, "lead"),
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
            ("admin", await AdministrationWalk.PlanAsync(site)),
            ("auditor", await AuditWalk.PlanAsync(site, "auditor")),
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
                && !SignInWalk.LeadElsewhere.Contains(route)
            );
}
