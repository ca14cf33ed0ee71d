using GrantHub.Application.Grants;
using GrantHub.Application.Imports;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>What a budget file says, and what in it cannot be read.</summary>
public sealed record BudgetLog(
    IReadOnlyList<BudgetSheet> Sheets,
    IReadOnlyList<ImportFault> Faults
);

/// <summary>The rows of one partnership and year.</summary>
/// <param name="Line">Where its first row stands in the file; the header is line 1.</param>
/// <param name="Opening">What is brought forward; null where no row says so.</param>
public sealed record BudgetSheet(
    int Line,
    string Partnership,
    FinancialYear Year,
    Money? Opening,
    IReadOnlyList<BudgetRow> Rows
);

/// <param name="Line">Where the row stands in the file.</param>
/// <param name="Parent">The place in the sheet's rows (from 0) of the line whose sub-line this is.</param>
/// <param name="Planned">Null: to be confirmed.</param>
/// <param name="Actual">By the end of the year; null: the file does not say.</param>
public sealed record BudgetRow(
    int Line,
    LineKind Kind,
    string Name,
    int? Parent,
    string? Partner,
    Money? Planned,
    Money? Actual,
    string? Note
);

/// <summary>
/// Takes over budgets: all of them, or none when anything is at fault. A draft's lines are replaced; of an adopted
/// budget only changed actuals are taken. Partnerships and partners that are not known are added.
/// </summary>
/// <param name="DryRun">Look for faults only.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record ImportBudget(BudgetLog Log, bool DryRun = false) : ICommand<Imported>;

internal sealed class ImportBudgetHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ImportBudget, Imported>
{
    private const string BeforeImport = "BeforeImport";

    public async Task<Imported> Handle(ImportBudget request, CancellationToken cancellationToken)
    {
        var log = request.Log;
        if (log.Faults.Count > 0)
            return new(0, 0, log.Faults);
        var faults = new List<ImportFault>();
        var years = new HashSet<(long Partnership, FinancialYear Year)>();
        var taken = 0;
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(BeforeImport, cancellationToken);
        // Earlier years first, so that a later year knows whether the year before has a budget.
        foreach (var sheet in log.Sheets.OrderBy(sheet => sheet.Year))
            if (await TakeAsync(sheet, years, faults, cancellationToken))
                taken += sheet.Rows.Count;
        if (faults.Count > 0 || request.DryRun)
        {
            // Nothing of it stays: not what is tracked, nor what was saved to get its number.
            await transaction.RollbackToSavepointAsync(BeforeImport, cancellationToken);
            db.ChangeTracker.Clear();
            // The savepoint is older than everything that was written, so nothing needs an entry.
            db.Writes.Forget();
        }
        return faults.Count > 0
            ? new(0, 0, [.. faults.OrderBy(fault => fault.Line)])
            : new(taken, log.Sheets.Sum(sheet => sheet.Rows.Count) - taken, []);
    }

    /// <param name="years">The partnerships and years of the sheets before this one.</param>
    /// <returns>Whether anything changes.</returns>
    private async Task<bool> TakeAsync(
        BudgetSheet sheet,
        HashSet<(long, FinancialYear)> years,
        List<ImportFault> faults,
        CancellationToken cancellationToken
    )
    {
        var partnership = await PartnershipAsync(sheet.Partnership, cancellationToken);
        if (!years.Add((partnership.Id, sheet.Year)))
        {
            // By its slug and by its name: one would take the place of the other.
            faults.Add(
                new ImportFault(
                    sheet.Line,
                    "partnership",
                    $"{partnership.Name} under one name in all rows of {sheet.Year}",
                    ImportFault.Quote(sheet.Partnership)
                )
            );
            return false;
        }
        var budgets = db.Budgets.Where(b => b.PartnershipId == partnership.Id);
        var budget = await budgets.WholeAsync(sheet.Year, cancellationToken);
        var isNew = budget is null;
        budget ??= PartnershipBudget.Start(
            partnership.Id,
            sheet.Year,
            sheet.Opening ?? Money.Zero,
            await budgets.WholeAsync(sheet.Year.Before, cancellationToken)
        );
        var planned = await PlannedAsync(sheet, partnership, budget, cancellationToken);
        var totals = isNew
            ? LedgerTotals.None
            : await db.LedgerTotalsAsync(budget.Id, cancellationToken);
        var opening = sheet.Opening ?? budget.OpeningPlanned;
        var isReplanned = budget.AdoptedAt is null && (isNew || !budget.Says(opening, planned));
        try
        {
            if (isNew)
            {
                (await budgets.WholeAsync(sheet.Year.Next, cancellationToken))?.Follow(budget);
                db.Budgets.Add(budget);
            }
            if (isReplanned)
                budget.Plan(opening, planned, totals);
            // Postings are kept by the budget's number, which a new one gets by saving.
            await db.SaveChangesAsync(cancellationToken);
            return await PostActualsAsync(sheet, budget, planned, totals, faults, cancellationToken)
                || isReplanned;
        }
        catch (DomainException refused)
        {
            faults.Add(
                new ImportFault(
                    sheet.Line,
                    "financial_year",
                    "a budget that can be taken over",
                    $"{sheet.Year}: {refused.Message}"
                )
            );
            return false;
        }
    }

