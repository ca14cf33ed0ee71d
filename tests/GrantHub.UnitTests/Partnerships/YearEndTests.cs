using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Partnerships.BudgetBuilder;

namespace GrantHub.UnitTests.Partnerships;

/// <summary>What the end of a year means for the balance and for every partner.</summary>
public class YearEndTests
{
    private static readonly YearEndRule ProRata = YearEndRule.Default with
    {
        Underspend = UnderspendRule.ReturnProRata,
    };

    /// <summary>As planned, but so much less (or, below zero, more) went into events.</summary>
    private static Book Ended(Money better, IReadOnlyList<PlannedLine>? lines = null)
    {
        var book = Book.Adopted(lines).PostAsPlanned();
        if (better < Money.Zero)
            return book.Post(EventsLine, -better);
        return better == Money.Zero
            ? book
            : book.Keep(
                book.Budget.PostCash(
                    EntryKind.Receipt,
                    EventsLine,
                    better,
                    new EntryWords(Year.Start, "BACS", "Refund"),
                    Finance,
                    On(Year.Start)
                )
            );
    }

    private static YearEnd Preview(Book book, YearEndRule rule) =>
        book.Budget.PreviewClose(rule, book.Totals);

    private static long[] Pence(YearEnd end) => [.. end.Shares.Select(s => s.Amount.Pence)];

    private static YearEndRule Fixed(params PartnerTerm[] terms) =>
        new(UnderspendRule.CarryForward, null, OverspendRule.FixedShares, terms);

    [Fact]
    public void CarryForward_KeepsAllInTheBalance()
    {
        var end = Preview(Ended(new Money(1_234_56)), YearEndRule.Default);
        Assert.Equal(new Money(43_941_56), end.CarriedForward);
        Assert.Equal(new Money(1_234_56), end.Variance);
        Assert.Equal(Money.Zero, end.Returned);
        Assert.Empty(end.Shares);
        Assert.Equal(21, end.Lines.Count);
        Assert.Equal(
            Money.Pounds(50_000) - new Money(1_234_56),
            end.Lines.Single(l => l.Number == EventsLine).Actual
        );
        Assert.Equal(Money.Pounds(152_000), end.Lines.Single(l => l.Number == StaffingLine).Actual);
    }

    [Fact]
    public void ReturnProRata_OfTenThousand_IsWhatTheIssueSays()
    {
        var end = Preview(Ended(Money.Pounds(10_000)), ProRata);
        Assert.Equal([-1_218_43, -2_853_00, -3_284_68, -2_643_89], Pence(end));
        Assert.Equal([122, 285, 329, 264], end.Shares.Select(s => s.ShareTenths));
        Assert.Equal(
            [PoliceLine, HartlepoolLine, CcgLine, StocktonLine],
            end.Shares.Select(s => s.LineNumber)
        );
        Assert.Equal(Money.Pounds(10_000), end.Returned);
        Assert.Equal(Money.Zero, end.Charged);
        Assert.Equal(Money.Pounds(42_707), end.CarriedForward);
    }

    /// <summary>The year before ended worse than thought, so less is there than was spent less than planned.</summary>
    [Fact]
    public void ReturnProRata_OfMoreThanTheBalance_ReturnsTheBalance()
    {
        var before = Book.Adopted();
        var next = PartnershipBudget.Start(1, Year.Next, Opening, before.Budget);
        next.Plan(Opening, Lines, LedgerTotals.None);
        next.Adopt(Day(2020, 3, 20), null, Finance, On(2020, 3, 21));
        before.Post(EventsLine, Money.Pounds(50_000)).Close(YearEndRule.Default);
        next.Follow(before.Budget);
        var book = new Book(next).PostAsPlanned().Post(GeneratedLine, Money.Pounds(10_000));
        var end = Preview(book, ProRata);
        Assert.Equal(Money.Pounds(10_000), end.Variance);
        Assert.Equal(Money.Pounds(2_707), end.Actual.Closing);
        Assert.Equal(Money.Pounds(2_707), end.Returned);
        Assert.Equal(Money.Zero, end.CarriedForward);
    }

