using System.Globalization;
using GrantHub.Domain;

namespace GrantHub.Bench.Partnerships;

/// <summary>A year's export of a finance system, against the codes of <see cref="Shape"/>.</summary>
internal static class FinanceCsv
{
    public static void Write(FileInfo file, int rows, int year, int seed)
    {
        var random = new Random(seed + year);
        var lines = Shape.Lines([(1, "One"), (2, "Two"), (3, "Three"), (4, "Four")]);
        var codes = Enumerable
            .Range(0, lines.Count)
            .Where(place => lines.All(line => line.Parent != place))
            .Select(place => Shape.Code(place + 1))
            .ToList();
        var start = new FinancialYear(year).Start;
        using var writer = file.CreateText();
        writer.NewLine = "\r\n";
        writer.WriteLine("date,reference,description,code,amount");
        for (var i = 0; i < rows; i++)
        {
            var date = start.AddDays((int)(i * 364L / rows));
            writer.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{date:yyyy-MM-dd},BACS {i + 1:000000},\"Invoice of supplier {random.Next(400)}, period {date.Month}\",{codes[random.Next(codes.Count)]},{random.Next(100, 500_000) / 100m:0.00}"
                )
            );
        }
    }
}
