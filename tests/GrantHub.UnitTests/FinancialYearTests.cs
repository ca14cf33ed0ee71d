using FsCheck;
using FsCheck.Fluent;
using GrantHub.Domain;

namespace GrantHub.UnitTests;

public class FinancialYearTests
{
    [Theory]
    [InlineData("2017-03-31", "2016-17")]
    [InlineData("2017-04-01", "2017-18")]
    [InlineData("2018-01-01", "2017-18")]
    [InlineData("2018-03-31", "2017-18")]
    [InlineData("2018-04-01", "2018-19")]
    [InlineData("2000-02-29", "1999-00")]
    public void Of_ADate_IsItsYear(string date, string year) =>
        Assert.Equal(
            year,
            FinancialYear
                .Of(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture))
                .ToString()
        );

    [Fact]
    public void Bounds_AreFirstOfAprilAndLastOfMarch()
    {
        var year = new FinancialYear(2017);
        Assert.Equal(new DateOnly(2017, 4, 1), year.Start);
        Assert.Equal(new DateOnly(2018, 3, 31), year.End);
        Assert.Equal(year.End.AddDays(1), year.Next.Start);
    }

    [Theory]
    [InlineData("2017-18", 2017)]
    [InlineData("1999-00", 1999)]
    [InlineData("2099-00", 2099)]
    [InlineData("1900-01", 1900)]
    [InlineData("2200-01", 2200)]
    public void TryParse_AYear_IsRead(string text, int start)
    {
        Assert.True(FinancialYear.TryParse(text, out var year));
        Assert.Equal(start, year.StartYear);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2017")]
    [InlineData("2017-19")]
    [InlineData("2017-17")]
    [InlineData("2017/18")]
    [InlineData("2017-2018")]
    [InlineData(" 2017-18")]
    [InlineData("-017-18")]
    [InlineData("1899-00")]
    [InlineData("2201-02")]
    [InlineData("abcd-ef")]
    [InlineData("\u0662\u0660\u0661\u0667-\u0661\u0668")]
    public void TryParse_WhatIsNoYear_IsNotRead(string? text) =>
        Assert.False(FinancialYear.TryParse(text, out _));

    [Fact]
    public void Of_AnyDate_HoldsItAndReadsBack() =>
        Prop.ForAll(
                Gen.Choose(0, 100_000)
                    .Select(days => new DateOnly(1900, 4, 1).AddDays(days))
                    .ToArbitrary(),
                date =>
                {
                    var year = FinancialYear.Of(date);
                    return year.Start <= date
                        && date <= year.End
                        && FinancialYear.TryParse(year.ToString(), out var read)
                        && read == year
                        && year < year.Next
                        && year.Next > year
                        && year <= read
                        && year >= read;
                }
            )
            .QuickCheckThrowOnFailure();
}
