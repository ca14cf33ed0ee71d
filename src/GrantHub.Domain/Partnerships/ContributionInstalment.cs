namespace GrantHub.Domain.Partnerships;

/// <summary>A part of a partner's contribution that is invoiced on its own.</summary>
public sealed class ContributionInstalment
{
    private ContributionInstalment() { }

    internal ContributionInstalment(int lineNumber, int number, DateOnly dueOn, Money amount)
    {
        LineNumber = lineNumber;
        Number = number;
        DueOn = dueOn;
        Amount = amount;
    }

    public long Id { get; private set; }
    public long BudgetId { get; private set; }
    public int LineNumber { get; private set; }

    /// <summary>Within the budget, from 1.</summary>
    public int Number { get; private set; }
    public DateOnly DueOn { get; private set; }
    public Money Amount { get; private set; }
    public DateOnly? InvoicedOn { get; private set; }
    public string? InvoiceReference { get; private set; }

    internal void Change(DateOnly dueOn, Money amount)
    {
        DueOn = dueOn;
        Amount = amount;
    }

    internal void Invoice(DateOnly? on, string? reference)
    {
        InvoicedOn = on;
        InvoiceReference = reference;
    }
}

/// <summary>How a partner's contribution in cash stands.</summary>
/// <param name="Agreed">Null: to be confirmed.</param>
/// <param name="Invoiced">By instalments.</param>
/// <param name="Overdue">Invoiced, past its day and not received.</param>
/// <param name="ShareTenths">Of all partners' contributions in cash, in tenths of a percent; null where there are none.</param>
public sealed record ContributionFigures(
    Money? Agreed,
    Money Invoiced,
    Money Received,
    Money Overdue,
    int? ShareTenths
)
{
    /// <summary>Agreed and not received; never negative.</summary>
    public Money Outstanding =>
        (Agreed ?? Money.Zero) > Received ? Agreed!.Value - Received : Money.Zero;
}
