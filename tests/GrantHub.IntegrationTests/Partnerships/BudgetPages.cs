using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>Budgets of 2017-18 as officers enter them. Today is 19 May 2017.</summary>
public abstract class BudgetPages(AppFixture app)
{
    protected const string Year = "2017-18";
    protected static readonly FinancialYear ThisYear = new(2017);

    private long partner;

    protected AppFixture App { get; } = app;

    protected static string Edit(string slug) => $"/partnerships/{slug}/budgets/{Year}/edit";

    /// <summary>£1,000 brought forward, £600 from a council, £1,100 of staffing with one sub-line, an audit to be confirmed.</summary>
    protected List<(string, string)> Plan(params (string Name, string Value)[] changes)
    {
        var fields = new List<(string Name, string Value)> { ("Opening", "1,000.00") };
        foreach (
            var (i, kind, isSub, name, source, amount) in new[]
            {
                (0, "Income", "false", "Contribution", "Contribution", "600.00"),
                (1, "Expenditure", "false", "Staffing", "", "1,100.00"),
                (2, "Expenditure", "true", "Manager", "", "1,100.00"),
                (3, "Expenditure", "false", "Audit", "", ""),
            }
        )
        {
            fields.Add(($"Lines[{i}].Kind", kind));
            fields.Add(($"Lines[{i}].IsSub", isSub));
            fields.Add(($"Lines[{i}].Name", name));
            fields.Add(($"Lines[{i}].Planned", amount));
            if (source.Length > 0)
                fields.Add(($"Lines[{i}].Source", source));
        }
        fields.Add(
            (
                "Lines[0].PartnerId",
                partner.ToString(System.Globalization.CultureInfo.InvariantCulture)
            )
        );
        return [.. fields.Where(f => changes.All(c => c.Name != f.Name)), .. changes];
    }

    protected async Task<string> PartnershipAsync(string name)
    {
        var slug = await App.SendAs(
            Cast.Finance,
            new AddPartnership(name, null, $"{name} Council")
        );
        partner = await App.Look(db =>
            db.Organisations.Where(o => o.Name == $"{name} Council").Select(o => o.Id).SingleAsync()
        );
        return slug;
    }

    protected async Task<string> BudgetAsync(string name, params (string, string)[] changes)
    {
        var slug = await PartnershipAsync(name);
        await App.SendAs(Cast.Finance, new StartBudget(slug, ThisYear, false, Money.Pounds(1000)));
        using var page = await App.SignedIn(Cast.Finance);
        using var saved = await page.PostFormAsync(Edit(slug), Plan(changes));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        return slug;
    }

    protected async Task<string> AdoptedAsync(string name)
    {
        var slug = await BudgetAsync(name);
        await App.SendAs(
            Cast.Finance,
            new AdoptBudget(
                slug,
                ThisYear,
                (await BudgetOf(name)).PlanVersion,
                new(2017, 5, 1),
                "Minute 7"
            )
        );
        return slug;
    }

    protected static List<(string, string)> Adopted(PartnershipBudget budget) =>
        [
            ("Seen", budget.PlanVersion.ToString()),
            ("On.Day", "1"),
            ("On.Month", "5"),
            ("On.Year", "2017"),
        ];

    protected static List<(string, string)> Amounts(
        PartnershipBudget budget,
        params (string Line, string Amount)[] changes
    ) => Amounts(budget, line => line.Planned ?? Money.Zero, changes);

    protected static List<(string, string)> Amounts(
        PartnershipBudget budget,
        Func<BudgetLine, Money?> otherwise,
        params (string Line, string Amount)[] changes
    ) =>
        [
            .. budget
                .Lines.Where(line => !budget.HasSubLines(line))
                .SelectMany(
                    (line, i) =>
                        new[]
                        {
                            ($"Rows[{i}].Number", $"{line.Number}"),
                            (
                                $"Rows[{i}].Amount",
                                changes.FirstOrDefault(c => c.Line == line.Name).Amount
                                    ?? otherwise(line)?.ToPlainString()
                                    ?? ""
                            ),
                        }
                ),
        ];

    protected Task<PartnershipBudget> BudgetOf(string name) =>
        App.Look(db =>
            db.Budgets.Include(b => b.Lines)
                .SingleAsync(b =>
                    db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Name == name)
                )
        );

    protected Task<int> PostAsync(string name, int count) =>
        App.Look(async db =>
        {
            var budget = await db
                .Budgets.Include(b => b.Lines)
                .SingleAsync(b =>
                    db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Name == name)
                );
            var manager = budget.Lines.Single(line => line.Name == "Manager").Number;
            db.Postings.AddRange(
                budget.PostImported(
                    Enumerable
                        .Range(0, count)
                        .Select(n =>
                            (
                                manager,
                                Money.Pounds(1),
                                new EntryWords(new(2017, 5, 2), $"R{n}", "Pay")
                            )
                        ),
                    Domain.People.Actor.Operator,
                    new DateTime(2017, 5, 19, 9, 0, 0, DateTimeKind.Utc)
                )
            );
            return await db.SaveChangesAsync();
        });
}
