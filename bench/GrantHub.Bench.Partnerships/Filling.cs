using System.Globalization;
using System.Text.Json;
using GrantHub.Bench.Generator;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Bench.Partnerships;

/// <summary>
/// Keeps the books of sixty partnerships for five years, with the domain's own methods and past EF's change tracker; and
/// beside them the partnerships that <see cref="Shape"/> names, to be measured alone.
/// </summary>
internal sealed class Filling(GrantHubDb db, int seed)
{
    private const string Financier = "Fin Lead";
    private static readonly Actor Lead = new(1, Financier, Role.PartnershipFinanceLead, []);
    private static readonly Actor Officer = new(2, "Cfo Tees", Role.ChiefFinanceOfficer, []);

    private readonly Random random = new(seed);
    private readonly Tables tables = Tables.Of(db);
    private List<(long Id, string Name)> organisations = [];

    /// <param name="perYear">How many postings a year of one partnership has.</param>
    /// <param name="manifest">Where to write the addresses of the statements.</param>
    public async Task RunAsync(int perYear, FileInfo manifest, CancellationToken cancellationToken)
    {
        organisations =
        [
            .. (
                await db
                    .Organisations.OrderBy(o => o.Id)
                    .Take(4)
                    .Select(o => new { o.Id, o.Name })
                    .ToListAsync(cancellationToken)
            ).Select(o => (o.Id, o.Name)),
        ];
        await using (tables)
        {
            await tables.BeginAsync(cancellationToken);
            for (var i = 0; i < Shape.Partnerships; i++)
                await LiveAsync(
                    Shape.Slug(i),
                    Shape.Rules[i % Shape.Rules.Count],
                    Shape.Years,
                    perYear,
                    cancellationToken
                );
            foreach (var (slug, years) in Shape.Measured)
                await LiveAsync(slug, YearEndRule.Default, years, perYear, cancellationToken);
            await LiveAsync(
                Shape.Intake,
                YearEndRule.Default,
                Shape.IntakeYears,
                0,
                cancellationToken
            );
            await tables.FlushAsync(all: true, cancellationToken);
            await tables.EndAsync(cancellationToken);
        }
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("ANALYZE", cancellationToken);
        await System.IO.File.WriteAllTextAsync(
            manifest.FullName,
            JsonSerializer.Serialize(
                Enumerable
                    .Range(0, Shape.Partnerships)
                    .SelectMany(i =>
                        Shape.Years.Select(year =>
                            $"/partnerships/{Shape.Slug(i)}/budgets/{new FinancialYear(year)}"
                        )
                    )
            ),
            cancellationToken
        );
    }

    private async Task LiveAsync(
        string slug,
        YearEndRule rule,
        IEnumerable<int> years,
        int perYear,
        CancellationToken cancellationToken
    )
    {
        var partnership = Partnership.Add($"{slug} partnership", slug);
        partnership.SetKey(nameof(Partnership.Id), tables.NextKey<Partnership>());
        foreach (var (id, name) in organisations)
        {
            var member = partnership.AddMember(id, name, MemberKind.StatutoryPartner, null);
            member.SetKey(nameof(PartnershipMember.Id), tables.NextKey<PartnershipMember>());
            member.SetKey(nameof(PartnershipMember.PartnershipId), partnership.Id);
            tables.Add(member);
        }
        partnership.SetRule(rule, null);
        File(partnership);
        PartnershipBudget? before = null;
        var last = years.Max();
        foreach (var year in years)
        {
            var budget = Budget(partnership, new(year), before);
            var postings = Posted(budget, perYear);
            if (year < last && perYear > 0)
                postings.AddRange(Closed(budget, rule, postings));
            foreach (var posting in postings)
            {
                posting.SetKey(nameof(Posting.Id), tables.NextKey<Posting>());
                tables.Add(posting);
            }
            FileWhole(budget);
            await tables.FlushAsync(all: false, cancellationToken);
            before = budget;
        }
    }

