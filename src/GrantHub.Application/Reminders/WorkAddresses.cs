using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Reminders;

namespace GrantHub.Application.Reminders;

/// <summary>The page on which a piece of work is done.</summary>
public static class WorkAddresses
{
    /// <param name="slug">Of the decision record, grant or partnership; null: a decision record never submitted.</param>
    /// <param name="subjectId">The row that the work is about.</param>
    public static string Of(
        WorkKind kind,
        string? slug,
        long subjectId,
        FinancialYear? year,
        int? number
    ) =>
        kind switch
        {
            WorkKind.WaitingForMe
            or WorkKind.ReturnedToMe
            or WorkKind.NotYetPublished
            or WorkKind.MyDrafts => $"/decisions/{DecisionAddresses.Of(slug, subjectId)}",
            WorkKind.ReviewsToSign => $"/grants/{slug}/reviews/{year}/sign",
            WorkKind.ReviewsToDo => $"/grants/{slug}/reviews/{year}",
            WorkKind.ReturnsOwed => $"/returns/{slug}/{number}",
            WorkKind.ReturnsToChase or WorkKind.ReturnsToAccept =>
                $"/grants/{slug}/returns/{number}",
            WorkKind.AgreementsToSign
            or WorkKind.PaymentsToRequest
            or WorkKind.PaymentsToAuthorise
            or WorkKind.PaymentsToMake
            or WorkKind.GrantsEnding => $"/grants/{slug}",
            WorkKind.ClosesToCountersign => $"/partnerships/{slug}/budgets/{year}/close",
            WorkKind.ContributionsOverdue => $"/partnerships/{slug}/contributions?year={year}",
            WorkKind.InvoicesToSend =>
                $"/partnerships/{slug}/contributions/{year}/instalments/{number}/invoice",
            WorkKind.MemorandaToReview => $"/partnerships/{slug}",
        };
}
