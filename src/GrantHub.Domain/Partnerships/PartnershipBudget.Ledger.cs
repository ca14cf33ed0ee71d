using GrantHub.Domain.People;

namespace GrantHub.Domain.Partnerships;

/// <summary>The ledger: append-only, against the lines of the budget, until the year is closed.</summary>
public sealed partial class PartnershipBudget
{
    /// <summary>Why nothing can be posted now, as a sentence; null while the year is open.</summary>
    public string? WhyNotPost => NotOpen()?.Message;

    /// <summary>The lines that can be posted to, in the order of the page: those without sub-lines on which money moves.</summary>
    public IReadOnlyList<BudgetLine> LinesToPostTo =>
        [.. Lines.Where(line => line.Counts && !HasSubLines(line))];

    /// <summary>Posts a receipt or a payment on one line.</summary>
    /// <param name="amount">More than zero; a receipt on a line of expenditure lessens it, as a payment does one of income.</param>
    public IReadOnlyList<Posting> PostCash(
        EntryKind kind,
        int lineNumber,
        Money amount,
        EntryWords words,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(words);
        if (kind is not (EntryKind.Receipt or EntryKind.Payment))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "No receipt and no payment.");
        if (amount <= Money.Zero)
            throw new DomainException(
                "ledger.amount",
                "Enter an amount of more than £0.00. Money that came back from a payment is a receipt on the payment's line."
            );
        var onItsSide = LineOf(lineNumber).Kind == LineKind.Income == (kind == EntryKind.Receipt);
        return Enter(kind, [new(lineNumber, onItsSide ? amount : -amount)], words, by, at);
    }

    /// <summary>Moves amounts between lines without any money moving.</summary>
    /// <param name="legs">As the lines count them; what they do to income and to expenditure is the same.</param>
    public IReadOnlyList<Posting> PostJournal(
        IReadOnlyList<EntryLeg> legs,
        EntryWords words,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(legs);
        ArgumentNullException.ThrowIfNull(words);
        if (legs.Count < 2 || legs.Select(leg => leg.LineNumber).Distinct().Count() < legs.Count)
            throw new DomainException(
                "ledger.journal-lines",
                "A journal moves an amount between two lines or more, each named once."
            );
        if (legs.Any(leg => leg.Amount == Money.Zero))
            throw new DomainException(
                "ledger.journal-zero",
                "Enter an amount other than £0.00 for each line of the journal."
            );
        var moved = Money.Sum(legs.Select(BalanceOf));
        if (moved != Money.Zero)
            throw new DomainException(
                "ledger.journal-sum",
                $"The journal would change the balance by {moved}, and a journal moves no money. Make what it takes away equal to what it adds."
            );
        return Enter(EntryKind.Journal, legs, words, by, at);
    }

    /// <summary>Takes an entry back by another one. Both stay in the ledger.</summary>
    /// <param name="entry">All postings of the entry.</param>
    /// <param name="reversed">The number of the entry that has taken it back already; null where none has.</param>
    /// <param name="on">A day of the year; not before the entry's own.</param>
    public IReadOnlyList<Posting> Reverse(
        IReadOnlyList<Posting> entry,
        int? reversed,
        DateOnly on,
        string reason,
        Guid? formKey,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(entry);
        var first = entry[0];
        GuardOpenLedger();
        if (reversed is { } other)
            throw DomainException.Conflict(
                "ledger.reversed",
                $"Entry {first.Entry} has been reversed already, by entry {other}."
            );
        if (first.Reverses is { } earlier)
            throw new DomainException(
                "ledger.reversal",
                $"Entry {first.Entry} is itself the reversal of entry {earlier}. Post what is right as a new entry."
            );
        if (first.Kind == EntryKind.YearEnd)
            throw new DomainException(
                "ledger.year-end",
                $"Entry {first.Entry} belongs to the close of {Year}. Reopening the year reverses it."
            );
        if (on < first.Date)
            throw new DomainException(
                "ledger.reversal-date",
                $"A reversal cannot be dated before the entry that it takes back, {first.Date.Day} {first.Date:MMMM yyyy}."
            );
        GuardYear(on);
        // A budget file's actuals stand on the year's last day, which may be still to come.
        if (on != first.Date)
            GuardNotFuture(on, at);
        var why = PastedText.Required(
            reason,
            "ledger.reversal-reason",
            "Say why the entry is reversed."
        );
        return TakeBack(entry, on, why, formKey, by, at);
    }

    /// <summary>What an import posts: one entry for each row, and one line of history for all.</summary>
    /// <param name="rows">With amounts as the lines count them; zero is skipped.</param>
    public IEnumerable<Posting> PostImported(
        IEnumerable<(int LineNumber, Money Amount, EntryWords Words)> rows,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(rows);
        GuardOpenLedger();
        return PostRows(rows, by, at);
    }

    /// <summary>Tells the history what an import posted.</summary>
    public void Imported(string file, int count, Money income, Money expenditure) =>
        Happened(
            new Happening(
                "LedgerImported",
                After: $"{file}: {count} entries, income {income}, expenditure {expenditure}"
            )
        );

    /// <summary>Tells the history that a file was put beside an entry.</summary>
    public void EvidenceAdded(int entry, string file)
    {
        if (entry < 1 || entry > LastEntry)
            throw new DomainException("ledger.entry", $"The ledger of {Year} has no such entry.");
        Happened(new Happening("EvidenceAdded", After: $"entry {entry}: {file}"));
    }

    private IEnumerable<Posting> PostRows(
        IEnumerable<(int LineNumber, Money Amount, EntryWords Words)> rows,
        Actor by,
        DateTime at
    )
    {
        foreach (var (lineNumber, amount, words) in rows)
        {
            if (amount == Money.Zero)
                continue;
            GuardLeg(lineNumber, words.Date);
            var isReceipt = LineOf(lineNumber).Kind == LineKind.Income == amount > Money.Zero;
            yield return new Posting(
                Id,
                ++LastEntry,
                isReceipt ? EntryKind.Receipt : EntryKind.Payment,
                new(lineNumber, amount),
                words,
                by,
                at
            );
        }
    }

    private List<Posting> Enter(
        EntryKind kind,
        IReadOnlyList<EntryLeg> legs,
        EntryWords words,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        GuardOpenLedger();
        var cleaned = words with
        {
            Reference = PastedText.Normalise(words.Reference).Trim(),
            Description = PastedText.Required(
                words.Description,
                "ledger.description",
                "Say what the entry is for."
            ),
        };
        foreach (var leg in legs)
            GuardLeg(leg.LineNumber, words.Date);
        GuardNotFuture(words.Date, at);
        var entry = ++LastEntry;
        Happened(
            new Happening(
                "EntryPosted",
                After: $"entry {entry}, {cleaned.Date:yyyy-MM-dd}: {WordsOf(legs)}; {cleaned.Description}"
            )
        );
        return [.. legs.Select(leg => new Posting(Id, entry, kind, leg, cleaned, by, at))];
    }

    private List<Posting> TakeBack(
        IReadOnlyList<Posting> entry,
        DateOnly on,
        string why,
        Guid? formKey,
        Actor by,
        DateTime at
    )
    {
        var first = entry[0];
        var number = ++LastEntry;
        var words = new EntryWords(
            on,
            first.Reference,
            Clipped($"Reversal of entry {first.Entry}: {why}"),
            formKey
        )
        {
            Reverses = first.Entry,
        };
        Happened(
            new Happening(
                "EntryReversed",
                Why: why,
                Before: $"entry {first.Entry}: {first.Description}",
                After: $"entry {number}, {on:yyyy-MM-dd}"
            )
        );
        return
        [
            .. entry.Select(posting => new Posting(
                Id,
                number,
                first.Kind,
                new(posting.LineNumber, -posting.Amount),
                words,
                by,
                at
            )),
        ];
    }

    /// <summary>What the ledger has room for; the history keeps the reason whole.</summary>
    private static string Clipped(string words) =>
        words.Length <= Posting.LongestDescription
            ? words
            : $"{words[..(Posting.LongestDescription - 1)]}…";

    private void GuardOpenLedger() => GuardNotClosed();

    private void GuardLeg(int lineNumber, DateOnly date)
    {
        var line = LineOf(lineNumber);
        if (HasSubLines(line))
            throw new DomainException(
                "ledger.sub-lines",
                $"{line.Title} has sub-lines. Post to one of them."
            );
        if (!line.Counts)
            throw new DomainException(
                "ledger.in-kind",
                $"{line.Title} is a contribution in kind, so no money is received for it."
            );
        GuardYear(date);
    }

    private void GuardYear(DateOnly date)
    {
        if (date < Year.Start || date > Year.End)
            throw new DomainException(
                "ledger.date",
                $"The date has to be in {Year}, from 1 April {Year.StartYear} to 31 March {Year.StartYear + 1}. Post what belongs to another year in that year's ledger."
            );
    }

    private static void GuardNotFuture(DateOnly date, DateTime at)
    {
        if (date > at.LondonDate())
            throw new DomainException(
                "ledger.future",
                "An entry cannot have a later date than today."
            );
    }

    private Money BalanceOf(EntryLeg leg) =>
        LineOf(leg.LineNumber).Kind == LineKind.Income ? leg.Amount : -leg.Amount;

    private string WordsOf(IReadOnlyList<EntryLeg> legs) =>
        string.Join(", ", legs.Select(leg => $"{LineOf(leg.LineNumber).Title} {leg.Amount}"));
}
