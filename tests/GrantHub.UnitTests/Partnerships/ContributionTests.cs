using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using static GrantHub.UnitTests.Partnerships.BudgetBuilder;

namespace GrantHub.UnitTests.Partnerships;

public class ContributionTests
{
    private static readonly DateOnly May = Day(2019, 5, 1);
    private static readonly DateOnly June = Day(2019, 6, 1);

    private static ContributionFigures Of(Book book, int line, DateOnly today) =>
        book.Budget.ContributionOf(book.Budget.LineOf(line), book.Totals, today);

    [Fact]
    public void PlanInstalments_ShareByLargestRemainder()
    {
        var budget = Adopted();
        budget.PlanInstalments(HartlepoolLine, May, 3, 4);
        Assert.Equal(
            [2_448_634, 2_448_633, 2_448_633],
            budget.InstalmentsOf(HartlepoolLine).Select(i => i.Amount.Pence)
        );
        Assert.Equal(
            [May, Day(2019, 9, 1), Day(2020, 1, 1)],
            budget.InstalmentsOf(HartlepoolLine).Select(i => i.DueOn)
        );
        Assert.Empty(budget.InstalmentsOf(PoliceLine));
    }

    [Fact]
    public void PlanInstalments_Again_ReplacesWhatIsNotInvoiced()
    {
        var budget = Adopted();
        budget.PlanInstalments(PoliceLine, May, 4, 3);
        budget.RecordInvoice(1, May, "INV 1", May);
        budget.PlanInstalments(PoliceLine, June, 2, 1);
        Assert.Equal([1, 5, 6], budget.InstalmentsOf(PoliceLine).Select(i => i.Number));
        Assert.Equal(
            Money.Pounds(31_372),
            Money.Sum(budget.InstalmentsOf(PoliceLine).Select(i => i.Amount))
        );
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(13, 1)]
    [InlineData(4, 0)]
    [InlineData(4, 13)]
    public void PlanInstalments_TooManyOrTooFew_IsRefused(int count, int everyMonths) =>
        Refused.With(
            "instalment.count",
            () => Adopted().PlanInstalments(PoliceLine, May, count, everyMonths),
            "from 1 to 12"
        );

    [Fact]
    public void PlanInstalments_OfFewerPenniesThanParts_IsRefused()
    {
        var lines = Lines.ToArray();
        lines[0] = lines[0] with { Planned = new Money(3) };
        var budget = Adopted(lines);
        Refused.With(
            "instalment.too-small",
            () => budget.PlanInstalments(PoliceLine, May, 4, 3),
            "£0.03"
        );
        Assert.Empty(budget.Instalments);
    }

    [Fact]
    public void PlanInstalments_AllInvoiced_IsRefused()
    {
        var budget = Adopted();
        budget.PlanInstalments(PoliceLine, May, 1, 1);
        budget.RecordInvoice(1, May, "INV 1", May);
        Refused.With(
            "instalment.all-invoiced",
            () => budget.PlanInstalments(PoliceLine, May, 1, 1),
            "£31,372.00"
        );
    }

    [Fact]
    public void Instalments_OfALineThatIsNoContribution_AreRefused()
    {
        var budget = Adopted();
        Refused.With("instalment.line", () => budget.PlanInstalments(GeneratedLine, May, 1, 1));
        Refused.With(
            "instalment.line",
            () => budget.AddInstalment(TravelLine, May, Money.Pounds(1)),
            "Travel and transport is not a contribution in cash"
        );
        Refused.With("instalment.line", () => budget.LinkGrant(TravelLine, 5, "G-2017-0001"));
    }

    [Fact]
    public void Instalments_ToBeConfirmed_AreRefused()
    {
        var lines = Lines.ToArray();
        lines[0] = lines[0] with { Planned = null };
        var budget = Adopted(lines);
        Refused.With(
            "instalment.not-agreed",
            () => budget.PlanInstalments(PoliceLine, May, 1, 1),
            "Cleveland Police contributes is to be confirmed"
        );
        Refused.With(
            "instalment.not-agreed",
            () => budget.AddInstalment(PoliceLine, May, Money.Pounds(1))
        );
    }

