using GrantHub.Domain.People;

namespace GrantHub.Domain.Partnerships;

/// <summary>What partners contribute in cash: agreed by the budget, invoiced by instalment, received by the ledger.</summary>
public sealed partial class PartnershipBudget
{
    /// <summary>The most instalments that one plan makes: one a month.</summary>
    public const int MostInstalments = 12;

    /// <summary>Contributions in cash, in the order of the page.</summary>
    public IReadOnlyList<BudgetLine> Contributions => [.. Lines.Where(line => line.IsContribution)];

    public IReadOnlyList<ContributionInstalment> InstalmentsOf(int lineNumber) =>
        [.. Instalments.Where(i => i.LineNumber == lineNumber)];

    /// <summary>What the contribution's share of all is, in tenths of a percent; the shares add up to 100.0%.</summary>
    public int? ShareTenthsOf(BudgetLine contribution)
    {
        ArgumentNullException.ThrowIfNull(contribution);
        if (!contribution.IsContribution)
            return null;
        var all = Contributions;
        // A negative contribution, netted off a line, has no share of its own.
        var weights = all.Select(line => Math.Max(0, PlannedOf(line).Pence)).ToList();
        var at = all.ToList().IndexOf(contribution);
        return at < 0 || weights.TrueForAll(weight => weight == 0)
            ? null
            : (int)LargestRemainder.Share(YearEndRule.WholeTenths, weights)[at];
    }

    public ContributionFigures ContributionOf(
        BudgetLine contribution,
        LedgerTotals totals,
        DateOnly today
    )
    {
        ArgumentNullException.ThrowIfNull(contribution);
        ArgumentNullException.ThrowIfNull(totals);
        var invoiced = InstalmentsOf(contribution.Number)
            .Where(i => i.InvoicedOn is not null)
            .ToList();
        var received = totals.Of(contribution.Number).Actual;
        var late = Money.Sum(invoiced.Where(i => i.DueOn < today).Select(i => i.Amount)) - received;
        return new(
            contribution.Planned,
            Money.Sum(invoiced.Select(i => i.Amount)),
            received,
            late > Money.Zero ? late : Money.Zero,
            ShareTenthsOf(contribution)
        );
    }

    /// <summary>Plans equal instalments of what is agreed and not yet invoiced, in place of those that are not invoiced.</summary>
    /// <param name="count">1 to 12.</param>
    /// <param name="everyMonths">1 to 12 months between them.</param>
    public void PlanInstalments(int lineNumber, DateOnly firstDue, int count, int everyMonths)
    {
        var line = ContributionLine(lineNumber);
        if (count is < 1 or > MostInstalments || everyMonths is < 1 or > 12)
            throw new DomainException(
                "instalment.count",
                $"Enter from 1 to {MostInstalments} instalments, from 1 to 12 months apart."
            );
        var agreed = AgreedOf(line);
        var left =
            agreed
            - Money.Sum(
                InstalmentsOf(lineNumber).Where(i => i.InvoicedOn is not null).Select(i => i.Amount)
            );
        if (left <= Money.Zero)
            throw new DomainException(
                "instalment.all-invoiced",
                $"All of {agreed} from {line.Partner} has been invoiced."
            );
        if (left.Pence < count)
            throw new DomainException(
                "instalment.too-small",
                $"{left} cannot be shared out in {count} instalments. Enter fewer of them."
            );
        instalments.RemoveAll(i => i.LineNumber == lineNumber && i.InvoicedOn is null);
        var amounts = left.Share([.. Enumerable.Repeat(1L, count)]);
        for (var i = 0; i < count; i++)
            instalments.Add(
                new ContributionInstalment(
                    lineNumber,
                    ++LastInstalment,
                    firstDue.AddMonths(i * everyMonths),
                    amounts[i]
                )
            );
        Happened(
            new Happening(
                "InstalmentsPlanned",
                After: $"{line.Title}: {count} of together {left}, the first due on {firstDue:yyyy-MM-dd}"
            )
        );
    }

    public void AddInstalment(int lineNumber, DateOnly dueOn, Money amount)
    {
        var line = ContributionLine(lineNumber);
        GuardAmount(amount);
        // A form that is sent twice adds one instalment.
        if (InstalmentsOf(lineNumber).Any(i => i.DueOn == dueOn && i.Amount == amount))
            throw DomainException.Conflict(
                "instalment.twice",
                $"{line.Title} has an instalment of {amount} due on {dueOn.InWords()} already. Nothing more was added."
            );
        GuardInstalments(line, AgreedOf(line), InstalmentsOf(lineNumber), amount);
        instalments.Add(new ContributionInstalment(lineNumber, ++LastInstalment, dueOn, amount));
        Happened(
            new Happening(
                "InstalmentAdded",
                After: $"{line.Title}: {amount} due on {dueOn:yyyy-MM-dd}"
            )
        );
    }

