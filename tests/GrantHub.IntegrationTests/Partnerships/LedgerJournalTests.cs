using System.Diagnostics;
using System.Globalization;
using System.Text;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Infrastructure.Publication;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>A test that shows as skipped, by name and with the reason, without the programs that it runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] programs)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Skip = programs.FirstOrDefault(program =>
            !folders.Any(folder => File.Exists(Path.Combine(folder, program)))
        )
            is { } missing
            ? $"{missing} is not installed (on Debian: apt-get install {string.Join(' ', programs)})."
            : null;
    }
}

/// <summary>The ledger in plain-text accounting form, as other programs read it.</summary>
public sealed class LedgerJournalTests(App<SqliteDatabase> app) : IClassFixture<App<SqliteDatabase>>
{
    private const int Entries = 400;

    private static readonly string[] Names =
    [
        "Travel",
        "Travel; trains",
        "Travel, trains",
        "  #1 *Rooms* (hire)  &  \"tea\"",
        "Fees: legal | audit",
        "Fees- legal / audit",
        "[Virtual] £5 @ 2 = 10",
        "Équipe – 2 % {extra}",
    ];

    [ProgramFact("ledger", "hledger")]
    public async Task Export_OfSomeHundredEntries_GivesTheSameBalanceOfEveryLineInLedgerAndHledger()
    {
        var (slug, budget) = await GenerateAsync("Balance partnership");
        var postings = await app.PostingsAsync(slug);
        var totals = LedgerTotals.Replay(postings);
        var path = Path.Combine(app.Folder, "test.journal");
        await File.WriteAllBytesAsync(path, await ExportAsync(slug));

        // The account of each line, as the export calls it, and what GrantHub has on it.
        var expected = budget
            .LinesToPostTo.Where(line => totals.Of(line.Number).Postings > 0)
            .Select(line =>
                line.Kind == LineKind.Income
                    ? -totals.Of(line.Number).Actual
                    : totals.Of(line.Number).Actual
            )
            .Append(budget.Actual(totals).Closing)
            .Append(-budget.Opening)
            .Where(amount => amount != Money.Zero)
            .Order()
            .ToList();
        Assert.True(expected.Count > Names.Length, "Some lines have no postings.");
        var ledger = await BalancesAsync(
            "ledger",
            "-f",
            path,
            "balance",
            "--flat",
            "--no-total",
            "--format",
            "%(quantity(scrub(display_total)))|%(account)\n"
        );
        var hledger = await BalancesAsync(
            "hledger",
            "-f",
            path,
            "balance",
            "--flat",
            "--no-total",
            "--format",
            "%(total)|%(account)"
        );

        Assert.Equal(ledger, hledger);
        Assert.Equal(expected, ledger.Values.Order());
        Assert.Equal(budget.Actual(totals).Closing, ledger["Assets:Balance"]);
        Assert.Equal(totals.Of(Line(budget, "Travel")).Actual, ledger["Expenses:Travel"]);
        Assert.Equal(
            totals.Of(Line(budget, "Salaries")).Actual,
            ledger["Expenses:Staffing:Salaries"]
        );
    }

    [Fact]
    public async Task Export_OfTheSameData_IsTheSameBytes()
    {
        var (slug, _) = await GenerateAsync("Bytes partnership");
        using var page = await app.SignedIn(Cast.Auditor);

        var first = await ExportAsync(slug);

        Assert.Equal(first, await ExportAsync(slug));
        using var downloaded = await page.GetAsync(
            $"/partnerships/{slug}/ledger/2017-18/ledger.journal"
        );
        Assert.Equal(first, await downloaded.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", downloaded.Content.Headers.ContentDisposition!.DispositionType);
    }

    private async Task<byte[]> ExportAsync(string slug)
    {
        await using var scope = await app.ScopeOf(Cast.Auditor);
        var mediator = (MediatR.IMediator)
            scope.ServiceProvider.GetService(typeof(MediatR.IMediator))!;
        using var stream = new MemoryStream();
        await using (var journal = new LedgerJournal(stream))
            await journal.WriteAsync(
                await mediator.Send(new ReadPostings(slug, Books.Open, LedgerFilter.All)),
                CancellationToken.None
            );
        return stream.ToArray();
    }

    /// <summary>A year of receipts, payments, journals and reversals, the same in every run.</summary>
    private async Task<(string Slug, PartnershipBudget Budget)> GenerateAsync(string name)
    {
        var slug = await app.BooksAsync(name);
        var draft = await app.BudgetAsync(slug);
        await app.SendAs(
            Cast.Finance,
            new PlanBudget(
                slug,
                Books.Open,
                draft.PlanVersion,
                draft.OpeningPlanned,
                [
                    .. draft
                        .Lines.Where(line => line.Name != "Travel")
                        .Select(line => new PlannedLine(
                            line.Number,
                            line.Kind,
                            line.Name,
                            line.ParentNumber is null ? null : 3,
                            line.Source,
                            line.PartnerId,
                            line.Partner,
                            line.Planned,
                            null
                        )),
                    .. Names.Select(line => new PlannedLine(
                        null,
                        LineKind.Expenditure,
                        line,
                        null,
                        null,
                        null,
                        null,
                        Money.Pounds(1),
                        null
                    )),
                ]
            )
        );
        var budget = await app.BudgetAsync(slug);
        var lines = budget.LinesToPostTo;
        var random = new Random(20170519);
        for (var i = 1; i <= Entries; i++)
        {
            var line = lines[random.Next(lines.Count)];
            var date = budget.Year.Start.AddDays(random.Next(49));
            var words = i % 3 == 0 ? $"Entry {i}; *new* | (7)  a\tb \"c\"" : $"Entry {i}";
            if (i % 10 == 0)
                await app.SendAs(
                    Cast.Finance,
                    new ReverseEntry(slug, Books.Open, i - 1, Books.Today, words, Guid.NewGuid())
                );
            else if (i % 7 == 0)
                await app.SendAs(
                    Cast.Finance,
                    new PostJournal(
                        slug,
                        Books.Open,
                        [new(lines[^1].Number, new Money(i)), new(lines[^2].Number, new Money(-i))],
                        date,
                        "",
                        words,
                        Guid.NewGuid()
                    )
                );
            else
                await app.PostAsync(
                    slug,
                    random.Next(4) == 0 == (line.Kind == LineKind.Income)
                        ? EntryKind.Payment
                        : EntryKind.Receipt,
                    line.Number,
                    new Money(random.Next(1, 500_000)),
                    words,
                    date,
                    $"R;{i}"
                );
        }
        return (slug, await app.BudgetAsync(slug));
    }

    private static int Line(PartnershipBudget budget, string name) =>
        budget.Lines.Single(line => line.Name == name).Number;

    private static async Task<SortedDictionary<string, Money>> BalancesAsync(
        string program,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["LANG"] = start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await error}");
        var balances = new SortedDictionary<string, Money>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            var amount = decimal.Parse(
                line[..bar].Replace("GBP", "", StringComparison.Ordinal).Trim(),
                CultureInfo.InvariantCulture
            );
            balances[line[(bar + 1)..].Trim()] = new Money((long)(amount * 100));
        }
        return balances;
    }
}