    [Fact]
    public void Instalment_AddedChangedAndRemoved()
    {
        var budget = Adopted();
        budget.AddInstalment(PoliceLine, June, Money.Pounds(10_000));
        budget.AddInstalment(PoliceLine, May, Money.Pounds(5_000));
        Assert.Equal([2, 1], budget.InstalmentsOf(PoliceLine).Select(i => i.Number));
        budget.ChangeInstalment(1, Day(2019, 4, 30), Money.Pounds(26_372));
        Assert.Equal(Money.Pounds(26_372), budget.InstalmentsOf(PoliceLine)[0].Amount);
        budget.RemoveInstalment(1);
        Assert.Equal([2], budget.InstalmentsOf(PoliceLine).Select(i => i.Number));
        budget.AddInstalment(PoliceLine, May, Money.Pounds(1));
        Assert.Equal(3, budget.LastInstalment);
    }

    [Fact]
    public void Instalment_OfMoreThanIsAgreed_IsRefusedAndChangesNothing()
    {
        var budget = Adopted();
        budget.AddInstalment(PoliceLine, May, Money.Pounds(31_372));
        Refused.With(
            "instalment.sum",
            () => budget.AddInstalment(PoliceLine, June, new Money(1)),
            "add up to £31,372.01",
            "£31,372.00 is agreed"
        );
        Assert.Equal(1, budget.LastInstalment);
        Refused.With(
            "instalment.sum",
            () => budget.ChangeInstalment(1, June, Money.Pounds(31_373))
        );
        var instalment = Assert.Single(budget.Instalments);
        Assert.Equal((May, Money.Pounds(31_372)), (instalment.DueOn, instalment.Amount));
        Refused.With("instalment.amount", () => budget.ChangeInstalment(1, June, Money.Zero));
        Refused.With(
            "instalment.amount",
            () => budget.AddInstalment(PoliceLine, June, -new Money(1))
        );
    }

    [Fact]
    public void Instalment_ThatIsGone_IsRefused()
    {
        var budget = Adopted();
        Refused.With("instalment.gone", () => budget.ChangeInstalment(9, June, Money.Pounds(1)));
        Refused.With("instalment.gone", () => budget.RemoveInstalment(9));
        Refused.With("instalment.gone", () => budget.RecordInvoice(9, June, "INV", June));
        Refused.With("instalment.gone", () => budget.CancelInvoice(9, "Wrong."));
    }

    [Fact]
    public void Instalment_ThatIsInvoiced_ChangesOnlyWhenTheInvoiceIsTakenBack()
    {
        var budget = Adopted();
        budget.AddInstalment(PoliceLine, May, Money.Pounds(100));
        budget.RecordInvoice(1, May, " INV 7 ", May);
        Assert.Equal("INV 7", budget.Instalments[0].InvoiceReference);
        Refused.AsConflict(
            "instalment.invoiced",
            () => budget.ChangeInstalment(1, June, Money.Pounds(1)),
            "INV 7"
        );
        Refused.AsConflict("instalment.invoiced", () => budget.RemoveInstalment(1));
        Refused.AsConflict("instalment.invoiced", () => budget.RecordInvoice(1, May, "INV 8", May));
        Refused.With("invoice.cancel-reason", () => budget.CancelInvoice(1, "  "));
        budget.CancelInvoice(1, "Sent to the wrong address.");
        Assert.Null(budget.Instalments[0].InvoicedOn);
        Refused.With("invoice.none", () => budget.CancelInvoice(1, "Again."));
        budget.RemoveInstalment(1);
        Assert.Empty(budget.Instalments);
    }

    [Fact]
    public void RecordInvoice_LaterThanTodayOrWithoutANumberOrForADraft_IsRefused()
    {
        var budget = Adopted();
        budget.AddInstalment(PoliceLine, May, Money.Pounds(100));
        Refused.With("invoice.future", () => budget.RecordInvoice(1, June, "INV 1", May));
        Refused.With("invoice.reference", () => budget.RecordInvoice(1, May, " ", May));
        var draft = Draft();
        draft.AddInstalment(PoliceLine, May, Money.Pounds(100));
        Refused.With(
            "invoice.draft",
            () => draft.RecordInvoice(1, May, "INV 1", May),
            "2019-20 is a draft"
        );
    }

