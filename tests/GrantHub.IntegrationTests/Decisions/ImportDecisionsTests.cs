using System.Text;
using GrantHub.Application.Decisions;
using GrantHub.Application.Imports;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Infrastructure.Imports;
using GrantHub.Infrastructure.Publication;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>Decision logs kept before GrantHub, and the register that they are in at once.</summary>
public abstract class ImportDecisionsTests(AppFixture app)
{
    private const string Header =
        "reference,title,decision,decision_date,decision_maker,outcome,confidentiality,restricted_reason,recipient,amount,period_start,period_end";

    [DatabaseFact]
    public async Task Import_ALog_IsInTheListAndTheRegister()
    {
        var result = await ImportAsync(
            "PCC/1,\"Street pastors, phase 2\",\"Grant it.\nSoon.\",2014-06-12,J Doe,approved,part1,,Street Pastors,4500.5,2014-07-01,2015-03-31"
        );

        Assert.Equal((1, 0), (result.New, result.Skipped));
        var record = (await app.SendAs(Cast.Auditor, new ReadDecision("PCC-1"))).Record;
        Assert.Equal("PCC/1", record.Reference);
        Assert.Equal(DecisionStatus.Approved, record.Status);
        Assert.Empty(record.Signatures);
        Assert.Contains(
            await RegisterAsync(),
            row => row.Reference == "PCC/1" && row.Amount?.Pence == 450_050
        );
        Assert.False(await app.Look(db => db.Grants.AnyAsync(g => g.DecisionReference == "PCC/1")));
    }

    [DatabaseFact]
    public async Task Import_TheSameFileAgain_WritesNothing()
    {
        string[] lines =
        [
            "AGAIN/1,\"A title\nover two lines\",Do it,2014-06-12,J Doe,noted,part1,,,,,",
            "AGAIN/2,B,\"  Do – it…\u00a0\",2014-06-12,J Doe,refused,part2,Commercial,Org,-1.00,,",
        ];
        await ImportAsync(lines);
        var before = await app.Look(db => db.AuditEntries.CountAsync());

        var again = await ImportAsync(lines);

        Assert.Empty(again.Faults);
        Assert.Equal((0, 2), (again.New, again.Skipped));
        Assert.Equal(before, await app.Look(db => db.AuditEntries.CountAsync()));
    }

    [DatabaseFact]
    public async Task Import_WithFaults_NamesEveryOneAndImportsNothing()
    {
        await ImportAsync("KNOWN/1,Known,Do it,2014-06-12,J Doe,approved,part1,,,,,");

        var result = await ImportAsync(
            "FAULT/1,Fine,Do it,2014-06-12,J Doe,approved,part1,,,,,",
            "KNOWN/1,Changed,Do it,2014-06-12,J Doe,approved,part1,,,,,",
            "FAULT/2,,Do it,2014-13-12,J Doe,agreed,part2,,,£5,2015-01-02,2015-01-01",
            "FAULT/1,Twice,Do it,2014-06-12,J Doe,approved,part1,Secret,,,,"
        );

        Assert.Equal(
            [
                (3, "reference"),
                (4, "title"),
                (4, "decision_date"),
                (4, "outcome"),
                (4, "amount"),
                (4, "restricted_reason"),
                (4, "period_end"),
                (5, "restricted_reason"),
                (5, "reference"),
            ],
            result.Faults.Select(fault => (fault.Line, fault.Column))
        );
        Assert.Equal(
            "line 4, column period_end: expected a date on or after period_start, which is 2015-01-02, found \"2015-01-01\"",
            result.Faults[6].ToString()
        );
        Assert.False(
            await app.Look(db => db.Decisions.AnyAsync(d => d.Reference!.StartsWith("FAULT")))
        );
    }

    [DatabaseFact]
    public async Task Import_AReferenceThatGrantHubGaveOut_IsAFault()
    {
        var address = await app.SubmittedAsync("Own");

        var result = await ImportAsync($"{address},Own,Do it,2014-06-12,J Doe,approved,part1,,,,,");

        Assert.Equal(
            (2, "reference"),
            Assert.Single(result.Faults.Select(f => (f.Line, f.Column)))
        );
    }

    [DatabaseFact]
    public async Task Import_WithADryRun_WritesNothing()
    {
        var log = Log("DRY/1,A,Do it,2014-06-12,J Doe,approved,part1,,,,,");

        var result = await app.SendAsOperator(new ImportDecisions(log, DryRun: true));

        Assert.Equal(1, result.New);
        Assert.False(await app.Look(db => db.Decisions.AnyAsync(d => d.Reference == "DRY/1")));
    }

