using GrantHub.IntegrationTests.Commands;

namespace GrantHub.IntegrationTests.Reminders;

public sealed class RemindCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-remind-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Remind_WithNothingDue_SaysSoInJson()
    {
        var (exit, output, error) = await CommandTests.RunInAsync(folder, "remind");

        Assert.Equal((0, "{\"planned\":0,\"sent\":0}\n", ""), (exit, output, error));
    }

    [Fact]
    public async Task Remind_AsOfNoDate_IsWrongUse()
    {
        var (exit, output, error) = await CommandTests.RunInAsync(
            folder,
            "remind",
            "--as-of",
            "1/12/2017"
        );

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("\"1/12/2017\" is not a date such as 2017-12-01.", error);
    }
}
