using GrantHub.Domain.Grants;

namespace GrantHub.Domain.Partnerships;

/// <summary>A line of the budget from which a runway starts; one with sub-lines stands for them.</summary>
/// <param name="Partner">Who contributes it; null on other lines.</param>
/// <param name="Amount">What is planned; £0.00 for a line that is to be confirmed.</param>
/// <param name="ToBeConfirmed">Counted as zero because nobody has said how much it will be.</param>
public sealed record RunwayLine(
    bool IsIncome,
    string Name,
    string? Partner,
    Money Amount,
    bool ToBeConfirmed = false
);

/// <summary>The budget from which a runway starts.</summary>
/// <param name="OpeningIsEstimated">The year before has not been closed.</param>
public sealed record RunwayBasis(
    FinancialYear Year,
    Money Opening,
    bool OpeningIsEstimated,
    IReadOnlyList<RunwayLine> Lines
);

/// <summary>One year of a runway.</summary>
public sealed record RunwayYear(FinancialYear Year, Money Opening, Money Income, Money Expenditure)
{
    public Money InYear => Income - Expenditure;
    public Money Closing => Opening + InYear;
}

/// <summary>How long a partnership's reserve lasts when its budget goes on as it is, or as a scenario says.</summary>
public sealed class ReserveRunway
{
    public const int MostYears = 30;
    public const int DefaultYears = 5;

    private ReserveRunway(
        string name,
        Money floor,
        IReadOnlyList<RunwayYear> years,
        IReadOnlyList<string> unmatched
    ) => (Name, Floor, Years, Unmatched) = (name, floor, years, unmatched);

    /// <summary>The scenario's; <see cref="RunwayScenario.Standstill"/> without one.</summary>
    public string Name { get; }

    /// <summary>The least that the partners want to hold at a year's end.</summary>
    public Money Floor { get; }

    /// <summary>In order; the first is the budget as it stands.</summary>
    public IReadOnlyList<RunwayYear> Years { get; }

    /// <summary>Names in the scenario that are on no line of the budget, so that they change nothing.</summary>
    public IReadOnlyList<string> Unmatched { get; }

    /// <summary>The first year that closes under the floor; null: none does.</summary>
    public FinancialYear? BelowFloorIn => First(year => year.Closing < Floor);

    /// <summary>The first year that closes under zero; null: none does.</summary>
    public FinancialYear? ExhaustedIn => First(year => year.Closing < Money.Zero);

    /// <summary>
    /// Rolls a budget forward. A scenario acts from the second year on; each year's amount follows from the printed one
    /// of the year before, in whole pence, half a penny rounded away from zero.
    /// </summary>
    /// <param name="years">1 to <see cref="MostYears"/>; the budget's own year counts.</param>
    /// <param name="terms">Null: standstill.</param>
    /// <exception cref="DomainException">The years are out of range, or the amounts grow beyond what can be kept.</exception>
    public static ReserveRunway Of(RunwayBasis basis, Money floor, int years, ScenarioTerms? terms)
    {
        ArgumentNullException.ThrowIfNull(basis);
        if (years is < 1 or > MostYears)
            throw new DomainException(
                "runway.years",
                $"Enter how many years to look ahead, from 1 to {MostYears}."
            );
        try
        {
            return new ReserveRunway(
                terms?.Name ?? RunwayScenario.Standstill,
                floor,
                Roll(basis, years, terms),
                terms is null ? [] : NotOnALine(basis, terms)
            );
        }
        catch (OverflowException)
        {
            throw new DomainException(
                "runway.too-large",
                $"In the scenario {terms?.Name ?? RunwayScenario.Standstill} the amounts grow beyond what can be shown. Look fewer years ahead, or lower the inflation."
            );
        }
    }

    private static List<RunwayYear> Roll(RunwayBasis basis, int count, ScenarioTerms? terms)
    {
        var lines = basis.Lines;
        var years = new List<RunwayYear>(count);
        for (var (year, opening) = (basis.Year, basis.Opening); years.Count < count; )
        {
            if (terms is not null && years.Count > 0)
                lines = Changed(Inflated(lines, terms), terms, year, basis.Year.Next);
            years.Add(new RunwayYear(year, opening, Sum(lines, true), Sum(lines, false)));
            (year, opening) = (year.Next, years[^1].Closing);
        }
        return years;
    }

    private static List<RunwayLine> Inflated(
        IReadOnlyList<RunwayLine> lines,
        ScenarioTerms terms
    ) =>
        [
            .. lines.Select(line =>
                line with
                {
                    Amount = Inflated(
                        line.Amount,
                        terms
                            .Lines.FirstOrDefault(own =>
                                own.IsIncome == line.IsIncome && Matches(line, own.Line)
                            )
                            ?.Tenths
                            ?? (line.IsIncome ? terms.IncomeTenths : terms.ExpenditureTenths)
                    ),
                }
            ),
        ];

    /// <summary>A new amount is what somebody gives in all, so the first of several lines bears it.</summary>
    /// <param name="earliest">A change dated before takes effect then: the budget's own year stays as it stands.</param>
    private static List<RunwayLine> Changed(
        List<RunwayLine> lines,
        ScenarioTerms terms,
        FinancialYear year,
        FinancialYear earliest
    )
    {
        foreach (
            var change in terms
                .Changes.Where(c => (c.From < earliest ? earliest : c.From) == year)
                .OrderBy(c => c.From)
        )
        {
            var first = true;
            for (var i = 0; i < lines.Count; i++)
                if (lines[i].IsIncome && Matches(lines[i], change.Source))
                {
                    lines[i] = lines[i] with { Amount = first ? change.Amount : Money.Zero };
                    first = false;
                }
        }
        return lines;
    }

    private static Money Inflated(Money amount, int tenths)
    {
        const int Whole = 1000;
        var exact = (Int128)amount.Pence * (Whole + tenths);
        var (pence, rest) = Int128.DivRem(exact, Whole);
        if (Int128.Abs(rest) * 2 >= Whole)
            pence += Int128.Sign(exact);
        return new Money(checked((long)pence));
    }

    private static List<string> NotOnALine(RunwayBasis basis, ScenarioTerms terms) =>
        [
            .. terms
                .Lines.Where(own =>
                    !basis.Lines.Any(line =>
                        line.IsIncome == own.IsIncome && Matches(line, own.Line)
                    )
                )
                .Select(own => own.Line)
                .Concat(
                    terms
                        .Changes.Where(change =>
                            !basis.Lines.Any(line => line.IsIncome && Matches(line, change.Source))
                        )
                        .Select(change => change.Source)
                )
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    private static bool Matches(RunwayLine line, string name)
    {
        var key = Organisation.KeyOf(name);
        return Organisation.KeyOf(line.Name) == key
            || line.Partner is { } partner && Organisation.KeyOf(partner) == key;
    }

    private static Money Sum(IReadOnlyList<RunwayLine> lines, bool income) =>
        Money.Sum(lines.Where(line => line.IsIncome == income).Select(line => line.Amount));

    private FinancialYear? First(Func<RunwayYear, bool> holds) => Years.FirstOrDefault(holds)?.Year;
}