    [DatabaseFact]
    public async Task Import_ReferencesThatLookTheSameInAnAddress_GetASuffix()
    {
        await ImportAsync(
            "SLUG 1,A,Do it,2014-06-12,J Doe,approved,part1,,,,,",
            "SLUG/1,B,Do it,2014-06-12,J Doe,approved,part1,,,,,",
            "draft-1,C,Do it,2014-06-12,J Doe,approved,part1,,,,,"
        );
        await ImportAsync("SLUG_1,D,Do it,2014-06-12,J Doe,approved,part1,,,,,");

        var titles = new List<string>();
        foreach (var address in new[] { "SLUG-1", "SLUG-1-2", "SLUG-1-3", "draft-1-2" })
            titles.Add((await app.SendAs(Cast.Auditor, new ReadDecision(address))).Record.Title);
        Assert.Equal(["A", "B", "D", "C"], titles);
    }

    [DatabaseFact]
    public async Task Import_ManyLinesAgain_LooksThemUpInBatches()
    {
        var lines = Enumerable
            .Range(1, 450)
            .Select(n => $"MANY/{n},Title,Do it,2014-06-12,J Doe,approved,part1,,,,,")
            .ToArray();

        await ImportAsync(lines);

        Assert.Equal(450, await app.Look(db => db.Decisions.CountAsync(d => d.Title == "Title")));
        var again = await app.Commands.Of(() => ImportAsync(lines));
        Assert.InRange(again, 1, 10);
    }

    [DatabaseFact]
    public async Task Register_OfAnExemptRecord_ShowsReferenceTitleDateAndOutcomeOnly()
    {
        await ImportAsync(
            "P2/1,Tender,Accept the bid,2015-01-05,J Doe,refused,part2,Commercial,Org,10,,"
        );

        var row = (await RegisterAsync()).Single(row => row.Reference == "P2/1");

        Assert.Equal(
            new RegisterRow(
                "P2/1",
                "Tender",
                null,
                new DateOnly(2015, 1, 5),
                null,
                Outcome.NotApproved,
                Confidentiality.Part2,
                null,
                null,
                1
            ),
            row
        );
    }

    [DatabaseFact]
    public async Task Register_LeavesOutWhatIsNotPublished()
    {
        var (address, _) = await app.ApprovedAsync("Not yet published");
        Assert.DoesNotContain(await RegisterAsync(), row => row.Reference == address);

        await app.SendAs(Cast.Mo, new PublishDecision(address));

        Assert.Contains(await RegisterAsync(), row => row.Reference == address);
    }

    [DatabaseFact]
    public async Task Register_WrittenTwice_GivesTheSameBytes()
    {
        await ImportAsync("BYTES/1,=1+1,Do it,2013-01-02,J Doe,approved,part1,,Org,1234.5,,");

        Assert.Equal(
            await FileAsync(RegisterFile.WriteJsonAsync),
            await FileAsync(RegisterFile.WriteJsonAsync)
        );
        var csv = await FileAsync(RegisterFile.WriteCsvAsync);
        Assert.Equal(csv, await FileAsync(RegisterFile.WriteCsvAsync));
        Assert.StartsWith(
            "reference,title,decision,date,decision_maker,outcome,confidentiality,recipient,amount,version\r\n",
            csv,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "BYTES/1,\"'=1+1\",Do it,2013-01-02,J Doe,approved,part1,Org,1234.50,1\r\n",
            csv,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"amount\": 1234.50,",
            await FileAsync(RegisterFile.WriteJsonAsync),
            StringComparison.Ordinal
        );
    }

    private static DecisionLog Log(params string[] lines) =>
        DecisionLogFile.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(Header))));

    private Task<Imported> ImportAsync(params string[] lines) =>
        app.SendAsOperator(new ImportDecisions(Log(lines)));

    private Task<List<RegisterRow>> RegisterAsync() =>
        ReadAsync(rows => rows.ToListAsync().AsTask());

    private Task<string> FileAsync(
        Func<Stream, IAsyncEnumerable<RegisterRow>, CancellationToken, Task> write
    ) =>
        ReadAsync(async rows =>
        {
            using var stream = new MemoryStream();
            await write(stream, rows, default);
            return Encoding.UTF8.GetString(stream.ToArray());
        });

    private async Task<T> ReadAsync<T>(Func<IAsyncEnumerable<RegisterRow>, Task<T>> read)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Infrastructure.People.CurrentUser>().IsOperator();
        var rows = await scope
            .ServiceProvider.GetRequiredService<MediatR.IMediator>()
            .Send(new ExportRegister());
        return await read(rows);
    }
}

public sealed class ImportDecisionsTests_OnSqlite(App<SqliteDatabase> app)
    : ImportDecisionsTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ImportDecisionsTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ImportDecisionsTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