    private PartnershipBudget Budget(
        Partnership partnership,
        FinancialYear year,
        PartnershipBudget? before
    )
    {
        var budget = PartnershipBudget.Start(partnership.Id, year, Money.Pounds(50_000), before);
        budget.SetKey(nameof(PartnershipBudget.Id), tables.NextKey<PartnershipBudget>());
        budget.Plan(budget.OpeningPlanned, Shape.Lines(organisations), LedgerTotals.None);
        foreach (var line in budget.LinesToPostTo)
            budget.CodeLine(line.Number, [Shape.Code(line.Number)]);
        budget.Adopt(
            year.Start.AddDays(-20),
            "Board, item 4",
            Lead,
            year.Start.AddDays(-19).ToDateTime(new(9, 0), DateTimeKind.Utc)
        );
        return budget;
    }

    /// <summary>A year of receipts and payments in the order of the days; of a hundred, one is a journal and one is reversed.</summary>
    private List<Posting> Posted(PartnershipBudget budget, int count)
    {
        var income = budget.LinesToPostTo.Where(line => line.Kind == LineKind.Income).ToList();
        var spending = budget.LinesToPostTo.Except(income).ToList();
        var posted = new List<Posting>(count);
        while (posted.Count < count)
        {
            var date = budget.Year.Start.AddDays(posted.Count * 364 / count);
            var at = date.ToDateTime(new(15, 0), DateTimeKind.Utc);
            var number = posted.Count + 1;
            var words = new EntryWords(
                date,
                string.Create(CultureInfo.InvariantCulture, $"BACS {number:000000}"),
                $"Invoice of supplier {random.Next(400)}, period {date.Month}"
            );
            if (number % 100 == 50 && posted.Count + 2 <= count)
            {
                var moved = new Money(random.Next(100, 50_000));
                posted.AddRange(
                    budget.PostJournal(
                        [new(spending[0].Number, moved), new(spending[1].Number, -moved)],
                        words,
                        Lead,
                        at
                    )
                );
                continue;
            }
            var isIncome = random.Next(10) < 3;
            var lines = isIncome ? income : spending;
            var amount = new Money(random.Next(100, 500_000) * (isIncome ? 6L : 1L));
            posted.AddRange(
                budget.PostImported(
                    [(lines[random.Next(lines.Count)].Number, amount, words)],
                    Lead,
                    at
                )
            );
            if (number % 100 == 0 && posted.Count < count)
                posted.AddRange(
                    budget.Reverse([posted[^1]], null, date, "Posted twice", null, Lead, at)
                );
        }
        return posted;
    }

    private static IReadOnlyList<Posting> Closed(
        PartnershipBudget budget,
        YearEndRule rule,
        List<Posting> postings
    )
    {
        var at = budget.Year.End.AddDays(30).ToDateTime(new(9, 0), DateTimeKind.Utc);
        var totals = LedgerTotals.Replay(postings);
        budget.SignClose(rule, totals, budget.PreviewClose(rule, totals).CarriedForward, Lead, at);
        return budget.CountersignClose(Officer, at.AddDays(1));
    }

    private void FileWhole(PartnershipBudget budget)
    {
        File(budget);
        foreach (var line in budget.Lines)
        {
            line.SetKey(nameof(BudgetLine.Id), tables.NextKey<BudgetLine>());
            line.SetKey(nameof(BudgetLine.BudgetId), budget.Id);
            tables.Add(line);
        }
        foreach (var close in budget.Closes)
        {
            close.SetKey(nameof(YearClose.Id), tables.NextKey<YearClose>());
            close.SetKey(nameof(YearClose.BudgetId), budget.Id);
            tables.Add(close);
        }
    }

    private void File(AggregateRoot root)
    {
        root.ForgetHappenings();
        root.StampVersion();
        tables.Add(root);
    }
}
