namespace GrantHub.Domain.Partnerships;

/// <summary>How a virement changed one line.</summary>
/// <param name="Before">Null: to be confirmed, or the line did not exist.</param>
public sealed record VirementLine(int Number, string Line, Money? Before, Money After)
{
    public Money Change => After - (Before ?? Money.Zero);
}

/// <summary>A change of an adopted budget. The budget as adopted stays beside it.</summary>
/// <param name="Number">Within the budget, from 1.</param>
public sealed record Virement(
    int Number,
    string Reason,
    IReadOnlyList<VirementLine> Lines,
    long ById,
    string ByName,
    DateTime At
);
