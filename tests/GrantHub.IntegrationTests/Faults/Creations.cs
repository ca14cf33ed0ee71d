using System.Globalization;
using System.Text;
using GrantHub.Application.Grants;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.IntegrationTests.Partnerships;
using GrantHub.IntegrationTests.People;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>A form that creates something, filled in.</summary>
internal sealed record Creation(
    string Person,
    string Path,
    IReadOnlyList<(string Name, string Value)> Fields,
    byte[]? File = null
);

/// <summary>The forms that create something. Each is given a number, so that it creates another thing each time.</summary>
internal sealed class Creations(AppFixture app)
{
    private static readonly DateOnly Far = new(2018, 1, 1);

    public async Task<IReadOnlyList<(string Name, Func<int, Task<Creation>> Prepare)>> AllAsync()
    {
        var grant = await app.AgreedAsync("Twice");
        var organisation = await app.SendAs(Cast.Lead, new AddOrganisation("Twice"));
        var books = await app.BooksAsync("Twice partnership");
        var group = await app.SendAs(
            Cast.Finance,
            new AddGroup(books, "Executive", null, MeetingFrequency.Monthly, null)
        );
        var police = await IdAsync(db =>
            db.Organisations.Where(o => o.Name == "Cleveland Police").Select(o => o.Id)
        );
        var officer = await IdAsync(db =>
            db.People.Where(p => p.Email == Cast.Mo).Select(p => p.Id)
        );
        var deputy = await IdAsync(db =>
            db.People.Where(p => p.Email == Cast.Auditor).Select(p => p.Id)
        );
        var entry = await app.PostAsync(books, EntryKind.Payment, Books.Salaries, Money.Pounds(1));
        return
        [
            Form(
                "a record",
                Cast.Lead,
                _ => "/decisions/new",
                i => [("TemplateKey", "pcc-decision-record"), ("Title", $"Twice {i}")]
            ),
            (
                "a submission",
                async i =>
                    new(
                        Cast.Lead,
                        $"/decisions/{await app.DraftAsync($"Submitted twice {i}", funding: false)}/check",
                        []
                    )
            ),
            (
                "a signature",
                async i =>
                    new(
                        Cast.Mo,
                        $"/decisions/{await app.SubmittedAsync($"Signed twice {i}", funding: false)}/sign",
                        [
                            ("Form.Comments[0].Text", "The powers are there."),
                            ("Form.Interest", "nothing"),
                            ("Form.Agreed", "true"),
                        ]
                    )
            ),
            (
                "a decision and its grant",
                async i =>
                    new(
                        Cast.Pcc,
                        $"/decisions/{await app.AwaitingDecisionAsync($"Decided twice {i}")}/decide",
                        [
                            ("Form.Outcome", "Approved"),
                            ("Form.Interest", "nothing"),
                            ("Form.Agreed", "true"),
                        ]
                    )
            ),
            (
                "a document",
                async i =>
                    new(
                        Cast.Lead,
                        $"/decisions/{await app.DraftAsync($"Attached twice {i}")}/documents",
                        [],
                        Pdf(i)
                    )
            ),
            Form(
                "a payment",
                Cast.Lead,
                _ => $"/grants/{grant}/payments/add",
                i =>
                    [
                        ("Year", "2017-18"),
                        ("Amount", "10.00"),
                        .. Running.Day("DueOn", Running.Today.AddDays(i % 300)),
                    ]
            ),
            Form(
                "a condition",
                Cast.Lead,
                _ => $"/grants/{grant}/conditions/add",
                i => [("Kind", "Continuing"), ("Text", $"To report {i} times.")]
            ),
            Form(
                "a return",
                Cast.Lead,
                _ => $"/grants/{grant}/returns/add",
                i =>
                    [
                        ("Year", "2017-18"),
                        .. Running.Day("From", new DateOnly(2017, 6, 1)),
                        .. Running.Day("To", new DateOnly(2017, 6, 30)),
                        .. Running.Day("DueOn", new DateOnly(2017, 7, 1).AddDays(i)),
                    ]
            ),
            Form(
                "an organisation",
                Cast.Lead,
                _ => "/new-organisation",
                i => [("Name", $"Twice {i}")]
            ),
            Form(
                "a contact",
                Cast.Lead,
                _ => $"/organisations/{organisation}/contacts/add",
                i => [("Name", "Jo Field"), ("Post", $"Officer {i}")]
            ),
            Form(
                "a ledger entry",
                Cast.Finance,
                _ => $"/partnerships/{books}/ledger/2017-18/receipt",
                i =>
                    [
                        ("Line", "1"),
                        ("Amount", "1.00"),
                        ("Reference", $"R{i}"),
                        ("Description", "A receipt"),
                        .. Running.Day("Date", Running.Today),
                    ]
            ),
            (
                "a reversal",
                async i =>
                {
                    var number = await app.PostAsync(
                        books,
                        EntryKind.Payment,
                        Books.Salaries,
                        Money.Pounds(1)
                    );
                    return new(
                        Cast.Finance,
                        $"/partnerships/{books}/ledger/2017-18/entries/{number}/reverse",
                        [("Reason", $"A mistake {i}"), .. Running.Day("Date", Running.Today)]
                    );
                }
            ),
            (
                "evidence of an entry",
                i =>
                    Task.FromResult(
                        new Creation(
                            Cast.Finance,
                            $"/partnerships/{books}/ledger/2017-18/entries/{entry}/evidence",
                            [],
                            Pdf(i)
                        )
                    )
            ),
            Form(
                "a member",
                Cast.Finance,
                _ => $"/partnerships/{books}/members/add",
                i => [("Organisation", $"Member {i}"), ("Kind", "Other")]
            ),
            Form(
                "a group",
                Cast.Finance,
                _ => $"/partnerships/{books}/groups/add",
                i => [("Name", $"Group {i}"), ("Meets", "Monthly")]
            ),
            Form(
                "a chair",
                Cast.Finance,
                _ => $"/partnerships/{books}/groups/{group}/chairs/add",
                i =>
                    [
                        ("Name", "Jo Field"),
                        .. Running.Day("From", Far.AddDays(i)),
                        .. Running.Day("To", Far.AddDays(i)),
                    ]
            ),
            Form(
                "a member of a group",
                Cast.Finance,
                _ => $"/partnerships/{books}/groups/{group}/members/add",
                i => [("Name", $"Jo Field {i}")]
            ),
            Form(
                "a priority",
                Cast.Finance,
                _ => $"/partnerships/{books}/priorities/add",
                i => [("Title", $"Priority {i}"), ("LeadId", $"{police}")]
            ),
            (
                "a scenario",
                async i =>
                    new(
                        Cast.Finance,
                        $"/partnerships/{await app.BooksAsync($"Scenario {i}")}/runway/scenarios/add",
                        [("Name", "Less"), ("Expenditure", "2"), ("Income", "1")]
                    )
            ),
            (
                "an instalment",
                async i =>
                    new(
                        Cast.Finance,
                        $"/partnerships/{await app.BooksAsync($"Instalment {i}")}/contributions/2017-18/1/add",
                        [("Amount", "10.00"), .. Running.Day("DueOn", Running.Today)]
                    )
            ),
            Form(
                "a partnership",
                Cast.Finance,
                _ => "/partnerships/add",
                i => [("Name", $"Partnership {i}"), ("Host", "Cleveland Police")]
            ),
            Form(
                "a person",
                Cast.Admin,
                _ => "/admin/people/add",
                i =>
                    [
                        ("Name", $"Jo Field {i}"),
                        ("Email", $"jo-{i}@example.org"),
                        ("Roles", "Auditor"),
                        ("Password", Passwords.Temporary),
                    ]
            ),
            Form(
                "a deputy",
                Cast.Admin,
                _ => $"/admin/people/{officer}/deputies/add",
                i =>
                    [
                        ("Role", "MonitoringOfficer"),
                        ("DeputyId", $"{deputy}"),
                        ("Authority", "Paragraph 4"),
                        .. Running.Day("From", Far.AddDays(i)),
                        .. Running.Day("Until", Far.AddDays(i)),
                    ]
            ),
            Form(
                "a stream",
                Cast.Admin,
                _ => "/admin/streams/add",
                i => [("Name", $"Fund {i}"), ("RingFenced", "true")]
            ),
            Form(
                "a bank holiday",
                Cast.Admin,
                _ => "/admin/bank-holidays/add",
                i => [("Name", "A day off"), .. Running.Day("Date", Far.AddDays(i))]
            ),
        ];
    }

    private static (string, Func<int, Task<Creation>>) Form(
        string name,
        string person,
        Func<int, string> path,
        Func<int, IReadOnlyList<(string, string)>> fields
    ) => (name, i => Task.FromResult(new Creation(person, path(i), fields(i))));

    private static byte[] Pdf(int i) =>
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"%PDF-1.7 sent twice {i}")
        );

    private Task<long> IdAsync(
        Func<Infrastructure.Persistence.GrantHubDb, IQueryable<long>> query
    ) => app.Look(db => query(db).SingleAsync());
}
