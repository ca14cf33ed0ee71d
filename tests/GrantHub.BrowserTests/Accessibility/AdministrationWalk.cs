using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;
using static GrantHub.BrowserTests.Accessibility.Step;

namespace GrantHub.BrowserTests.Accessibility;

/// <summary>The administrator’s pages: people, templates, streams, reminders and jobs.</summary>
internal static class AdministrationWalk
{
    public static async Task<IReadOnlyList<Step>> PlanAsync(Site site)
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
            new($"/admin/people/{mo}/second-factor/remove"),
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
}
