using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Partnerships;

/// <summary>Makes the budget of the sample (budget-hsscp-2019-20.csv) and moves it on, as the people who would do it.</summary>
internal static class BudgetBuilder
{
    public static readonly FinancialYear Year = new(2019);
    public static readonly Actor Finance = Cast.Of(31, "Fay Ledger", Role.PartnershipFinanceLead);

    /// <summary>The partners' numbers; they are Cleveland Police and so on in the order of the sample.</summary>
    public const long Police = 1;
    public const long Hartlepool = 2;
    public const long Ccg = 3;
    public const long Stockton = 4;

    /// <summary>The lines' numbers, as the sample's order gives them.</summary>
    public const int PoliceLine = 1;
    public const int GeneratedLine = 2;
    public const int HartlepoolLine = 3;
    public const int CcgLine = 4;
    public const int StocktonLine = 5;
    public const int StaffingLine = 6;
    public const int ManagerLine = 7;
    public const int SupportLine = 8;
    public const int TravelLine = 12;
    public const int EventsLine = 14;
    public const int SuppliesLine = 17;
    public const int RoomsLine = 21;

    public static readonly Money Opening = Money.Pounds(56_477);

    public static IReadOnlyList<PlannedLine> Lines { get; } =
    [
        From(Police, "Cleveland Police", 31_372),
        new(
            null,
            LineKind.Income,
            "Generated income",
            null,
            IncomeSource.Generated,
            null,
            null,
            Money.Pounds(5_000),
            null
        ),
        From(Hartlepool, "Hartlepool Borough Council", 73_459),
        From(Ccg, "Hartlepool and Stockton-on-Tees Clinical Commissioning Group", 84_574),
        From(Stockton, "Stockton-on-Tees Borough Council", 68_075),
        Spend("Staffing", 152_000),
        Spend("Development manager", 58_000, 5),
        Spend("Business support administration", 33_000, 5),
        Spend("Training co-ordinator", 41_000, 5),
        Spend("Performance framework analyst", 20_000, 5),
        Spend("Staff training and conferences", 750),
        Spend("Travel and transport", 2_500),
        Spend("AILC fee, grants and subscriptions", 2_000),
        Spend("Multi-agency training and events", 50_000),
        Spend("Serious case and learning reviews", 20_000),
        Spend("Invest to save: action learning, scrutiny, critical friends", 40_000),
        Spend("Supplies and support services", 9_000),
        Spend("Web-based procedures", 1_500, 16),
        Spend("General running costs", 3_000, 16),
        Spend("Events and campaigns", 1_500, 16),
        Spend("Room hire", 3_000, 16),
    ];

    public static DateOnly Day(int year, int month, int day) => new(year, month, day);

    public static DateTime On(int year, int month, int day) =>
        new(year, month, day, 11, 0, 0, DateTimeKind.Utc);

    public static DateTime On(DateOnly day) => On(day.Year, day.Month, day.Day);

    public static readonly DateTime AfterYear = On(2020, 4, 20);

    public static PlannedLine From(long partner, string name, long? pounds) =>
        new(
            null,
            LineKind.Income,
            "Contribution",
            null,
            IncomeSource.Contribution,
            partner,
            name,
            pounds is { } p ? Money.Pounds(p) : null,
            null
        );

    public static PlannedLine Spend(string name, long? pounds, int? parent = null) =>
        new(
            null,
            LineKind.Expenditure,
            name,
            parent,
            null,
            null,
            null,
            pounds is { } p ? Money.Pounds(p) : null,
            null
        );

    /// <summary>The sample as a draft.</summary>
    public static PartnershipBudget Draft(IReadOnlyList<PlannedLine>? lines = null)
    {
        var budget = PartnershipBudget.Start(1, Year, Opening, null);
        budget.Plan(Opening, lines ?? Lines, LedgerTotals.None);
        return budget;
    }

    /// <summary>The sample, adopted by the partners.</summary>
    public static PartnershipBudget Adopted(IReadOnlyList<PlannedLine>? lines = null)
    {
        var budget = Draft(lines);
        budget.Adopt(Day(2019, 3, 20), "Minute 14/19", Finance, On(2019, 3, 21));
        return budget;
    }

    public static BudgetLine Named(this PartnershipBudget budget, string name) =>
        budget.Lines.Single(line => line.Name == name);
}

/// <summary>A budget with its postings, which a database would keep beside it.</summary>
internal sealed class Book(PartnershipBudget budget)
{
    private readonly List<Posting> postings = [];

    public PartnershipBudget Budget => budget;
    public IReadOnlyList<Posting> Postings => postings;
    public LedgerTotals Totals => LedgerTotals.Replay(postings);

    public static Book Adopted(IReadOnlyList<PlannedLine>? lines = null) =>
        new(BudgetBuilder.Adopted(lines));

    public Book Keep(IEnumerable<Posting> entered)
    {
        postings.AddRange(entered);
        return this;
    }

    /// <summary>What the line counts: a receipt of income, a payment of expenditure.</summary>
    public Book Post(int line, Money amount, DateOnly? on = null)
    {
        var date = on ?? budget.Year.Start;
        return Keep(
            budget.PostCash(
                budget.LineOf(line).Kind == LineKind.Income ? EntryKind.Receipt : EntryKind.Payment,
                line,
                amount,
                new EntryWords(date, "BACS", "As invoiced"),
                BudgetBuilder.Finance,
                BudgetBuilder.On(date)
            )
        );
    }

    /// <summary>Every line comes to exactly what is planned.</summary>
    public Book PostAsPlanned()
    {
        foreach (var line in budget.Lines)
            if (!budget.HasSubLines(line) && line is { Counts: true, Planned: { } planned })
                if (planned > Money.Zero)
                    Post(line.Number, planned);
        return this;
    }

    public void Sign(YearEndRule rule, DateTime? at = null) =>
        budget.SignClose(
            rule,
            Totals,
            budget.PreviewClose(rule, Totals).CarriedForward,
            BudgetBuilder.Finance,
            at ?? BudgetBuilder.AfterYear
        );

    public Book Close(YearEndRule rule, DateTime? at = null)
    {
        Sign(rule, at);
        return Keep(budget.CountersignClose(Cast.Cfo, at ?? BudgetBuilder.AfterYear));
    }

    public IReadOnlyList<Posting> Entry(int number) =>
        [.. postings.Where(posting => posting.Entry == number)];

    public Book Reopen(string reason, PartnershipBudget? next, DateTime? at = null) =>
        Keep(
            budget.Reopen(
                reason,
                budget.Close?.Entry is { } entry ? Entry(entry) : [],
                next,
                Cast.Cfo,
                at ?? BudgetBuilder.AfterYear
            )
        );
}
