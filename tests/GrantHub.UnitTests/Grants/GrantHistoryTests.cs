using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace GrantHub.UnitTests.Grants;

/// <summary>
/// What holds after every step of every history. GRANTHUB_HISTORIES says how many (1,000 by default; the full run is
/// 10,000), GRANTHUB_SEED which; a failure names the seed.
/// </summary>
public class GrantHistoryTests(ITestOutputHelper output)
{
    private static readonly Gen<Step> Steps =
        from act in Gen.Frequency(
            (6, Gen.Constant(Act.Plan)),
            (3, Gen.Constant(Act.PlanQuarters)),
            (1, Gen.Constant(Act.Remove)),
            (10, Gen.Constant(Act.Request)),
            (14, Gen.Constant(Act.Authorise)),
            (10, Gen.Constant(Act.Pay)),
            (3, Gen.Constant(Act.Cancel)),
            (3, Gen.Constant(Act.Recover)),
            (2, Gen.Constant(Act.Release)),
            (5, Gen.Constant(Act.Review)),
            (6, Gen.Constant(Act.Recommend)),
            (9, Gen.Constant(Act.Sign)),
            (1, Gen.Constant(Act.ReturnReview)),
            (3, Gen.Constant(Act.Ask)),
            (8, Gen.Constant(Act.Report)),
            (8, Gen.Constant(Act.Accept)),
            (1, Gen.Constant(Act.SendBack)),
            (1, Gen.Constant(Act.Breach)),
            (1, Gen.Constant(Act.EndBreach)),
            (1, Gen.Constant(Act.Override)),
            (2, Gen.Constant(Act.Settle)),
            (1, Gen.Constant(Act.Vary)),
            (1, Gen.Constant(Act.Terminate))
        )
        from pick in Gen.Choose(0, 11)
        from part in Gen.OneOf(Gen.Elements(0, 250, 500, 1_000, 1_050), Gen.Choose(1, 1_200))
        from pence in Gen.Elements(0, 0, -1, 1)
        select new Step(act, pick, part, pence);

    private static readonly Arbitrary<List<Step>> Histories = Gen.Choose(10, 120)
        .SelectMany(length => Steps.ListOf(length))
        .Select(steps => steps.ToList())
        .ToArbitrary();

    [Fact]
    public void History_AfterEveryStep_AuthorisedAndPaidAreWithinConfirmed() =>
        Check(
            "confirmed",
            steps =>
                AfterEach(
                    steps,
                    grant =>
                        grant
                            .Years.Select(year => grant.FiguresOf(year.Year))
                            .All(year =>
                                year.Authorised + year.Paid <= year.Confirmed
                                && year.Recovered <= year.Paid
                                && year.Indicative >= Money.Zero
                                && year.Discontinued >= Money.Zero
                            )
                )
        );

    [Fact]
    public void History_AfterEveryStep_ThePartsAreTheCeiling() =>
        Check(
            "ceiling",
            steps =>
                AfterEach(
                    steps,
                    grant =>
                        grant.NeverUsed >= Money.Zero
                        && grant.Confirmed + grant.Indicative + grant.Discontinued + grant.NeverUsed
                            == grant.Ceiling
                        && grant.Remaining == grant.Ceiling - grant.Confirmed
                        && grant.Paid
                            == Money.Sum(
                                grant
                                    .Instalments.Where(i => i.State == InstalmentState.Paid)
                                    .Select(i => i.Amount)
                            )
                )
        );

    /// <summary>Each year's shares add up to its figures, and no stream bears more than it gives.</summary>
    [Fact]
    public void History_AfterEveryStep_TheStreamsSharesAddUp() =>
        Check(
            "shares",
            steps =>
                AfterEach(
                    steps,
                    grant =>
                        grant.Shares.All(s =>
                            s.Confirmed >= Money.Zero && s.Indicative >= Money.Zero
                        )
                        && grant.Years.All(year =>
                            Money.Sum(Of(grant, year.Year).Select(s => s.Confirmed))
                                == year.Confirmed
                            && Money.Sum(Of(grant, year.Year).Select(s => s.Indicative))
                                == year.Indicative
                        )
                        && grant.Streams.All(stream =>
                            Money.Sum(
                                grant
                                    .Shares.Where(s => s.StreamId == stream.StreamId)
                                    .Select(s => s.Confirmed + s.Indicative)
                            ) <= stream.Amount
                        )
                )
        );

    /// <summary>A refused step changes nothing, so the steps that were carried out make the same grant alone.</summary>
    [Fact]
    public void History_Replayed_GivesTheSameGrant() =>
        Check(
            "replay",
            steps =>
            {
                var lived = GrantHistory.Of(steps);
                return GrantHistory.Replay(lived.Done).State() == lived.State();
            }
        );

    /// <summary>Else the properties above would hold of grants to which nothing happens.</summary>
    [Fact]
    public void Histories_ReachEveryAct()
    {
        var done = Steps
            .ListOf(100)
            .Sample(300)
            .SelectMany(steps => GrantHistory.Of(steps).Done)
            .Select(step => step.Step.Act)
            .ToHashSet();
        Assert.Equal(Enum.GetValues<Act>(), done.Order());
    }

    private static IEnumerable<GrantShare> Of(Grant grant, FinancialYear year) =>
        grant.Shares.Where(share => share.Year == year);

    private static bool AfterEach(List<Step> steps, Func<Grant, bool> holds)
    {
        var history = new GrantHistory();
        return steps.TrueForAll(step =>
        {
            history.Live(step);
            return holds(history.Grant);
        });
    }

    private void Check(string name, Func<List<Step>, bool> property)
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
