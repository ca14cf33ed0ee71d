using GrantHub.Domain.Audit;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>The audit trail's stable words about a budget as headings of its history.</summary>
internal static class BudgetHistoryWords
{
    public static string What(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Happenings.GetValueOrDefault(entry.What, entry.What);
    }

    internal static IReadOnlyDictionary<string, string> Happenings { get; } =
        new Dictionary<string, string>
        {
            ["BudgetStarted"] = "Budget started",
            ["BudgetPlanned"] = "Draft changed",
            ["BudgetAdopted"] = "Budget adopted by the partners",
            ["BudgetVired"] = "Budget changed by a virement",
            ["ForecastEntered"] = "Forecast entered",
            ["LineCoded"] = "Codes of the finance system changed",
            ["EntryPosted"] = "Entry posted",
            ["EntryReversed"] = "Entry reversed",
            ["LedgerImported"] = "File of the finance system posted",
            ["EvidenceAdded"] = "Evidence put beside an entry",
            ["InstalmentsPlanned"] = "Instalments of a contribution planned",
            ["InstalmentAdded"] = "Instalment of a contribution added",
            ["InstalmentChanged"] = "Instalment of a contribution changed",
            ["InstalmentRemoved"] = "Instalment of a contribution removed",
            ["ContributionInvoiced"] = "Contribution invoiced",
            ["InvoiceCancelled"] = "Invoice of a contribution taken back",
            ["ContributionLinked"] = "Grant that pays a contribution changed",
            ["CloseSigned"] = "Close of the year signed",
            ["CloseSentBack"] = "Signed close sent back or withdrawn",
            ["YearClosed"] = "Close countersigned, year closed",
            ["YearReopened"] = "Year reopened",
            ["OpeningCarried"] = "Opening balance set by the close of the year before",
            ["OpeningReopened"] = "Opening balance an estimate again",
        };
}