    [Fact]
    public void Contribution_IsAgreedInvoicedReceivedOutstandingAndOverdue()
    {
        var book = Book.Adopted();
        var budget = book.Budget;
        Assert.Equal(
            new ContributionFigures(Money.Pounds(31_372), Money.Zero, Money.Zero, Money.Zero, 122),
            Of(book, PoliceLine, June)
        );
        budget.AddInstalment(PoliceLine, May, Money.Pounds(20_000));
        budget.AddInstalment(PoliceLine, June, Money.Pounds(11_372));
        budget.RecordInvoice(1, May, "INV 1", May);
        budget.RecordInvoice(2, May, "INV 2", May);
        book.Post(PoliceLine, Money.Pounds(4_000));
        var onTheDay = Of(book, PoliceLine, May);
        Assert.Equal(Money.Zero, onTheDay.Overdue);
        Assert.Equal(Money.Pounds(31_372), onTheDay.Invoiced);
        Assert.Equal(Money.Pounds(27_372), onTheDay.Outstanding);
        Assert.Equal(Money.Pounds(16_000), Of(book, PoliceLine, May.AddDays(1)).Overdue);
        Assert.Equal(Money.Pounds(27_372), Of(book, PoliceLine, June.AddDays(1)).Overdue);
        book.Post(PoliceLine, Money.Pounds(30_000));
        var after = Of(book, PoliceLine, June.AddDays(1));
        Assert.Equal((Money.Zero, Money.Zero), (after.Outstanding, after.Overdue));
        Assert.Equal(Money.Pounds(34_000), after.Received);
    }

    [Fact]
    public void Contribution_PastItsDayButNotInvoiced_IsNotOverdue()
    {
        var book = Book.Adopted();
        book.Budget.AddInstalment(PoliceLine, May, Money.Pounds(20_000));
        Assert.Equal(Money.Zero, Of(book, PoliceLine, June).Overdue);
    }

    [Fact]
    public void Shares_AddUpToTheWhole_AndANegativeLineHasNone()
    {
        var budget = Draft([
            From(1, "A", 1),
            From(2, "B", 1),
            From(3, "C", 1),
            From(4, "D", -5),
            Spend("Travel", 1),
        ]);
        Assert.Equal([334, 333, 333, 0], budget.Contributions.Select(budget.ShareTenthsOf));
        Assert.Null(budget.ShareTenthsOf(budget.LineOf(5)));
        var none = Draft([From(1, "A", null)]);
        Assert.Null(none.ShareTenthsOf(none.LineOf(1)));
    }

    [Fact]
    public void LinkGrant_SaysWhichGrantPays_Once()
    {
        var budget = Adopted();
        budget.ForgetHappenings();
        budget.LinkGrant(PoliceLine, 5, "G-2017-0001");
        budget.LinkGrant(PoliceLine, 5, "G-2017-0001");
        Assert.Equal(
            "Contribution, Cleveland Police: grant G-2017-0001",
            Assert.Single(budget.Happenings).After
        );
        budget.LinkGrant(PoliceLine, null, null);
        Assert.Null(budget.LineOf(PoliceLine).GrantId);
    }

    [Fact]
    public void Contributions_OfAClosedYear_DoNotChange()
    {
        var book = Book.Adopted();
        var budget = book.Budget;
        budget.AddInstalment(PoliceLine, May, Money.Pounds(100));
        budget.AddInstalment(PoliceLine, May, Money.Pounds(200));
        budget.RecordInvoice(2, May, "INV 2", May);
        book.Close(YearEndRule.Default);
        Refused.With("budget.closed", () => budget.PlanInstalments(PoliceLine, May, 1, 1));
        Refused.With("budget.closed", () => budget.AddInstalment(PoliceLine, May, Money.Pounds(1)));
        Refused.With("budget.closed", () => budget.ChangeInstalment(1, May, Money.Pounds(1)));
        Refused.With("budget.closed", () => budget.RemoveInstalment(1));
        Refused.With("budget.closed", () => budget.RecordInvoice(1, May, "INV", May));
        Refused.With("budget.closed", () => budget.CancelInvoice(2, "Wrong."));
        Refused.With("budget.closed", () => budget.LinkGrant(PoliceLine, 5, "G-2017-0001"));
    }

    [Fact]
    public void Plan_ThatDropsOrLessensAContribution_KeepsInstalmentsWithinIt()
    {
        var budget = Draft();
        budget.AddInstalment(PoliceLine, May, Money.Pounds(31_372));
        var less = budget.AsPlanned().ToList();
        less[0] = less[0] with { Planned = Money.Pounds(31_371) };
        Refused.With("instalment.sum", () => budget.Plan(Opening, less, LedgerTotals.None));
        Assert.Equal(Money.Pounds(31_372), budget.LineOf(PoliceLine).Planned);
        budget.Plan(Opening, [.. less.Skip(1).Where(l => l.Parent is null)], LedgerTotals.None);
        Assert.Empty(budget.Instalments);
    }
}
