using GrantHub.Application;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;

namespace GrantHub.Web.Features.Grants;

/// <summary>The one thing to do next with a grant.</summary>
/// <param name="Href">Where it is done; null when it is not for the person who looks.</param>
public sealed record GrantNextStep(
    string Title,
    string Text,
    string? Href = null,
    string? Button = null
)
{
    /// <summary>The first step that is for the person; else the first of all, as waiting for somebody else.</summary>
    public static GrantNextStep Of(Grant grant, ICurrentUser user, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var open = All(grant, today).ToList();
        if (open.Find(step => step.IsFor(user, grant, today)) is { } mine)
            return new GrantNextStep(mine.Title, mine.Text, mine.Href, mine.Button);
        if (open is [var first, ..])
            return new GrantNextStep($"Waiting for {first.Who}", $"{first.Title}. {first.Text}");
        return grant.State switch
        {
            GrantState.Closed => new(
                "The grant is closed",
                "Every year is settled or discontinued."
            ),
            GrantState.Terminated => new(
                "The grant is terminated",
                "What is left is to settle each year after its final return."
            ),
            _ => new(
                "Nothing to do now",
                "The next payment, return or review appears here when its time comes."
            ),
        };
    }

    private sealed record Step(
        string Title,
        string Text,
        string Href,
        string Button,
        string Who,
        Permission By,
        PaymentStep? Payment = null,
        Instalment? Of = null,
        FinancialYear? Signs = null
    )
    {
        public bool IsFor(ICurrentUser user, Grant grant, DateOnly today) =>
            Payment is { } payment
                ? payment.IsFor(Of!, grant, user, today)
                : user.May(By)
                    && (Signs is not { } year || grant.WhyNotSignReview(year, user.Must()) is null);
    }

    private static IEnumerable<Step> All(Grant grant, DateOnly today) =>
        grant.State == GrantState.Closed
            ? []
            : Agreement(grant)
                .Concat(Blocks(grant, today))
                .Concat(Returns(grant, today))
                .Concat(Reviews(grant, today, ReviewState.AwaitingSignature, ReviewState.Overdue))
                .Concat(Payments(grant, today))
                .Concat(Reviews(grant, today, ReviewState.Open))
                .Concat(Settlements(grant, today));

    private static IEnumerable<Step> Agreement(Grant grant)
    {
        if (grant.Agreement is not { } agreement)
            yield return new(
                "Send the agreement",
                $"Record when the grant agreement went to {grant.RecipientName}. Nothing can be paid before both have signed it.",
                "/agreement/send",
                "Record that it was sent",
                "a lead officer",
                Permission.ManageGrants
            );
        else if (!agreement.IsSigned)
            yield return new(
                "Record the signatures of the agreement",
                $"The agreement went to {grant.RecipientName} on {DisplayFormat.Date(agreement.SentOn)}. Nothing can be paid before both have signed it.",
                "/agreement/sign",
                "Record a signature",
                "a lead officer",
                Permission.ManageGrants
            );
    }

    private static IEnumerable<Step> Blocks(Grant grant, DateOnly today)
    {
        if (
            grant.OpenBlocks(today).Count > 0
            && grant.Instalments.Any(i => i.State == InstalmentState.Requested)
        )
            yield return new(
                "Clear what blocks payments",
                "A payment has been requested and cannot be authorised. The chief finance officer can override, with a reason.",
                "/override",
                "Override with a reason",
                "what blocks payments to be cleared",
                Permission.OverrideBlocks
            );
    }

    private static IEnumerable<Step> Returns(Grant grant, DateOnly today)
    {
        foreach (
            var submitted in grant.Returns.Where(r => r.StateOn(today) == ReturnState.Submitted)
        )
            yield return new(
                $"Read the return for {submitted.Year}",
                $"{submitted.Latest!.ByName} submitted it on {DisplayFormat.Instant(submitted.SubmittedAt!.Value)}. Accept it or send it back with a reason.",
                $"/returns/{submitted.Number}",
                "Read the return",
                "a lead officer",
                Permission.ManageGrants
            );
        foreach (var late in grant.Returns.Where(r => r.StateOn(today) == ReturnState.Overdue))
            yield return new(
                $"Get the return for {late.Year}",
                $"It was due on {DisplayFormat.Date(late.DueOn)} and stops payments. {grant.RecipientName} can submit it, or a lead officer records what it sent.",
                $"/returns/{late.Number}",
                "Open the return",
                grant.RecipientName,
                Permission.ManageGrants
            );
    }

    private static IEnumerable<Step> Reviews(
        Grant grant,
        DateOnly today,
        params ReviewState[] states
    )
    {
        foreach (
            var plan in grant.ReviewPlans.Where(plan =>
                states.Contains(plan.StateOn(today))
                && grant.FiguresOf(plan.Year).State == GrantYearState.Confirmed
            )
        )
        {
            var href = $"/reviews/{plan.Year}";
            var text = $"It decides on {plan.Decides}. Due on {DisplayFormat.Date(plan.DueOn)}.";
            yield return plan.Review?.AwaitingRole is { } role
                ? new(
                    $"Sign the annual review of {plan.Year}",
                    text,
                    $"{href}/sign",
                    "Read and sign",
                    role.InSentence(),
                    Permission.SignReviews,
                    Signs: plan.Year
                )
                : new(
                    $"Do the annual review of {plan.Year}",
                    text,
                    href,
                    "Open the review",
                    "a lead officer",
                    Permission.ManageGrants
                );
        }
    }

    private static IEnumerable<Step> Payments(Grant grant, DateOnly today)
    {
        var byDate = grant.Instalments.OrderBy(i => i.DueOn).ToList();
        foreach (var paying in byDate.Where(i => i.State == InstalmentState.Authorised))
            yield return Of(
                paying,
                PaymentStep.Pay,
                "the payment to be made",
                "It is authorised. Record when it was paid."
            );
        if (grant.IsAgreementSigned)
            foreach (var asked in byDate.Where(i => i.State == InstalmentState.Requested))
                yield return Of(
                    asked,
                    PaymentStep.Authorise,
                    "a payment authoriser",
                    $"Requested by {asked.RequestedByName} on {DisplayFormat.Instant(asked.RequestedAt!.Value)}."
                );
        foreach (
            var planned in byDate
                .Where(i => i.State == InstalmentState.Planned && i.DueOn <= today.AddMonths(1))
                .Where(i => grant.FiguresOf(i.Year).Confirmed > Money.Zero)
        )
            yield return Of(
                planned,
                PaymentStep.Request,
                "a lead officer",
                "It is planned and falls due within a month."
            );
        foreach (
            var year in grant.Years.Where(year =>
                year.State == GrantYearState.Confirmed
                && year.Settlement is null
                && grant.Termination is null
                && !byDate.Exists(i => i.Year == year.Year && i.State != InstalmentState.Cancelled)
            )
        )
            yield return new(
                $"Plan the payments of {year.Year}",
                $"{year.Confirmed} is confirmed and no payment is planned.",
                $"/payments/plan?year={year.Year}",
                "Plan payments",
                "a lead officer",
                Permission.ManageGrants
            );
    }

    private static IEnumerable<Step> Settlements(Grant grant, DateOnly today) =>
        grant
            .Years.Where(year =>
                (year.Year.End < today || grant.Termination is not null)
                && grant.NeedsSettlement(year.Year)
                && grant.WhyNotSettle(year.Year) is null
            )
            .Take(1)
            .Select(year => new Step(
                $"Settle {year.Year}",
                $"Its final return is accepted. Say what happens to what is unspent; due {DisplayFormat.Date(Grant.SettlementDueOn(year.Year))}.",
                $"/years/{year.Year}/settle",
                "Settle the year",
                "a lead officer",
                Permission.ManageGrants
            ));

    private static Step Of(Instalment instalment, PaymentStep step, string who, string text) =>
        new(
            step == PaymentStep.Pay
                ? $"Record payment {instalment.Number} of {instalment.Amount} as paid"
                : $"{step.Verb} payment {instalment.Number} of {instalment.Amount}",
            $"{text} Due on {DisplayFormat.Date(instalment.DueOn)}, for {instalment.Year}.",
            $"/payments/{instalment.Number}/{step.Key}",
            step.Verb,
            who,
            step.By[0],
            step,
            instalment
        );
}
