using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace GrantHub.UnitTests.Partnerships;

/// <summary>
/// What holds after every step of every history of a partnership's money. GRANTHUB_HISTORIES says how many (1,000 by
/// default; the full run is 10,000), GRANTHUB_SEED which; a failure names the seed.
/// </summary>
public class PartnershipHistoryTests(ITestOutputHelper output)
{
    private static readonly Gen<MoneyStep> Steps =
        from act in Gen.Frequency(
            (3, Gen.Constant(MoneyAct.Start)),
            (2, Gen.Constant(MoneyAct.Replan)),
            (8, Gen.Constant(MoneyAct.Adopt)),
            (12, Gen.Constant(MoneyAct.Receive)),
            (12, Gen.Constant(MoneyAct.Pay)),
            (8, Gen.Constant(MoneyAct.Journal)),
            (6, Gen.Constant(MoneyAct.Reverse)),
            (4, Gen.Constant(MoneyAct.Vire)),
            (1, Gen.Constant(MoneyAct.Forecast)),
            (2, Gen.Constant(MoneyAct.Instal)),
            (2, Gen.Constant(MoneyAct.Invoice)),
            (3, Gen.Constant(MoneyAct.Rule)),
            (10, Gen.Constant(MoneyAct.Sign)),
            (1, Gen.Constant(MoneyAct.SendBack)),
            (10, Gen.Constant(MoneyAct.Countersign)),
            (3, Gen.Constant(MoneyAct.Reopen))
        )
        from days in Gen.Choose(0, 60)
        from pick in Gen.Choose(0, 11)
        from part in Gen.OneOf(Gen.Elements(0, 250, 500, 1_000, 1_050), Gen.Choose(1, 1_200))
        from pence in Gen.Elements(0, 0, 0, -1, 1)
        select new MoneyStep(act, days, pick, part, pence);

    private static readonly Arbitrary<List<MoneyStep>> Histories = Gen.Choose(20, 120)
        .SelectMany(length => Steps.ListOf(length))
        .Select(steps => steps.ToList())
        .ToArbitrary();

    [Fact]
    public void History_AfterEveryStep_AYearOpensWithWhatTheYearBeforeCarried() =>
        Check(
            "opening",
            history =>
                history
                    .Years.SkipLast(1)
                    .All(year =>
                        history.Next(year)!.Budget is var next
                        && year.Budget.Close is { Stands: true } close
                            ? next.Opening == close.Figures.CarriedForward
                                && next.Opening == year.Budget.Actual(year.Book.Totals).Closing
                                && !next.IsOpeningEstimated
                            : next.IsOpeningEstimated && next.Close is null
                    )
        );

    [Fact]
    public void History_AfterEveryStep_ReceiptsLessPaymentsAreTheMovementOfTheBalance() =>
        Check(
            "balance",
            history =>
                history.Years.TrueForAll(year =>
                    year.Budget.Actual(year.Book.Totals) is var actual
                    && actual.Closing - actual.Opening == year.Moved
                )
        );

    [Fact]
    public void History_AfterEveryStep_TheLedgerReplayedIsWhatWasKeptAndStored() =>
        Check(
            "replay of the ledger",
            history =>
                history.Years.TrueForAll(year =>
                {
                    var totals = year.Book.Totals;
                    return year.Kept.All(line =>
                            totals.Of(line.Key)
                            == new LineTotal(
                                line.Value.Actual,
                                line.Value.YearEnd,
                                line.Value.Count
                            )
                        )
                        && totals.Postings == year.Book.Postings.Count
                        && (
                            year.Budget.Close is not { Figures: var stored }
                            || stored.Actual
                                == year.Budget.Actual(totals) with
                                {
                                    Settled = Money.Zero,
                                }
                                && stored.Lines.All(line =>
                                    line.Actual
                                    == year.Budget.ActualOf(year.Budget.LineOf(line.Number), totals)
                                )
                        );
                })
        );

    [Fact]
    public void History_AfterEveryStep_TheSharesSumToTheWholeLessTheCaps() =>
        Check(
            "shares",
            history =>
                history.Years.TrueForAll(year => year.Budget.Closes.All(c => Adds(c.Figures)))
        );

    [Fact]
    public void History_AfterEveryStep_EntriesHaveNoGapsAndAClosedYearStands() =>
        Check(
            "entries",
            history =>
                history.Years.TrueForAll(year =>
                    year.Book.Postings.Select(p => p.Entry)
                        .Distinct()
                        .SequenceEqual(Enumerable.Range(1, year.Budget.LastEntry))
                    && (year.Budget.ClosedAt is null) == (year.Locked is null)
                    && (year.Locked is null || year.Locked == year.Postings())
                )
        );