    [Fact]
    public void Split_ReturnsItsPartAndKeepsTheRest()
    {
        var split = YearEndRule.Default with
        {
            Underspend = UnderspendRule.Split,
            ReturnTenths = 333,
        };
        var end = Preview(Ended(new Money(1_00)), split);
        Assert.Equal(new Money(33), end.Returned);
        Assert.Equal([-4, -9, -11, -9], Pence(end));
        Assert.Equal(Money.Pounds(42_707) + new Money(67), end.CarriedForward);
        var none = Preview(Ended(new Money(1_00)), split with { ReturnTenths = 0 });
        Assert.Empty(none.Shares);
    }

    [Fact]
    public void NoUnderspend_ReturnsNothing()
    {
        var end = Preview(Ended(Money.Zero), ProRata);
        Assert.Empty(end.Shares);
        Assert.Equal(Money.Pounds(42_707), end.CarriedForward);
    }

    [Fact]
    public void Overspend_IsMetFromTheReserveFirst()
    {
        var end = Preview(Ended(Money.Pounds(-42_707)), ProRata);
        Assert.Equal(Money.Pounds(42_707), end.FromReserve);
        Assert.Empty(end.Shares);
        Assert.Equal(Money.Zero, end.CarriedForward);
    }

    [Fact]
    public void Overspend_BeyondTheReserve_IsChargedProRata()
    {
        var end = Preview(Ended(Money.Pounds(-52_707)), YearEndRule.Default);
        Assert.Equal(Money.Pounds(42_707), end.FromReserve);
        Assert.Equal([1_218_43, 2_853_00, 3_284_68, 2_643_89], Pence(end));
        Assert.Equal(Money.Pounds(10_000), end.Charged);
        Assert.Equal(Money.Zero, end.CarriedForward);
        Assert.All(end.Shares, share => Assert.False(share.Capped));
    }

    [Fact]
    public void Overspend_ByFixedShares_IsChargedAsAgreed()
    {
        var rule = Fixed(
            new(Police, "Cleveland Police", 500, null),
            new(Stockton, "Stockton-on-Tees Borough Council", 500, null),
            new(Ccg, "CCG", null, null)
        );
        var end = Preview(Ended(Money.Pounds(-42_707) - new Money(1_01)), rule);
        Assert.Equal([51, 50], Pence(end));
        Assert.Equal([PoliceLine, StocktonLine], end.Shares.Select(s => s.LineNumber));
        Assert.Equal(Money.Zero, end.CarriedForward);
    }

    [Fact]
    public void Cap_TakesOffTheShare_AndTheRestIsADeficit()
    {
        var rule = YearEndRule.Default with
        {
            Terms = [new(Ccg, "CCG", null, Money.Pounds(1_000))],
        };
        var end = Preview(Ended(Money.Pounds(-52_707)), rule);
        Assert.Equal([1_218_43, 2_853_00, 1_000_00, 2_643_89], Pence(end));
        Assert.Equal([false, false, true, false], end.Shares.Select(s => s.Capped));
        Assert.Equal(-new Money(2_284_68), end.CarriedForward);
    }

    [Fact]
    public void Cap_OfExactlyTheShare_IsNotReached()
    {
        var rule = YearEndRule.Default with
        {
            Terms = [new(Ccg, "CCG", null, new Money(3_284_68))],
        };
        var end = Preview(Ended(Money.Pounds(-52_707)), rule);
        Assert.All(end.Shares, share => Assert.False(share.Capped));
    }

    [Fact]
    public void Share_OfAPartnerWithTwoLines_IsOneOnTheFirst()
    {
        var end = Preview(
            Ended(
                Money.Pounds(10_000),
                [
                    .. Lines,
                    From(Police, "Cleveland Police", 10_000) with
                    {
                        Name = "Extra contribution",
                    },
                ]
            ),
            ProRata
        );
        Assert.Equal(4, end.Shares.Count);
        Assert.Equal(PoliceLine, end.Shares[0].LineNumber);
        Assert.Equal(Money.Pounds(41_372), end.Shares[0].Contribution);
        Assert.Equal(Money.Pounds(10_000), end.Returned);
    }
}
