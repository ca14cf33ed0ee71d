namespace GrantHub.Domain.Publication;

/// <summary>Whose money an item was spent from.</summary>
public enum PaidBy
{
    Commissioner,
    ChiefOfficer,
}

/// <summary>A payment that the finance system knows and GrantHub does not make itself.</summary>
public sealed class SpendingItem
{
    private SpendingItem() { }

    /// <param name="amount">Negative for a credit.</param>
    /// <param name="valueForMoney">Why it was value for money; null while nobody has said so.</param>
    public SpendingItem(
        int line,
        DateOnly date,
        string supplier,
        string purpose,
        Money amount,
        string? valueForMoney,
        PaidBy paidBy
    )
    {
        Line = line;
        Date = date;
        Supplier = supplier;
        Purpose = purpose;
        Amount = amount;
        ValueForMoney = valueForMoney;
        PaidBy = paidBy;
    }

    public long Id { get; private set; }
    public long ImportId { get; private set; }

    /// <summary>Where it stands in the file; the header is line 1.</summary>
    public int Line { get; private set; }

    /// <summary>The day on which it was paid.</summary>
    public DateOnly Date { get; private set; }
    public string Supplier { get; private set; } = "";
    public string Purpose { get; private set; } = "";
    public Money Amount { get; private set; }
    public string? ValueForMoney { get; private set; }
    public PaidBy PaidBy { get; private set; }

    /// <summary>As the published lists name it: the file and the line in it.</summary>
    public string Reference => ReferenceOf(ImportId, Line);

    public static string ReferenceOf(long importId, int line) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"S-{importId}-{line}");

    internal void Explain(string purpose, string? valueForMoney) =>
        (Purpose, ValueForMoney) = (purpose, valueForMoney);
}

/// <summary>A file of spending that was taken over whole.</summary>
public sealed class SpendingImport : AggregateRoot
{
    private readonly List<SpendingItem> items = [];

    private SpendingImport() { }

    public const string Subject = "spending";

    public override string SubjectKind => Subject;

    /// <summary>Of the file's bytes, in lower-case hexadecimal; unique, so that a file is taken once.</summary>
    public string Sha256 { get; private set; } = "";
    public DateTime ImportedAt { get; private set; }
    public IReadOnlyList<SpendingItem> Items => items;

    public static SpendingImport Of(string sha256, IReadOnlyList<SpendingItem> items, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(items);
        var import = new SpendingImport { Sha256 = sha256, ImportedAt = at };
        import.items.AddRange(items);
        import.Happened(
            new Happening(
                "SpendingImported",
                After: $"{items.Count} items, {Money.Sum(items.Select(item => item.Amount))}, SHA-256 {sha256}"
            )
        );
        return import;
    }

    /// <summary>Says for the public what the finance system does not say, or not well, of one item.</summary>
    /// <param name="line">Of an item that is loaded; the others need not be.</param>
    /// <param name="valueForMoney">Why good value for money was expected; an empty text takes it away.</param>
    /// <remarks>Specified Information Order 2011, Sch. para 3(g).</remarks>
    public void Explain(int line, string? purpose, string? valueForMoney)
    {
        var item =
            items.Find(item => item.Line == line)
            ?? throw new DomainException("spending.none", $"The file has no line {line}.");
        var before = Words(item);
        item.Explain(
            PastedText.Required(
                purpose,
                "spending.purpose",
                "Enter what the money was spent on. The law asks for the purpose of every item over £500."
            ),
            PastedText.Optional(valueForMoney)
        );
        var after = Words(item);
        if (before != after)
            Happened(new Happening("SpendingExplained", Before: before, After: after));
    }

    private static string Words(SpendingItem item) =>
        $"{item.Reference}, {item.Supplier}, {item.Amount}\nPurpose: {item.Purpose}"
        + (item.ValueForMoney is null ? "" : $"\nValue for money: {item.ValueForMoney}");
}
