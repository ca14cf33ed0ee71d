using System.Text.RegularExpressions;
using GrantHub.Domain.Partnerships;
using GrantHub.Web.Features.Partnerships;

namespace GrantHub.IntegrationTests.Partnerships;

public partial class BudgetHistoryWordsTests
{
    /// <summary>Read off the text of the aggregate, so that a new happening without words fails here.</summary>
    [Fact]
    public void EveryHappeningOfABudget_HasWords()
    {
        var folder = Folder();
        var said = Directory
            .GetFiles(folder, $"{nameof(PartnershipBudget)}*.cs")
            .SelectMany(file => Said().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order()
            .ToList();
        Assert.Contains("YearClosed", said);
        Assert.Equal(said, BudgetHistoryWords.Happenings.Keys.Order());
    }

    private static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (
                Path.Combine(at.FullName, "src/GrantHub.Domain/Partnerships") is var folder
                && Directory.Exists(folder)
            )
                return folder;
        throw new DirectoryNotFoundException("The sources are not above the tests.");
    }

    [GeneratedRegex("new Happening\\(\\s*\"(\\w+)\"")]
    private static partial Regex Said();
}
