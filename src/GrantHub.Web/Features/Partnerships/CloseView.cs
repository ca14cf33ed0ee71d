using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GrantHub.Web.Features.Partnerships;

/// <param name="MayManage">Whether the person signs closes first.</param>
/// <param name="MayCountersign">Whether the person countersigns them.</param>
/// <param name="PersonId">Who looks.</param>
public sealed record CloseView(ClosePage Page, bool MayManage, bool MayCountersign, long PersonId)
{
    public PartnershipBudget Budget => Page.Budget;
    public FinancialYear Year => Budget.Year;
    public YearClose? Close => Budget.Close;
    public string Href => BudgetAddress.Of(Page.Slug, Year);
    public bool IsWaiting => Close is { IsWaiting: true };
    public bool IsClosed => Close is { Stands: true };

    /// <summary>Whether the shares and the balance can be shown: not before the budget is adopted.</summary>
    public bool HasFigures => Close is not null || Budget.AdoptedAt is not null;

    /// <summary>Why the person cannot countersign the close that waits; null when they can.</summary>
    public string? WhyNotCountersign =>
        !IsWaiting
            ? IsClosed
                ? $"{Year} has been closed already, countersigned by {Close!.CountersignedByName}."
                : $"The close of {Year} has not been signed. The partnership finance lead signs it first."
            : Close!.SignedById == PersonId
                ? "You signed this close, so somebody else has to countersign it."
                : null;

    /// <summary>What happens when the close is countersigned, a sentence each.</summary>
    public IReadOnlyList<string> Consequences
    {
        get
        {
            var figures = Page.Figures;
            var sentences = new List<string>
            {
                $"Nothing in {Year} can change any more: no posting, no virement, no invoice.",
            };
            if (figures.Returned > Money.Zero)
                sentences.Add(
                    $"{figures.Returned} is returned to partners, posted on {DisplayFormat.Date(Year.End)}."
                );
            if (figures.Charged > Money.Zero)
                sentences.Add(
                    $"{figures.Charged} is charged to partners, posted on {DisplayFormat.Date(Year.End)}."
                );
            sentences.Add(
                Page.Next is null
                    ? $"A draft budget for {Year.Next} is started, which opens with {figures.CarriedForward}."
                    : $"{Year.Next} opens with {figures.CarriedForward}; until now that was an estimate of {Page.Next.Opening}."
            );
            return sentences;
        }
    }
}

/// <summary>One version of the close.</summary>
public sealed record ClosedVersion(CloseView View, YearClose Close);

/// <summary>The finance lead's signature.</summary>
public sealed class SignCloseForm
{
    internal CloseView View { get; set; } = null!;

    /// <summary>The balance to carry forward that the page showed, in pence.</summary>
    public long Seen { get; set; }

    /// <summary>The digest of all the figures that the page showed.</summary>
    public string? Preview { get; set; }
    public bool Agreed { get; set; }

    public static SignCloseForm Of(CloseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new SignCloseForm
        {
            View = view,
            Seen = view.Page.Figures.CarriedForward.Pence,
            Preview = CloseDigest.Of(view.Page.Figures),
        };
    }

    /// <summary>The tick is never pre-filled, not even after a refusal.</summary>
    public SignCloseForm Unticked(ModelStateDictionary typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        Agreed = false;
        typed.SetModelValue(nameof(Agreed), ValueProviderResult.None);
        return this;
    }
}

/// <summary>The chief finance officer's signature.</summary>
public sealed class CountersignForm
{
    internal CloseView View { get; set; } = null!;

    /// <summary>The number of the close that the page showed.</summary>
    public int Close { get; set; }
    public bool Agreed { get; set; }

    public static CountersignForm Of(CloseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new CountersignForm { View = view, Close = view.Close?.Number ?? 0 };
    }

    /// <inheritdoc cref="SignCloseForm.Unticked"/>
    public CountersignForm Unticked(ModelStateDictionary typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        Agreed = false;
        typed.SetModelValue(nameof(Agreed), ValueProviderResult.None);
        return this;
    }
}

/// <summary>Undoing a close: sent back, withdrawn or reopened, with a reason.</summary>
public sealed class CloseReasonForm
{
    internal CloseView View { get; set; } = null!;

    internal CloseUndo Undo { get; set; } = null!;

    /// <summary>The number of the close that the page showed.</summary>
    public int Close { get; set; }
    public string? Reason { get; set; }

    public static CloseReasonForm Of(CloseUndo undo, CloseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new CloseReasonForm
        {
            Undo = undo,
            View = view,
            Close = view.Close?.Number ?? 0,
        };
    }
}

/// <summary>The words of a page that undoes a close.</summary>
/// <param name="Of">What is undone: a signed close, or a closed year.</param>
public sealed record CloseUndo(
    string Verb,
    string Of,
    string Question,
    string Button,
    Permission Needed,
    Func<CloseView, string?> WhyNot,
    Func<CloseView, IReadOnlyList<string>> Consequences
)
{
    public static CloseUndo SendBack { get; } =
        new(
            "Send back",
            "the close of",
            "What has to be put right, and why?",
            "Send the close back",
            Permission.CountersignCloses,
            NotWaiting,
            Opens
        );

    public static CloseUndo Withdraw { get; } =
        new(
            "Withdraw",
            "the signed close of",
            "Why is the close withdrawn?",
            "Withdraw the close",
            Permission.ManagePartnerships,
            NotWaiting,
            Opens
        );

    public static CloseUndo Reopen { get; } =
        new(
            "Reopen",
            "",
            "Why is the year reopened?",
            "Reopen the year",
            Permission.CountersignCloses,
            view =>
                !view.IsClosed ? $"{view.Year} is not closed."
                : view.Page.Next is { ClosedAt: not null } or { ClosingSince: not null }
                    ? $"{view.Year} cannot be reopened, because the close of {view.Year.Next} rests on it. Reopen {view.Year.Next} first, or have its close sent back."
                : null,
            view =>
            {
                var sentences = new List<string>
                {
                    $"The ledger of {view.Year} takes postings again, and its budget virements.",
                    $"Close {view.Close!.Number} stays readable with its figures and both signatures, marked as undone, with your reason.",
                };
                if (view.Close.Entry is { } entry)
                    sentences.Add(
                        $"Entry {entry}, by which {(view.Page.Figures.Returned > Money.Zero ? $"{view.Page.Figures.Returned} was returned" : $"{view.Page.Figures.Charged} was charged")}, is reversed. The next close posts what is right then."
                    );
                if (view.Page.Next is { } next)
                    sentences.Add(
                        $"{next.Year} keeps {next.Opening} as its opening balance, but as an estimate until {view.Year} is closed again."
                    );
                return sentences;
            }
        );

    private static string? NotWaiting(CloseView view) =>
        view.IsWaiting ? null : $"No signed close of {view.Year} waits to be countersigned.";

    private static IReadOnlyList<string> Opens(CloseView view) =>
        [
            $"{view.Year} can change again: postings, virements, invoices.",
            $"Close {view.Close?.Number} stays readable, marked as undone, with your reason.",
            "The close has to be signed again before it can be countersigned.",
        ];
}
