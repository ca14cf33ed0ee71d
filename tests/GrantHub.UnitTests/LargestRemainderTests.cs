using FsCheck;
using FsCheck.Fluent;
using GrantHub.Domain;

namespace GrantHub.UnitTests;

public class LargestRemainderTests
{
    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(101, new long[] { 1, 1, 1 }, new long[] { 34, 34, 33 })]
    [InlineData(-100, new long[] { 1, 1, 1 }, new long[] { -34, -33, -33 })]
    [InlineData(1, new long[] { 1, 3, 3 }, new long[] { 0, 1, 0 })]
    [InlineData(10, new long[] { 0, 1 }, new long[] { 0, 10 })]
    [InlineData(0, new long[] { 2, 1 }, new long[] { 0, 0 })]
    public void Share_Ties_GoToTheEarlierLine(long whole, long[] weights, long[] shares) =>
        Assert.Equal(shares, LargestRemainder.Share(whole, weights));

    [Fact]
    public void Share_TheLargestWholes_DoNotOverflow()
    {
        Assert.Equal([long.MaxValue], LargestRemainder.Share(long.MaxValue, [long.MaxValue]));
        Assert.Equal([long.MinValue], LargestRemainder.Share(long.MinValue, [1]));
        Assert.Equal(
            long.MaxValue,
            LargestRemainder.Share(long.MaxValue, [long.MaxValue, long.MaxValue]).Sum()
        );
    }

    [Theory]
    [InlineData(new long[] { })]
    [InlineData(new long[] { 0, 0 })]
    [InlineData(new long[] { 2, -1 })]
    public void Share_WithoutWeights_Throws(long[] weights) =>
        Assert.Throws<ArgumentException>(() => LargestRemainder.Share(100, weights));

    /// <summary>The parts sum to the whole, none is a unit or more off its exact part, and equal lines are at most a unit apart, the earlier first.</summary>
    [Fact]
    public void Share_AnyWholeAndWeights_SumsToTheWholeAndIsFair() =>
        Prop.ForAll(
                (
                    from whole in Gen.OneOf(
                        Gen.Choose(-1_000, 1_000).Select(n => (long)n),
                        Numbers.Within(1_000_000_000_000_000)
                    )
                    from weights in Gen.OneOf(
                            Gen.Choose(0, 5).Select(n => (long)n),
                            Numbers.UpTo(1_000_000_000_000)
                        )
                        .NonEmptyListOf()
                    where weights.Any(weight => weight > 0)
                    select (whole, weights)
                ).ToArbitrary(),
                Fair
            )
            .QuickCheckThrowOnFailure();

    private static bool Fair((long Whole, List<long> Weights) given)
    {
        var shares = LargestRemainder.Share(given.Whole, given.Weights);
        Int128 total = given.Weights.Sum();
        var lines = Enumerable.Range(0, shares.Count).ToList();
        return shares.Count == given.Weights.Count
            && shares.Sum() == given.Whole
            && lines.All(line =>
                Int128.Abs(shares[line] * total - (Int128)given.Whole * given.Weights[line]) < total
            )
            && lines.All(later =>
                lines
                    .Take(later)
                    .Where(earlier => given.Weights[earlier] == given.Weights[later])
                    .All(earlier => Math.Abs(shares[earlier]) - Math.Abs(shares[later]) is 0 or 1)
            );
    }
}
