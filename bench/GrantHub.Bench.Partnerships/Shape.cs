using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;

namespace GrantHub.Bench.Partnerships;

/// <summary>Which partnerships there are, of which years, with which lines.</summary>
internal static class Shape
{
    public const int Partnerships = 60;
    public const int MeasuredYear = 2024;
    public const string Intake = "intake";

    public static readonly IReadOnlyList<int> Years = [2020, 2021, 2022, 2023, MeasuredYear];

    /// <summary>The same year of a partnership without years behind it, with one closed year, and with ten.</summary>
    public static readonly IReadOnlyList<(string Slug, IReadOnlyList<int> Years)> Measured =
    [
        ("none-behind", [MeasuredYear]),
        ("one-behind", [MeasuredYear - 1, MeasuredYear]),
        ("ten-behind", [.. Enumerable.Range(MeasuredYear - 10, 11)]),
    ];

    /// <summary>Open years without postings, to import into.</summary>
    public static readonly IReadOnlyList<int> IntakeYears = [.. Enumerable.Range(2012, 12)];

    public static readonly IReadOnlyList<YearEndRule> Rules =
    [
        YearEndRule.Default,
        YearEndRule.Default with
        {
            Underspend = UnderspendRule.ReturnProRata,
        },
        YearEndRule.Default with
        {
            Underspend = UnderspendRule.Split,
            ReturnTenths = 400,
        },
    ];

    public static string Slug(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"partnership-{number + 1:00}");

    public static string Code(int line) =>
        string.Create(CultureInfo.InvariantCulture, $"{4000 + line}");

    /// <summary>Forty lines: eight of income, twelve of expenditure, and four with four sub-lines each.</summary>
    public static IReadOnlyList<PlannedLine> Lines(
        IReadOnlyList<(long Id, string Name)> organisations
    )
    {
        var lines = new List<PlannedLine>();
        foreach (var (id, name) in organisations)
            lines.Add(
                Income("Contribution", IncomeSource.Contribution) with
                {
                    PartnerId = id,
                    Partner = name,
                }
            );
        for (var i = 1; i <= 2; i++)
        {
            lines.Add(Income($"Training income {i}", IncomeSource.Generated));
            lines.Add(Income($"Other income {i}", IncomeSource.Other));
        }
        foreach (var group in (string[])["Staffing", "Projects", "Campaigns", "Running costs"])
        {
            var parent = lines.Count;
            lines.Add(Spending(group, null) with { Planned = null });
            for (var i = 1; i <= 4; i++)
                lines.Add(Spending($"{group}, part {i}", parent));
        }
        for (var i = 1; i <= 12; i++)
            lines.Add(Spending($"Commissioned service {i}", null));
        return lines;
    }

    private static PlannedLine Income(string name, IncomeSource source) =>
        new(null, LineKind.Income, name, null, source, null, null, Money.Pounds(20_000), null);

    private static PlannedLine Spending(string name, int? parent) =>
        new(
            null,
            LineKind.Expenditure,
            name,
            parent,
            null,
            null,
            null,
            Money.Pounds(5_000),
            "As agreed by the board"
        );
}