    private async Task<bool> PostActualsAsync(
        BudgetSheet sheet,
        PartnershipBudget budget,
        IReadOnlyList<PlannedLine> planned,
        LedgerTotals totals,
        List<ImportFault> faults,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<(int LineNumber, Money Amount, EntryWords Words)>();
        for (var i = 0; i < sheet.Rows.Count; i++)
        {
            var row = sheet.Rows[i];
            if (row.Actual is not { } actual || sheet.Rows.Any(sub => sub.Parent == i))
                continue;
            var line = budget.LineLike(planned[i], planned);
            if (line is null)
                faults.Add(
                    new ImportFault(
                        row.Line,
                        "line",
                        $"a line of the adopted budget of {sheet.Year}",
                        ImportFault.Quote(row.Name)
                    )
                );
            else if (actual - totals.Of(line.Number).Actual is var change && change != Money.Zero)
                rows.Add(
                    (
                        line.Number,
                        change,
                        new EntryWords(sheet.Year.End, "", $"Actual of {sheet.Year} as imported")
                    )
                );
        }
        if (rows.Count == 0 || faults.Count > 0)
            return false;
        var postings = budget.PostImported(rows, user.Must(), clock.UtcInstant()).ToList();
        db.Postings.AddRange(postings);
        budget.Imported(
            "Actuals of a budget file",
            postings.Count,
            Sum(budget, postings, LineKind.Income),
            Sum(budget, postings, LineKind.Expenditure)
        );
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static Money Sum(PartnershipBudget budget, List<Posting> postings, LineKind kind) =>
        Money.Sum(
            postings.Where(p => budget.LineOf(p.LineNumber).Kind == kind).Select(p => p.Amount)
        );

    private async Task<Partnership> PartnershipAsync(
        string name,
        CancellationToken cancellationToken
    )
    {
        var key = Organisation.KeyOf(name);
        var known = await db
            .Partnerships.Include(p => p.Members)
            .Where(p => p.NameKey == key || p.Slug == name)
            // A name that is another's slug: the slug wins.
            .OrderBy(p => p.Slug != name)
            .FirstOrDefaultAsync(cancellationToken);
        if (known is not null)
            return known;
        var slug = await References.FreeSlugAsync(
            References.Kebab(name),
            wish => db.IsSlugTakenAsync(wish, 0, cancellationToken)
        );
        var partnership = Partnership.Add(name, slug);
        db.Partnerships.Add(partnership);
        await db.SaveChangesAsync(cancellationToken);
        return partnership;
    }

    /// <summary>The sheet's rows as lines; who contributes becomes a member of the partnership, unless it was one and left.</summary>
    private async Task<IReadOnlyList<PlannedLine>> PlannedAsync(
        BudgetSheet sheet,
        Partnership partnership,
        PartnershipBudget budget,
        CancellationToken cancellationToken
    )
    {
        var lines = new List<PlannedLine>();
        foreach (var row in sheet.Rows)
        {
            var partner = row.Partner is null
                ? null
                : await db.FindOrAddRecipientAsync(row.Partner, cancellationToken);
            if (
                partner is not null
                && partnership.Members.All(member => member.OrganisationId != partner.Id)
            )
                partnership.AddMember(partner.Id, partner.Name, MemberKind.Other, null);
            var line = new PlannedLine(
                null,
                row.Kind,
                row.Name,
                row.Parent,
                row.Kind == LineKind.Expenditure ? null : SourceNames.Of(row.Name, row.Partner),
                partner?.Id,
                partner?.Name,
                row.Planned,
                row.Note
            );
            // The file cannot say where income comes from, so what an officer has said stays.
            lines.Add(
                row.Kind == LineKind.Income && budget.LineLike(line, lines)?.Source is { } said
                    ? line with
                    {
                        Source = said,
                    }
                    : line
            );
        }
        return lines;
    }
}

/// <summary>Where income of a file comes from: the file does not say it in so many words.</summary>
public static class SourceNames
{
    public static IncomeSource Of(string name, string? partner)
    {
        ArgumentNullException.ThrowIfNull(name);
        return partner is not null
            ? name.Replace('-', ' ').Contains("in kind", StringComparison.OrdinalIgnoreCase)
                ? IncomeSource.ContributionInKind
                : IncomeSource.Contribution
            : name.StartsWith("generated", StringComparison.OrdinalIgnoreCase)
                ? IncomeSource.Generated
                : IncomeSource.Other;
    }
}
