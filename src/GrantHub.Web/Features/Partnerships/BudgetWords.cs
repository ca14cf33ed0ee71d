using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Web.Features.Decisions;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>What pages call the parts of a partnership's budget.</summary>
public static class BudgetWords
{
    public static string Status(BudgetStatus status) =>
        status switch
        {
            BudgetStatus.Draft => "Draft",
            BudgetStatus.Adopted => "Adopted",
            BudgetStatus.Closed => "Closed",
        };

    public static string Colour(BudgetStatus status) =>
        status switch
        {
            BudgetStatus.Draft => "grey",
            BudgetStatus.Adopted => "green",
            BudgetStatus.Closed => "blue",
        };

    public static string Source(IncomeSource source) =>
        source switch
        {
            IncomeSource.Contribution => "Contribution in cash",
            IncomeSource.ContributionInKind => "Contribution in kind",
            IncomeSource.Generated => "Generated income",
            IncomeSource.Other => "Other income",
        };

    /// <summary>"1 posting", "2,040 postings".</summary>
    /// <param name="many">Null: with an s.</param>
    public static string Count(int number, string one, string? many = null) =>
        $"{number:N0} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>"Ash, Birch and Cedar".</summary>
    public static string List(IReadOnlyList<string> names) =>
        names.Count < 2
            ? string.Concat(names)
            : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    /// <summary>"12.2%".</summary>
    public static string Percent(int tenths) =>
        string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10}%");

    /// <summary>An amount for a column whose header has the pound sign: "16,683.00".</summary>
    public static string Amount(Money money) => money.ForField();

    /// <summary>The amount, or what stands in the place of none.</summary>
    public static string Amount(Money? money, string none = "") =>
        money is { } amount ? Amount(amount) : none;
}
