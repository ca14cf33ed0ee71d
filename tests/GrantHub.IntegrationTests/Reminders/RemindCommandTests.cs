using System.Text.Json;
using GrantHub.Infrastructure.Persistence;
using GrantHub.IntegrationTests.Commands;
using GrantHub.Web.Demo;
using GrantHub.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task Remind_TwiceForADay_SendsNothingTheSecondTime()
    {
        var today = new DateOnly(2026, 5, 5);
        await using (var app = GrantHubHost.CreateBuilder(Settings()).Build())
        await using (var scope = app.Services.CreateAsyncScope())
            await scope
                .ServiceProvider.GetRequiredService<DatabaseMigrator>()
                .MigrateAsync(default);
        await DemonstrationData.SeedAsync(Settings(), today, "nine brown kettles", default);

        var first = await CommandTests.RunInAsync(folder, "remind", "--as-of", "2026-05-05");
        var second = await CommandTests.RunInAsync(folder, "remind", "--as-of", "2026-05-05");

        var counts = JsonDocument.Parse(first.Output).RootElement;
        Assert.NotEqual(0, counts.GetProperty("planned").GetInt32());
        Assert.Equal(
            counts.GetProperty("sent").GetInt32(),
            Directory.GetFiles(Path.Combine(folder, "mail"), "*.eml").Length
        );
        Assert.Equal((0, "{\"planned\":0,\"sent\":0}\n"), (second.Exit, second.Output));
    }

    private Dictionary<string, string?> Settings() =>
        new()
        {
            ["GrantHub:Data:Path"] = folder,
            ["ConnectionStrings:GrantHub"] =
                $"Data Source={Path.Combine(folder, "granthub.db")};Pooling=false",
        };

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
