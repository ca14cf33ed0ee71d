namespace GrantHub.Domain.Funding;

/// <summary>How the streams of a grant bear its years.</summary>
internal static class StreamSharing
{
    /// <summary>
    /// Shares each year over what the streams have left of their amounts, by largest remainder: no share is negative, and
    /// each year's shares add up to it to the penny.
    /// </summary>
    /// <param name="years">In order; together at most what the streams give.</param>
    /// <returns>In pence, for each year a share for each stream.</returns>
    public static IReadOnlyList<IReadOnlyList<long>> OverYears(
        IEnumerable<Money> years,
        IEnumerable<Money> streams
    )
    {
        var left = streams.Select(amount => amount.Pence).ToArray();
        var shared = new List<IReadOnlyList<long>>();
        foreach (var year in years)
        {
            var shares = Over(year, left);
            shared.Add(shares);
            for (var i = 0; i < left.Length; i++)
                left[i] -= shares[i];
        }
        return shared;
    }

    /// <summary>Shares an amount by weight; nothing is shared where the amount is zero.</summary>
    public static IReadOnlyList<long> Over(Money amount, IReadOnlyList<long> weights) =>
        amount == Money.Zero
            ? [.. weights.Select(_ => 0L)]
            : LargestRemainder.Share(amount.Pence, weights);
}
