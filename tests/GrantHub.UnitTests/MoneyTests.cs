using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GrantHub.Domain;

namespace GrantHub.UnitTests;

public class MoneyTests
{
    [Theory]
    [InlineData("16,683", 16_683_00)]
    [InlineData("£16,683.00", 16_683_00)]
    [InlineData(" £ 16683 ", 16_683_00)]
    [InlineData("4170.75", 4_170_75)]
    [InlineData("4170.7", 4_170_70)]
    [InlineData("0", 0)]
    [InlineData("-13,770", -13_770_00)]
    [InlineData("−£13,770.00", -13_770_00)]
    [InlineData("999,999,999,999.99", 99_999_999_999_999)]
    public void TryParse_WhatAnOfficerTypes_IsRead(string text, long pence)
    {
        Assert.True(Money.TryParse(text, out var money));
        Assert.Equal(pence, money.Pence);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("£")]
    [InlineData("sixteen")]
    [InlineData("16,68")]
    [InlineData("1,6683")]
    [InlineData("16.683.00")]
    [InlineData("4170.755")]
    [InlineData("4170.")]
    [InlineData(".75")]
    [InlineData("1e3")]
    [InlineData("16 683")]
    [InlineData("$5")]
    [InlineData("1000000000000")]
    [InlineData("99999999999999999999999")]
    [InlineData("\u0661\u0662\u0663")]
    [InlineData("5.\u0661")]
    public void TryParse_WhatIsNoAmount_IsNotRead(string? text)
    {
        Assert.False(Money.TryParse(text, out var money));
        Assert.Equal(Money.Zero, money);
    }

    [Theory]
    [InlineData(16_683_00, "£16,683.00", "16683.00")]
    [InlineData(0, "£0.00", "0.00")]
    [InlineData(5, "£0.05", "0.05")]
    [InlineData(-13_770_00, "−£13,770.00", "-13770.00")]
    [InlineData(long.MinValue, "−£92,233,720,368,547,758.08", "-92233720368547758.08")]
    public void ToString_AnAmount_IsPoundsAndPence(long pence, string printed, string plain)
    {
        Assert.Equal(printed, new Money(pence).ToString());
        Assert.Equal(plain, new Money(pence).ToPlainString());
    }

    [Fact]
    public void ToString_OnAForeignMachine_IsTheSame()
    {
        var here = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("£16,683.00", new Money(16_683_00).ToString());
            Assert.True(Money.TryParse("16,683.50", out var money));
            Assert.Equal(16_683_50, money.Pence);
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    [Fact]
    public void TryParse_WhatIsPrinted_ReadsBack() =>
        Prop.ForAll(
                Numbers
                    .Within(Money.LargestOnAForm.Pence)
                    .Select(pence => new Money(pence))
                    .ToArbitrary(),
                money =>
                    Money.TryParse(money.ToString(), out var printed)
                    && printed == money
                    && Money.TryParse(money.ToPlainString(), out var plain)
                    && plain == money
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Arithmetic_BeyondTheRange_ThrowsInsteadOfWrapping()
    {
        var most = new Money(long.MaxValue);
        Assert.Throws<OverflowException>(() => most + new Money(1));
        Assert.Throws<OverflowException>(() => -most - new Money(2));
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue));
        Assert.Throws<OverflowException>(() => Money.Pounds(long.MaxValue));
        Assert.Throws<OverflowException>(() => Money.Sum([most, most]));
    }

    [Fact]
    public void Comparing_Amounts_GoesByPence()
    {
        var (less, more) = (new Money(1), new Money(2));
        Assert.True(less < more && more > less && less <= more && more >= less);
        Assert.Equal([less, more], new[] { more, less }.Order());
        Assert.Equal(2, (long)more);
    }

    /// <summary>£10,000.00 returned to the four partners in proportion to what they contributed.</summary>
    [Fact]
    public void Share_OfTheSamplesContributions_ComesToThePenny()
    {
        long[] contributions = [31_372, 73_459, 84_574, 68_075];
        Assert.Equal(257_480, contributions.Sum());
        Assert.Equal(
            ["£1,218.43", "£2,853.00", "£3,284.68", "£2,643.89"],
            Money.Pounds(10_000).Share(contributions).Select(share => share.ToString())
        );
        Assert.Equal([122, 285, 329, 264], LargestRemainder.Share(1_000, contributions));
    }
}
