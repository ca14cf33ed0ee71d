using System.Security.Cryptography;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Publication;

namespace GrantHub.Infrastructure.Imports;

/// <summary>The CSV file of what the finance system paid.</summary>
public static class SpendingFile
{
    private const int LongestSupplier = 400;
    private const int LongestText = 2_000;

    private static readonly string[] Columns =
    [
        "date",
        "supplier",
        "purpose",
        "amount",
        "value_for_money",
        "paid_by",
    ];

    private static readonly Dictionary<string, PaidBy> PaidBys = new()
    {
        ["commissioner"] = PaidBy.Commissioner,
        ["chief-officer"] = PaidBy.ChiefOfficer,
    };

    /// <param name="content">The whole file.</param>
    public static SpendingLog Read(byte[] content)
    {
        var table = CsvTable.Read(content, Columns);
        var items = table.Rows.Select(Item).OfType<SpendingItem>().ToList();
        return new SpendingLog(
            Convert.ToHexStringLower(SHA256.HashData(content)),
            items,
            table.Faults
        );
    }

    private static SpendingItem? Item(CsvRow row)
    {
        // Every value is read before any is missed, so that all faults of the line are named.
        var date = row.RequiredDate("date");
        var supplier = row.RequiredText("supplier", LongestSupplier);
        var purpose = row.RequiredText("purpose", LongestText);
        var amount = row.RequiredPence("amount");
        var value = row.OptionalText("value_for_money", LongestText);
        var paidBy = row.Choice("paid_by", PaidBys);
        return row.HasFault
            ? null
            : new SpendingItem(
                row.Line,
                date!.Value,
                Clean(supplier!),
                Clean(purpose!),
                new Money(amount!.Value),
                value is { Length: > 0 } ? Clean(value) : null,
                paidBy!.Value
            );
    }

    private static string Clean(string text) =>
        PastedText.Normalise(text).Trim().ReplaceLineEndings(" ");
}
