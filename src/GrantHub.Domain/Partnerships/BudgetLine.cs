namespace GrantHub.Domain.Partnerships;

public enum LineKind
{
    Income,
    Expenditure,
}

/// <summary>Where the money of an income line comes from.</summary>
public enum IncomeSource
{
    /// <summary>A partner's contribution in cash.</summary>
    Contribution,

    /// <summary>Staff, rooms or goods that a partner gives. Shown at its value; no money moves, so no total counts it.</summary>
    ContributionInKind,
    Generated,
    Other,
}

/// <summary>A line of a budget, or a sub-line of one. Amounts count in the line's own direction: in for income, out for expenditure.</summary>
public sealed class BudgetLine
{
    private BudgetLine() { }

    internal BudgetLine(int number, LineKind kind)
    {
        Number = number;
        Kind = kind;
    }

    public long Id { get; private set; }
    public long BudgetId { get; private set; }

    /// <summary>Within the budget, from 1; stays when lines are put in another order.</summary>
    public int Number { get; private set; }

    /// <summary>Where it stands on the page.</summary>
    public int Place { get; private set; }
    public LineKind Kind { get; private set; }

    /// <summary>Of income; null for expenditure.</summary>
    public IncomeSource? Source { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The number of the line whose sub-line this is; only expenditure has sub-lines, of one level.</summary>
    public int? ParentNumber { get; private set; }

    /// <summary>Who contributes; null on other lines.</summary>
    public long? PartnerId { get; private set; }
    public string? Partner { get; private set; }

    /// <summary>What is planned now; null is to be confirmed, which counts as nothing.</summary>
    public Money? Planned { get; private set; }

    /// <summary>What was planned when the budget was adopted; null before that, for a line added later, or to be confirmed then.</summary>
    public Money? Original { get; private set; }

    /// <summary>What the finance lead expects by the end of the year; null: it follows from the rest.</summary>
    public Money? Forecast { get; private set; }
    public string? Note { get; private set; }

    /// <summary>The codes by which the finance system knows the line, separated by commas.</summary>
    public string? Codes { get; private set; }

    /// <summary>The grant of ours that pays the contribution, where one does.</summary>
    public long? GrantId { get; private set; }

    public bool IsContribution => Source == IncomeSource.Contribution;

    /// <summary>Whether the line moves money and so is counted in totals.</summary>
    public bool Counts => Source != IncomeSource.ContributionInKind;

    /// <summary>"Contribution, Cleveland Police"; the name alone on lines without a partner.</summary>
    public string Title => Partner is null ? Name : $"{Name}, {Partner}";

    public IReadOnlyList<string> FinanceCodes =>
        Codes?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        ?? [];

    internal void Describe(PlannedLine line, int place, int? parentNumber)
    {
        Place = place;
        ParentNumber = parentNumber;
        Source = line.Source;
        Name = line.Name;
        PartnerId = line.PartnerId;
        Partner = line.Partner;
        Planned = line.Planned;
        Note = line.Note;
    }

    internal void MoveTo(int place) => Place = place;

    internal void Plan(Money? planned) => Planned = planned;

    internal void Adopt() => Original = Planned;

    internal void Expect(Money? forecast) => Forecast = forecast;

    internal void Code(string? codes) => Codes = codes;

    internal void PaidBy(long? grantId) => GrantId = grantId;
}

/// <summary>A line as an officer or an import plans it.</summary>
/// <param name="Number">Of the line that it changes; null: a new one.</param>
/// <param name="Parent">The place in the same list (from 0) of the line whose sub-line this is; null: a line of its own.</param>
/// <param name="Source">Of income; null for expenditure.</param>
/// <param name="Planned">Null: to be confirmed.</param>
public sealed record PlannedLine(
    int? Number,
    LineKind Kind,
    string Name,
    int? Parent,
    IncomeSource? Source,
    long? PartnerId,
    string? Partner,
    Money? Planned,
    string? Note
)
{
    /// <summary>What makes two lines of a budget the same line.</summary>
    internal (LineKind, string, string?, long?) Key(string? parent) =>
        (Kind, KeyOf(Name), parent is null ? null : KeyOf(parent), PartnerId);

    internal static string KeyOf(string name) => Grants.Organisation.KeyOf(name);
}
