using GrantHub.IntegrationTests.Commands;

namespace GrantHub.IntegrationTests.Reminders;

public sealed class RemindCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-remind-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Remind_WithNothingDue_SaysSoInJson()
    {
        var (exit, output, _) = await CommandTests.RunInAsync(folder, "remind");

        Assert.Equal((0, "{\"planned\":0,\"sent\":0}\n"), (exit, output));
    }

    [Theory]
    [InlineData("1/12/2017")]
    [InlineData("9999-12-31")]
    public async Task Remind_AsOfNoDate_IsWrongUse(string date)
    {
        var (exit, output, error) = await CommandTests.RunInAsync(
            folder,
            "remind",
            "--as-of",
            date
        );

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains($"\"{date}\" is not a date of this century such as 2017-12-01.", error);
    }
}