    /// <summary>A refused step changes nothing, so the steps that were carried out make the same books alone.</summary>
    [Fact]
    public void History_Replayed_GivesTheSameBooks() =>
        CheckWhole(
            "replay of the history",
            steps =>
            {
                var lived = PartnershipHistory.Of(steps);
                return PartnershipHistory.Replay(lived.Done).State() == lived.State();
            }
        );

    /// <summary>Else the properties above would hold of books to which nothing happens.</summary>
    [Fact]
    public void Histories_ReachEveryActAndEveryKindOfEnd()
    {
        var lived = Steps.ListOf(120).Sample(400).Select(PartnershipHistory.Of).ToList();
        Assert.Equal(
            Enum.GetValues<MoneyAct>(),
            lived.SelectMany(h => h.Done).Select(done => done.Step.Act).Distinct().Order()
        );
        var closes = lived
            .SelectMany(h => h.Years)
            .SelectMany(year => year.Budget.Closes.Select(close => (year, close)))
            .ToList();
        Assert.Contains(closes, c => c.close.Figures.Returned > Money.Zero);
        Assert.Contains(closes, c => c.close.Figures.Charged > Money.Zero);
        Assert.Contains(closes, c => c.close.Figures.Shares.Any(share => share.Capped));
        Assert.Contains(closes, c => c.close.Figures.FromReserve > Money.Zero);
        Assert.Contains(closes, c => c.close.Figures.CarriedForward < Money.Zero);
        Assert.Contains(closes, c => c.close is { UndoneAt: not null, CountersignedAt: not null });
        Assert.Contains(lived, h => h.Years.Count(y => y.Budget.ClosedAt is not null) >= 2);
    }

    private static bool Adds(YearEnd end)
    {
        var balance = end.Actual.Closing;
        if (end.CarriedForward != balance + Money.Sum(end.Shares.Select(share => share.Amount)))
            return false;
        if (end.Shares.Count > 0 && end.Shares.Sum(share => share.ShareTenths) != 1_000)
            return false;
        if (balance >= Money.Zero)
            return end.Charged == Money.Zero
                && end.CarriedForward >= Money.Zero
                && end.Returned == Due(end, balance);
        if (end.Returned != Money.Zero || end.Shares.Count == 0)
            return end.Returned == Money.Zero && end.CarriedForward == balance;
        var whole = (-balance).Share([
            .. end.Shares.Select(share =>
                end.Rule.Overspend == OverspendRule.ProRata
                    ? share.Contribution.Pence
                    : share.ShareTenths
            ),
        ]);
        return end.Shares.Zip(whole)
                .All(share => share.First.Amount == Least(CapOf(end, share.First), share.Second))
            && (end.Shares.Any(share => share.Capped) || end.CarriedForward == Money.Zero);
    }

    private static Money? CapOf(YearEnd end, PartnerShare share) =>
        end.Rule.Terms.SingleOrDefault(term => term.OrganisationId == share.PartnerId)?.Cap;

    private static Money Least(Money? cap, Money share) =>
        cap is { } most && most < share ? most : share;

    /// <summary>What the rule gives back, worked in its own way: tenths of a percent, rounded half up to the penny.</summary>
    private static Money Due(YearEnd end, Money balance)
    {
        var under = end.Variance < balance ? end.Variance : balance;
        if (under <= Money.Zero)
            return Money.Zero;
        return end.Rule.Underspend switch
        {
            UnderspendRule.CarryForward => Money.Zero,
            UnderspendRule.ReturnProRata => under,
            _ => new Money(
                (long)
                    Math.Round(
                        under.Pence * (decimal)end.Rule.ReturnTenths!.Value / 1_000,
                        MidpointRounding.AwayFromZero
                    )
            ),
        };
    }

    private void Check(string name, Func<PartnershipHistory, bool> holds) =>
        CheckWhole(
            name,
            steps =>
            {
                var history = new PartnershipHistory();
                return steps.TrueForAll(step =>
                {
                    history.Live(step);
                    return holds(history);
                });
            }
        );

    private void CheckWhole(string name, Func<List<MoneyStep>, bool> property)
    {
        var count = int.Parse(
            Environment.GetEnvironmentVariable("GRANTHUB_HISTORIES") ?? "1000",
            CultureInfo.InvariantCulture
        );
        var seed = Environment.GetEnvironmentVariable("GRANTHUB_SEED") is { Length: > 0 } given
            ? ulong.Parse(given, CultureInfo.InvariantCulture)
            : (ulong)Random.Shared.NextInt64();
        output.WriteLine($"{name}: {count} histories, GRANTHUB_SEED={seed}");
        Prop.ForAll(Histories, property)
            .Label($"GRANTHUB_SEED={seed}")
            .Check(
                Config
                    .QuickThrowOnFailure.WithMaxTest(count)
                    .WithReplay(
                        FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None))
                    )
            );
    }
}
