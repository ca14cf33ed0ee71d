using System.Text;
using GrantHub.Application.Partnerships;
using GrantHub.Infrastructure.Imports;
using GrantHub.Web.Hosting;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>
/// The published budget of the Hartlepool and Stockton-on-Tees Safeguarding Children Partnership for 2019-20, as the
/// demonstration has it.
/// </summary>
internal static class Sample
{
    public const string Name = "Hartlepool and Stockton-on-Tees Safeguarding Children Partnership";

    /// <summary>The file, for a partnership of another name, so that tests of one class do not meet.</summary>
    public static string Csv(string partnership)
    {
        using var stream = typeof(GrantHubHost).Assembly.GetManifestResourceStream(
            "hsscp-2019-20.csv"
        )!;
        using var text = new StreamReader(stream);
        return text.ReadToEnd().Replace(Name, partnership, StringComparison.Ordinal);
    }

    /// <summary>Imports the budget as it is, or as <paramref name="change"/> makes it.</summary>
    public static async Task<Application.Imports.Imported> ImportAsync(
        AppFixture app,
        string partnership,
        Func<string, string>? change = null,
        bool dryRun = false
    )
    {
        var csv = Csv(partnership);
        return await app.SendAsOperator(
            new ImportBudget(Read(change is null ? csv : change(csv)), dryRun)
        );
    }

    public static BudgetLog Read(string csv) => BudgetFile.Read(Encoding.UTF8.GetBytes(csv));
}
