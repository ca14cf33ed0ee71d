using System.Net;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Reminders;

public sealed class BankHolidayPagesTests(App<SqliteDatabase> app)
    : IClassFixture<App<SqliteDatabase>>
{
    private static readonly DateOnly Jubilee = new(2031, 6, 3);

    [Fact]
    public async Task List_IsOfTheYear_AndLinksToOthers_InOneCommand()
    {
        using var page = await app.SignedIn(Cast.Admin);

        var text = await page.ReadAsync("/admin/bank-holidays");

        Assert.Contains("29 May 2017", text);
        Assert.DoesNotContain("28 May 2018", text);
        Assert.Contains("/admin/bank-holidays?year=2018", text);
        Assert.Contains("28 May 2018", await page.ReadAsync("/admin/bank-holidays?year=2018"));
        Assert.Contains(
            "None is known in 2090.",
            await page.ReadAsync("/admin/bank-holidays?year=2090")
        );
        Assert.Equal(1, await app.Commands.Of(() => page.ReadAsync("/admin/bank-holidays")));
    }

    [Fact]
    public async Task Add_ThenRemove_ChangesTheCalendar()
    {
        using var page = await app.SignedIn(Cast.Admin);

        using var added = await page.PostFormAsync(
            "/admin/bank-holidays/add",
            [.. Running.Day("Date", Jubilee), ("Name", "Jubilee")]
        );
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        Assert.Contains("Jubilee", await page.ReadAsync(added.Headers.Location!.OriginalString));

        using var twice = await page.PostFormAsync(
            "/admin/bank-holidays/add",
            [.. Running.Day("Date", Jubilee), ("Name", "Jubilee again")]
        );
        var text = await PageClient.TextAsync(twice);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        Assert.Contains("That day is a bank holiday already: Jubilee.", text);
        Assert.Contains("value=\"Jubilee again\"", text);

        Assert.Contains(
            "counts as a working day",
            await page.ReadAsync("/admin/bank-holidays/2031-06-03/remove")
        );
        using var removed = await page.PostFormAsync("/admin/bank-holidays/2031-06-03/remove", []);
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.False(await app.Look(db => db.BankHolidays.AnyAsync(h => h.Date == Jubilee)));
        using var gone = await page.PostFormAsync(
            "/admin/bank-holidays/add",
            [],
            "/admin/bank-holidays/2031-06-03/remove"
        );
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("", "", "Enter the date of the bank holiday.")]
    [InlineData("", "", "Enter what the bank holiday is called.")]
    [InlineData("1066", "Coronation", "Enter a date from 1871 to 2199.")]
    public async Task Add_WithAFault_IsRefused(string year, string name, string sentence)
    {
        using var page = await app.SignedIn(Cast.Admin);

        using var refused = await page.PostFormAsync(
            "/admin/bank-holidays/add",
            [
                ("Date.Day", year.Length > 0 ? "25" : ""),
                ("Date.Month", year.Length > 0 ? "12" : ""),
                ("Date.Year", year),
                ("Name", name),
            ]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(sentence, await PageClient.TextAsync(refused));
    }

    [Fact]
    public async Task Add_WithALongName_IsRefused()
    {
        using var page = await app.SignedIn(Cast.Admin);

        using var refused = await page.PostFormAsync(
            "/admin/bank-holidays/add",
            [.. Running.Day("Date", Jubilee.AddDays(1)), ("Name", new string('x', 101))]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("at most 100 characters", await PageClient.TextAsync(refused));
    }

    [Theory]
    [InlineData("/admin/bank-holidays?year=soon")]
    [InlineData("/admin/bank-holidays/2017-05-02/remove")]
    [InlineData("/admin/bank-holidays/yesterday/remove")]
    public async Task Page_OfWhatThereIsNot_IsNotFound(string path)
    {
        using var page = await app.SignedIn(Cast.Admin);

        using var response = await page.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