    public void ChangeInstalment(int number, DateOnly dueOn, Money amount)
    {
        var (line, instalment) = NotInvoiced(number);
        GuardAmount(amount);
        GuardInstalments(
            line,
            PlannedOf(line),
            InstalmentsOf(line.Number).Where(i => i != instalment),
            amount
        );
        var before = $"{line.Title}: {instalment.Amount} due on {instalment.DueOn:yyyy-MM-dd}";
        instalment.Change(dueOn, amount);
        Happened(
            new Happening(
                "InstalmentChanged",
                Before: before,
                After: $"{line.Title}: {amount} due on {dueOn:yyyy-MM-dd}"
            )
        );
    }

    public void RemoveInstalment(int number)
    {
        var (line, instalment) = NotInvoiced(number);
        instalments.Remove(instalment);
        Happened(
            new Happening(
                "InstalmentRemoved",
                Before: $"{line.Title}: {instalment.Amount} due on {instalment.DueOn:yyyy-MM-dd}"
            )
        );
    }

    /// <summary>Records that an instalment was invoiced.</summary>
    /// <param name="reference">The number of the invoice.</param>
    public void RecordInvoice(int number, DateOnly on, string reference, DateOnly today)
    {
        var (line, instalment) = NotInvoiced(number);
        if (AdoptedAt is null)
            throw new DomainException(
                "invoice.draft",
                $"The budget of {Year} is a draft. Contributions are invoiced when the partners have adopted it."
            );
        if (on > today)
            throw new DomainException(
                "invoice.future",
                "An invoice cannot have been sent on a later day than today."
            );
        var words = PastedText.Required(
            reference,
            "invoice.reference",
            "Enter the number of the invoice."
        );
        instalment.Invoice(on, words);
        Happened(
            new Happening(
                "ContributionInvoiced",
                After: $"{line.Title}: {instalment.Amount}, invoice {words} of {on:yyyy-MM-dd}"
            )
        );
    }

    /// <summary>Takes back that an instalment was invoiced.</summary>
    public void CancelInvoice(int number, string reason)
    {
        GuardNotClosed();
        var instalment = InstalmentOf(number);
        if (instalment.InvoicedOn is null)
            throw new DomainException("invoice.none", "This instalment has not been invoiced.");
        var why = PastedText.Required(
            reason,
            "invoice.cancel-reason",
            "Say why the invoice is taken back."
        );
        Happened(
            new Happening(
                "InvoiceCancelled",
                Why: why,
                Before: $"{LineOf(instalment.LineNumber).Title}: invoice {instalment.InvoiceReference}"
            )
        );
        instalment.Invoice(null, null);
    }

    /// <summary>Says which of our own grants pays a contribution; null: none.</summary>
    public void LinkGrant(int lineNumber, long? grantId, string? reference)
    {
        var line = ContributionLine(lineNumber);
        if (line.GrantId == grantId)
            return;
        line.PaidBy(grantId);
        Happened(
            new Happening(
                "ContributionLinked",
                After: $"{line.Title}: {(reference is null ? "no grant" : $"grant {reference}")}"
            )
        );
    }

    private BudgetLine ContributionLine(int number)
    {
        GuardNotClosed();
        var line = LineOf(number);
        return line.IsContribution
            ? line
            : throw new DomainException(
                "instalment.line",
                $"{line.Title} is not a contribution in cash."
            );
    }

    private static Money AgreedOf(BudgetLine line) =>
        line.Planned is { } agreed && agreed > Money.Zero
            ? agreed
            : throw new DomainException(
                "instalment.not-agreed",
                $"What {line.Partner} contributes is to be confirmed. Enter it in the budget first."
            );

    private ContributionInstalment InstalmentOf(int number) =>
        instalments.Find(i => i.Number == number)
        ?? throw new DomainException(
            "instalment.gone",
            "There is no such instalment. Somebody may have removed it."
        );

    private (BudgetLine, ContributionInstalment) NotInvoiced(int number)
    {
        GuardNotClosed();
        var instalment = InstalmentOf(number);
        if (instalment.InvoicedOn is not null)
            throw DomainException.Conflict(
                "instalment.invoiced",
                $"This instalment has been invoiced with {instalment.InvoiceReference}. Take the invoice back first."
            );
        return (LineOf(instalment.LineNumber), instalment);
    }

    private static void GuardAmount(Money amount)
    {
        if (amount <= Money.Zero)
            throw new DomainException("instalment.amount", "Enter an amount of more than £0.00.");
    }

    /// <summary>No contribution has instalments of more than was agreed.</summary>
    private static void GuardInstalments(
        BudgetLine line,
        Money agreed,
        IEnumerable<ContributionInstalment> others,
        Money more = default
    )
    {
        var planned = Money.Sum(others.Select(i => i.Amount)) + more;
        if (planned != Money.Zero && planned > agreed)
            throw new DomainException(
                "instalment.sum",
                $"The instalments of {line.Partner} add up to {planned}, and {agreed} is agreed. Lessen the instalments first."
            );
    }
}
