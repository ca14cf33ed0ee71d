using GrantHub.Domain;

namespace GrantHub.Application.Grants;

/// <summary>Money that has moved under a grant, or in one year of it.</summary>
/// <param name="Paid">By the office, recoveries not taken off.</param>
/// <param name="Recovered">Back to the office.</param>
/// <param name="Spent">By the recipient.</param>
public sealed record GrantMoney(Money Paid, Money Recovered, Money Spent)
{
    /// <summary>No payment, recovery or spend is on record.</summary>
    public static GrantMoney None { get; } = new(Money.Zero, Money.Zero, Money.Zero);

    /// <summary>What the recipient still holds.</summary>
    public Money Unspent => Paid - Recovered - Spent;
}
