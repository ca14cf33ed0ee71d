using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Partnerships;

public class LedgerTests
{
    private const int Police = 1;
    private const int InKind = 2;
    private const int Training = 3;
    private const int Staffing = 4;
    private const int Salaries = 5;
    private const int Travel = 6;
    private static readonly FinancialYear Year = new(2019);
    private static readonly DateOnly June = new(2019, 6, 3);
    private static readonly DateTime Now = new(2019, 9, 2, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Actor Finn = Cast.Of(20, "Finn Lister", Role.PartnershipFinanceLead);
    private static readonly EntryWords Words = new(June, " INV 7 ", " Quarter one ");

    [Theory]
    [InlineData(EntryKind.Receipt, Police, 125)]
    [InlineData(EntryKind.Payment, Salaries, 125)]
    [InlineData(EntryKind.Receipt, Salaries, -125)]
    [InlineData(EntryKind.Payment, Police, -125)]
    public void PostCash_OnALine_CountsAsTheLineDoes(EntryKind kind, int line, long pence)
    {
        var budget = Budget();

        var posting = Assert.Single(budget.PostCash(kind, line, new Money(125), Words, Finn, Now));

        Assert.Equal(new Money(pence), posting.Amount);
        Assert.Equal(
            (1, kind, line, June),
            (posting.Entry, posting.Kind, posting.LineNumber, posting.Date)
        );
        Assert.Equal(("INV 7", "Quarter one"), (posting.Reference, posting.Description));
        Assert.Equal((20L, "Finn Lister", Now), (posting.ById, posting.ByName, posting.PostedAt));
        Assert.Equal(1, budget.LastEntry);
        Assert.Equal("EntryPosted", budget.Happenings[^1].What);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void PostCash_ZeroOrLess_IsRefused(long pence) =>
        RefusedCash("ledger.amount", Salaries, new Money(pence), Words, "more than £0.00");

    [Fact]
    public void PostCash_WithoutADescription_IsRefused() =>
        RefusedCash(
            "ledger.description",
            Salaries,
            Money.Pounds(1),
            Words with
            {
                Description = " \t",
            }
        );

    [Fact]
    public void PostCash_OnALineThatIsNotThere_IsRefused() =>
        RefusedCash("budget.line", 99, Money.Pounds(1), Words, "2019-20");

    [Fact]
    public void PostCash_OnALineWithSubLines_IsRefused() =>
        RefusedCash("ledger.sub-lines", Staffing, Money.Pounds(1), Words, "Staffing");

    [Fact]
    public void PostCash_OnAContributionInKind_IsRefused() =>
        RefusedCash("ledger.in-kind", InKind, Money.Pounds(1), Words, "in kind");

    [Theory]
    [InlineData(2019, 3, 31)]
    [InlineData(2020, 4, 1)]
    public void PostCash_OutsideTheYear_IsRefused(int year, int month, int day) =>
        RefusedCash(
            "ledger.date",
            Salaries,
            Money.Pounds(1),
            Words with
            {
                Date = new DateOnly(year, month, day),
            },
            "1 April 2019 to 31 March 2020"
        );

    [Fact]
    public void PostCash_LaterThanToday_IsRefused()
    {
        RefusedCash(
            "ledger.future",
            Salaries,
            Money.Pounds(1),
            Words with
            {
                Date = new DateOnly(2019, 9, 3),
            }
        );
        // One o'clock in the morning in London, and still the day before in UTC.
        var night = new DateTime(2019, 9, 2, 23, 30, 0, DateTimeKind.Utc);
        Budget()
            .PostCash(
                EntryKind.Receipt,
                Police,
                Money.Pounds(1),
                Words with
                {
                    Date = new DateOnly(2019, 9, 3),
                },
                Finn,
                night
            );
    }

    [Fact]
    public void Ledger_OfAClosedYear_TakesNothing()
    {
        var budget = Budget();
        var entry = budget.PostCash(EntryKind.Payment, Salaries, Money.Pounds(1), Words, Finn, Now);
        Stored.Set(budget, nameof(PartnershipBudget.ClosedAt), Now);
        TakesNothing(budget, entry, "budget.closed", "2019-20 is closed");
    }

    [Fact]
    public void Ledger_WhileASignedCloseWaits_TakesNothing()
    {
        var budget = Budget();
        var entry = budget.PostCash(EntryKind.Payment, Salaries, Money.Pounds(1), Words, Finn, Now);
        Stored.Set(budget, nameof(PartnershipBudget.ClosingSince), Now);
        TakesNothing(budget, entry, "budget.closing", "waits for the chief finance officer");
    }

    [Fact]
    public void PostJournal_BetweenTwoLinesOfOneKind_MovesTheAmount()
    {
        var budget = Budget();
        var legs = budget.PostJournal(
            [new(Salaries, Money.Pounds(-50)), new(Travel, Money.Pounds(50))],
            Words,
            Finn,
            Now
        );
        Assert.All(legs, leg => Assert.Equal((1, EntryKind.Journal), (leg.Entry, leg.Kind)));
        var totals = LedgerTotals.Replay(legs);
        Assert.Equal(Money.Pounds(50), totals.Of(Travel).Actual);
        Assert.Equal(Money.Pounds(100), budget.Actual(totals).Closing);
    }

    [Fact]
    public void PostJournal_OfIncomeAndExpenditureAlike_LeavesTheBalance()
    {
        var budget = Budget();
        var legs = budget.PostJournal(
            [new(Training, Money.Pounds(30)), new(Travel, Money.Pounds(30))],
            Words,
            Finn,
            Now
        );
        Assert.Equal(Money.Pounds(100), budget.Actual(LedgerTotals.Replay(legs)).Closing);
    }

    [Fact]
    public void PostJournal_ThatWouldChangeTheBalance_IsRefused() =>
        RefusedJournal(
            "ledger.journal-sum",
            [new(Salaries, Money.Pounds(-50)), new(Travel, Money.Pounds(49))],
            "£1.00"
        );

    [Fact]
    public void PostJournal_WithOneLine_IsRefused() =>
        RefusedJournal("ledger.journal-lines", [new(Salaries, Money.Pounds(50))]);

    [Fact]
    public void PostJournal_WithALineTwice_IsRefused() =>
        RefusedJournal(
            "ledger.journal-lines",
            [
                new(Salaries, Money.Pounds(50)),
                new(Salaries, Money.Pounds(-20)),
                new(Travel, Money.Pounds(-30)),
            ]
        );

    [Fact]
    public void PostJournal_WithAnAmountOfZero_IsRefused() =>
        RefusedJournal("ledger.journal-zero", [new(Salaries, Money.Zero), new(Travel, Money.Zero)]);

    [Fact]
    public void PostJournal_OnALineWithSubLinesOrInKind_IsRefused()
    {
        RefusedJournal(
            "ledger.sub-lines",
            [new(Staffing, Money.Pounds(50)), new(Travel, Money.Pounds(-50))]
        );
        RefusedJournal(
            "ledger.in-kind",
            [new(InKind, Money.Pounds(50)), new(Travel, Money.Pounds(50))]
        );
    }

    [Fact]
    public void Reverse_AnEntry_TakesItBackByAnother()
    {
        var budget = Budget();
        var entry = budget.PostJournal(
            [new(Salaries, Money.Pounds(-50)), new(Travel, Money.Pounds(50))],
            Words,
            Finn,
            Now
        );
        var back = Reversed(budget, entry);

        Assert.All(back, leg => Assert.Equal((2, 1), (leg.Entry, leg.Reverses)));
        Assert.Equal(EntryKind.Journal, back[0].Kind);
        Assert.Equal("Reversal of entry 1: Wrong lines.", back[0].Description);
        Assert.Equal("INV 7", back[0].Reference);
        var totals = LedgerTotals.Replay([.. entry, .. back]);
        Assert.Equal(
            (Money.Zero, Money.Zero),
            (totals.Of(Salaries).Actual, totals.Of(Travel).Actual)
        );
        Assert.Equal("EntryReversed", budget.Happenings[^1].What);
    }

    [Fact]
    public void Reverse_Twice_IsRefusedAsConflict()
    {
        var budget = Budget();
        var entry = Paid(budget);
        Reversed(budget, entry);
        Refused.AsConflict(
            "ledger.reversed",
            () => Reversed(budget, entry, reversed: 2),
            "Entry 1",
            "by entry 2"
        );
    }

    [Fact]
    public void Reverse_AReversal_IsRefused()
    {
        var budget = Budget();
        var back = Reversed(budget, Paid(budget));
        Refused.With("ledger.reversal", () => Reversed(budget, back), "Entry 2", "of entry 1");
    }

    [Fact]
    public void Reverse_AYearEndEntry_IsRefused()
    {
        var budget = Budget();
        var entry = Paid(budget);
        Stored.Set(entry[0], nameof(Posting.Kind), EntryKind.YearEnd);
        Refused.With("ledger.year-end", () => Reversed(budget, entry), "Reopening");
    }

    [Fact]
    public void Reverse_BeforeTheEntryOrOutsideTheYearOrLaterThanToday_IsRefused()
    {
        var budget = Budget();
        var entry = Paid(budget);
        Refused.With(
            "ledger.reversal-date",
            () => Reversed(budget, entry, June.AddDays(-1)),
            "3 June 2019"
        );
        Refused.With("ledger.future", () => Reversed(budget, entry, new DateOnly(2019, 9, 3)));
        Refused.With(
            "ledger.date",
            () =>
                budget.Reverse(
                    entry,
                    null,
                    new DateOnly(2020, 4, 1),
                    "Wrong.",
                    null,
                    Finn,
                    Now.AddYears(1)
                )
        );
    }

    /// <summary>A budget file's actuals stand on the last day of a year that may still run.</summary>
    [Fact]
    public void Reverse_AnImportedEntryOfALaterDay_IsOnThatDay()
    {
        var budget = Budget();
        var entry = budget
            .PostImported(
                [(Salaries, Money.Pounds(1), new EntryWords(Year.End, "", "Actual"))],
                Finn,
                Now
            )
            .ToList();
        Refused.With("ledger.reversal-date", () => Reversed(budget, entry));
        Assert.Equal(Year.End, Reversed(budget, entry, Year.End)[0].Date);
    }

    [Fact]
    public void Reverse_WithoutAReason_IsRefused()
    {
        var budget = Budget();
        Refused.With("ledger.reversal-reason", () => Reversed(budget, Paid(budget), why: " "));
    }

    [Fact]
    public void PostImported_Rows_AreReceiptsAndPaymentsWithNumbersWithoutGaps()
    {
        var budget = Budget();
        var posted = budget
            .PostImported(
                [
                    (Police, Money.Pounds(5), Words),
                    (Salaries, Money.Zero, Words),
                    (Salaries, Money.Pounds(5), Words),
                    (Salaries, Money.Pounds(-5), Words),
                ],
                Finn,
                Now
            )
            .ToList();
        Assert.Equal(
            [(1, EntryKind.Receipt), (2, EntryKind.Payment), (3, EntryKind.Receipt)],
            posted.Select(p => (p.Entry, p.Kind))
        );
    }

    [Fact]
    public void EvidenceAdded_ToAnEntryThatIsNotThere_IsRefused()
    {
        var budget = Budget();
        Paid(budget);
        Refused.With("ledger.entry", () => budget.EvidenceAdded(2, "invoice.pdf"));
        Refused.With("ledger.entry", () => budget.EvidenceAdded(0, "invoice.pdf"));
        budget.EvidenceAdded(1, "invoice.pdf");
        Assert.Equal("entry 1: invoice.pdf", budget.Happenings[^1].After);
    }

    private static PartnershipBudget Budget()
    {
        var budget = PartnershipBudget.Start(1, Year, Money.Pounds(100), null);
        PlannedLine Line(LineKind kind, string name, IncomeSource? source, int? parent = null) =>
            new(
                null,
                kind,
                name,
                parent,
                source,
                source is IncomeSource.Contribution or IncomeSource.ContributionInKind ? 5 : null,
                source is IncomeSource.Contribution or IncomeSource.ContributionInKind
                    ? "Cleveland Police"
                    : null,
                Money.Pounds(10),
                null
            );
        budget.Plan(
            Money.Pounds(100),
            [
                Line(LineKind.Income, "Contribution", IncomeSource.Contribution),
                Line(LineKind.Income, "Rooms", IncomeSource.ContributionInKind),
                Line(LineKind.Income, "Training income", IncomeSource.Generated),
                Line(LineKind.Expenditure, "Staffing", null),
                Line(LineKind.Expenditure, "Salaries", null, 3),
                Line(LineKind.Expenditure, "Travel", null),
            ],
            LedgerTotals.None
        );
        return budget;
    }

    private static IReadOnlyList<Posting> Paid(PartnershipBudget budget) =>
        budget.PostCash(EntryKind.Payment, Salaries, Money.Pounds(1), Words, Finn, Now);

    private static IReadOnlyList<Posting> Reversed(
        PartnershipBudget budget,
        IReadOnlyList<Posting> entry,
        DateOnly? on = null,
        string why = "Wrong lines.",
        int? reversed = null
    ) => budget.Reverse(entry, reversed, on ?? June, why, null, Finn, Now);

    private static void RefusedCash(
        string code,
        int line,
        Money amount,
        EntryWords words,
        params string[] sentence
    )
    {
        var budget = Budget();
        Refused.With(
            code,
            () => budget.PostCash(EntryKind.Payment, line, amount, words, Finn, Now),
            sentence
        );
        Assert.Equal(0, budget.LastEntry);
    }

    private static void RefusedJournal(
        string code,
        IReadOnlyList<EntryLeg> legs,
        params string[] sentence
    )
    {
        var budget = Budget();
        Refused.With(code, () => budget.PostJournal(legs, Words, Finn, Now), sentence);
        Assert.Equal(0, budget.LastEntry);
    }

    private static void TakesNothing(
        PartnershipBudget budget,
        IReadOnlyList<Posting> entry,
        string code,
        string words
    )
    {
        Refused.With(code, () => Paid(budget), words);
        Refused.With(
            code,
            () =>
                budget.PostJournal(
                    [new(Salaries, Money.Pounds(-50)), new(Travel, Money.Pounds(50))],
                    Words,
                    Finn,
                    Now
                ),
            words
        );
        Refused.With(code, () => Reversed(budget, entry), words);
        Refused.With(
            code,
            () => budget.PostImported([(Salaries, Money.Pounds(1), Words)], Finn, Now),
            words
        );
        Assert.Equal(1, budget.LastEntry);
    }
}
