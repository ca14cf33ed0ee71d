namespace GrantHub.Domain;

/// <summary>Sharing out so that the parts always sum to the whole: money, or percentages in tenths.</summary>
public static class LargestRemainder
{
    /// <summary>Shares <paramref name="whole"/> by weight; ties go to the earlier line. A negative whole mirrors a positive one.</summary>
    /// <param name="weights">At least one; none negative; not all zero.</param>
    public static IReadOnlyList<long> Share(long whole, IReadOnlyList<long> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (
            weights.Count == 0
            || weights.Any(weight => weight < 0)
            || weights.All(weight => weight == 0)
        )
            throw new ArgumentException("Weights are none, negative or all zero.", nameof(weights));

        Int128 total = weights.Aggregate((Int128)0, (sum, weight) => sum + weight);
        var size = Int128.Abs(whole);
        var shares = new long[weights.Count];
        var remainders = new (Int128 Remainder, int Line)[weights.Count];
        for (var line = 0; line < weights.Count; line++)
        {
            var exact = size * weights[line];
            shares[line] = (long)(exact / total);
            remainders[line] = (exact % total, line);
        }
        var left = (int)(size - shares.Aggregate((Int128)0, (sum, share) => sum + share));
        foreach (
            var (_, line) in remainders
                .OrderByDescending(r => r.Remainder)
                .ThenBy(r => r.Line)
                .Take(left)
        )
            shares[line]++;
        return whole < 0 ? [.. shares.Select(share => -share)] : shares;
    }
}
