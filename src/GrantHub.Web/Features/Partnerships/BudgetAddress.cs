using GrantHub.Application;
using GrantHub.Domain;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>Reads what addresses below a partnership say.</summary>
internal static class BudgetAddress
{
    /// <exception cref="NotFoundException">The address has no year.</exception>
    public static FinancialYear YearOf(string address) =>
        FinancialYear.TryParse(address, out var year)
            ? year
            : throw new NotFoundException(
                "The address has no financial year in it, such as 2019-20. Look for the budget among the partnership’s budgets."
            );

    public static string Of(string slug, FinancialYear year) =>
        $"/partnerships/{slug}/budgets/{year}";
}
