using GrantHub.Web;
using GrantHub.Web.ModelBinding;

namespace GrantHub.IntegrationTests.Shell;

public class DisplayFormatTests
{
    [Theory]
    [InlineData(1668300, "£16,683.00")]
    [InlineData(-1377000, "−£13,770.00")]
    [InlineData(5, "£0.05")]
    [InlineData(0, "£0.00")]
    [InlineData(long.MinValue, "−£92,233,720,368,547,758.08")]
    public void Money_ReadsAsPounds(long pence, string text) =>
        Assert.Equal(text, DisplayFormat.Money(pence));

    [Theory]
    [InlineData("2017-05-19T13:05:00", "19 May 2017 at 2:05pm")]
    [InlineData("2017-01-09T00:30:00", "9 January 2017 at 12:30am")]
    [InlineData("2017-06-30T23:30:00", "1 July 2017 at 12:30am")]
    public void Instant_IsShownInLondonsTime(string utc, string text) =>
        Assert.Equal(
            text,
            DisplayFormat.Instant(
                DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture)
            )
        );

    [Fact]
    public void DateRange_ReadsInFull() =>
        Assert.Equal(
            "1 April 2017 to 31 March 2020",
            DisplayFormat.DateRange(new(2017, 4, 1), new(2020, 3, 31))
        );

    [Theory]
    [InlineData(1, "1 byte")]
    [InlineData(812, "812 bytes")]
    [InlineData(14336, "14 KB")]
    [InlineData(26214400, "25 MB")]
    [InlineData(2621440, "2.5 MB")]
    public void FileSize_IsRounded(long bytes, string text) =>
        Assert.Equal(text, DisplayFormat.FileSize(bytes));

    [Theory]
    [InlineData("1", "3", "2020", "2020-03-01")]
    [InlineData(" 29 ", "Feb", "2020", "2020-02-29")]
    [InlineData("31", "december", "1999", "1999-12-31")]
    public void DateInput_ReadsADate(string day, string month, string year, string date) =>
        Assert.Equal(
            DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture),
            DateInput.Read(day, month, year).Date
        );

    [Theory]
    [InlineData("", "", "2020", "must include a day and month", DateParts.Day | DateParts.Month)]
    [InlineData(
        "29",
        "2",
        "2019",
        "must have a day from 1 to 28, the last day of February 2019",
        DateParts.Day
    )]
    [InlineData(
        "-1",
        "2",
        "2019",
        "must have a day from 1 to 28, the last day of February 2019",
        DateParts.Day
    )]
    [InlineData("1", "13", "2019", "must have a month from 1 to 12", DateParts.Month)]
    [InlineData("1", "Ma", "2019", "must have a month from 1 to 12", DateParts.Month)]
    [InlineData("1", "1", "19", "must have a year of 4 digits, such as 2017", DateParts.Year)]
    [InlineData("1", "1", "0000", "must have a year of 4 digits, such as 2017", DateParts.Year)]
    public void DateInput_SaysWhatIsWrongAndWhere(
        string day,
        string month,
        string year,
        string fault,
        DateParts where
    )
    {
        var input = DateInput.Read(day, month, year);
        Assert.Null(input.Date);
        Assert.Equal(fault, input.Fault);
        Assert.Equal(where, input.Faulty);
    }
}
