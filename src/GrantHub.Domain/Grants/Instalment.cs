using GrantHub.Domain.People;

namespace GrantHub.Domain.Grants;

/// <summary>How far a payment has come; follows from its facts.</summary>
public enum InstalmentState
{
    Planned,
    Requested,
    Authorised,
    Paid,
    Cancelled,
}

/// <summary>One payment of a grant. It belongs to a year of the schedule, whatever its date.</summary>
public sealed class Instalment
{
    private Instalment() { }

    internal Instalment(int number, FinancialYear year, Money amount, DateOnly dueOn)
    {
        Number = number;
        Year = year;
        Amount = amount;
        DueOn = dueOn;
    }

    public long Id { get; private set; }
    public long GrantId { get; private set; }

    /// <summary>Within the grant, from 1.</summary>
    public int Number { get; private set; }
    public FinancialYear Year { get; private set; }
    public Money Amount { get; private set; }
    public DateOnly DueOn { get; private set; }
    public long? RequestedById { get; private set; }
    public string? RequestedByName { get; private set; }
    public DateTime? RequestedAt { get; private set; }
    public long? AuthorisedById { get; private set; }
    public string? AuthorisedByName { get; private set; }
    public DateTime? AuthorisedAt { get; private set; }

    /// <summary>The day on which the money left the office.</summary>
    public DateOnly? PaidOn { get; private set; }

    /// <summary>The bank's or the ledger's; unique in the grant.</summary>
    public string? PaidReference { get; private set; }
    public long? PaidById { get; private set; }
    public string? PaidByName { get; private set; }
    public DateTime? CancelledAt { get; private set; }
    public string? CancelledByName { get; private set; }
    public string? CancelReason { get; private set; }

    public InstalmentState State =>
        (CancelledAt, PaidOn, AuthorisedAt, RequestedAt) switch
        {
            (not null, _, _, _) => InstalmentState.Cancelled,
            (_, not null, _, _) => InstalmentState.Paid,
            (_, _, not null, _) => InstalmentState.Authorised,
            (_, _, _, not null) => InstalmentState.Requested,
            _ => InstalmentState.Planned,
        };

    /// <summary>Neither paid nor cancelled.</summary>
    public bool IsOpen => State is not (InstalmentState.Paid or InstalmentState.Cancelled);

    internal void Change(Money amount, DateOnly dueOn)
    {
        Amount = amount;
        DueOn = dueOn;
    }

    internal void Request(Actor by, DateTime at)
    {
        RequestedById = by.PersonId;
        RequestedByName = by.Name;
        RequestedAt = at;
    }

    internal void Authorise(Actor by, DateTime at)
    {
        AuthorisedById = by.PersonId;
        AuthorisedByName = by.Name;
        AuthorisedAt = at;
    }

    internal void Pay(DateOnly on, string reference, Actor by)
    {
        PaidOn = on;
        PaidReference = reference;
        PaidById = by.PersonId;
        PaidByName = by.Name;
    }

    internal void Cancel(string reason, Actor by, DateTime at)
    {
        CancelReason = reason;
        CancelledByName = by.Name;
        CancelledAt = at;
    }
}

/// <summary>Money that came back to the office.</summary>
public sealed class Recovery
{
    private Recovery() { }

    internal Recovery(
        FinancialYear year,
        int? instalmentNumber,
        Money amount,
        DateOnly on,
        string reference,
        string reason,
        Actor by
    )
    {
        Year = year;
        InstalmentNumber = instalmentNumber;
        Amount = amount;
        On = on;
        Reference = reference;
        Reason = reason;
        ByName = by.Name;
    }

    public long Id { get; private set; }
    public long GrantId { get; private set; }
    public FinancialYear Year { get; private set; }

    /// <summary>The payment that came back; null where it is none in particular.</summary>
    public int? InstalmentNumber { get; private set; }
    public Money Amount { get; private set; }
    public DateOnly On { get; private set; }
    public string Reference { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string ByName { get; private set; } = "";
}
