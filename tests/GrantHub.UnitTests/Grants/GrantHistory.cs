using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Grants.GrantBuilder;

namespace GrantHub.UnitTests.Grants;

/// <summary>What somebody tries to do with a grant; most of it is refused in one state or another.</summary>
internal enum Act
{
    Plan,
    PlanQuarters,
    Remove,
    Request,
    Authorise,
    Pay,
    Cancel,
    Recover,
    Release,
    Review,
    Recommend,
    Sign,
    ReturnReview,
    Ask,
    Report,
    Accept,
    SendBack,
    Breach,
    EndBreach,
    Override,
    Settle,
    Vary,
    Terminate,
}

/// <param name="Pick">Chooses a year or a payment.</param>
/// <param name="Part">How much, in thousandths of what the year holds.</param>
/// <param name="Pence">To miss an amount by a penny.</param>
internal sealed record Step(Act Act, int Pick, int Part, int Pence)
{
    public override string ToString() => $"{Act} {Pick} {Part} {Pence}";
}

/// <summary>Lets a grant live through steps, a week each, and says what it holds afterwards.</summary>
internal sealed class GrantHistory
{
    private static readonly DateOnly Start = Day(2017, 6, 1);
    private int references;

    public Grant Grant { get; } = Begun();

    public DateOnly Today { get; private set; } = Start;

    /// <summary>The steps that were not refused, each with its day.</summary>
    public List<(Step Step, DateOnly On)> Done { get; } = [];

    /// <summary>A grant with two streams, one of them too small for a whole year, and a condition that can be breached.</summary>
    private static Grant Begun()
    {
        var grant = Agreed(f =>
            f with
            {
                Streams =
                [
                    new(7, "Victims", new Money(9_300_01)),
                    new(5, "Community safety", SlscbDecision.Maximum - new Money(9_300_01)),
                ],
            }
        );
        grant.AddCondition(ConditionKind.Continuing, "Safeguarding policy in force.", null);
        return grant;
    }

    public static GrantHistory Of(IEnumerable<Step> steps)
    {
        var history = new GrantHistory();
        foreach (var step in steps)
            history.Live(step);
        return history;
    }

    public static GrantHistory Replay(IEnumerable<(Step Step, DateOnly On)> done)
    {
        var history = new GrantHistory();
        foreach (var (step, on) in done)
        {
            history.Today = on;
            history.Try(step);
        }
        return history;
    }

    public void Live(Step step)
    {
        Today = Today.AddDays(7);
        Try(step);
    }

    private void Try(Step step)
    {
        try
        {
            Carry(step);
            Done.Add((step, Today));
        }
        catch (DomainException)
        {
            // A refusal leaves the grant as it was; the properties say so.
        }
    }

    private void Carry(Step step)
    {
        var year = Grant.Years[step.Pick % Grant.Years.Count];
        var amount = new Money(year.Planned.Pence * step.Part / 1000 + step.Pence);
        var at = On(Today);
        switch (step.Act)
        {
            case Act.Plan:
                Grant.PlanInstalment(year.Year, amount, Today);
                break;
            case Act.PlanQuarters:
                Grant.PlanInstalments(year.Year, amount, InstalmentPattern.Quarterly, Today);
                break;
            case Act.Remove:
                Grant.RemoveInstalment(Payment(step, InstalmentState.Planned));
                break;
            case Act.Request:
                Grant.RequestPayment(Payment(step, InstalmentState.Planned), Requester, at);
                break;
            case Act.Authorise:
                Grant.AuthorisePayment(
                    Payment(step, InstalmentState.Requested),
                    Authoriser,
                    null,
                    at
                );
                break;
            case Act.Pay:
                Grant.Pay(
                    Payment(step, InstalmentState.Authorised),
                    Today,
                    $"BACS {references + 1}",
                    Requester,
                    Today
                );
                references++;
                break;
            case Act.Cancel:
                Grant.CancelPayment(
                    Payment(step, InstalmentState.Authorised),
                    "Not needed.",
                    Requester,
                    at
                );
                break;
            case Act.Recover:
                Grant.Recover(
                    year.Year,
                    null,
                    amount,
                    Today,
                    "RCPT",
                    "Overpaid.",
                    Requester,
                    Today
                );
                break;
            case Act.Release:
                Grant.ReleaseEarly(year.Year, amount, "Salaries.", Cast.Cfo);
                break;
            case Act.Review:
                Grant.WriteReview(
                    year.Year,
                    (step.Part % 5) switch
                    {
                        0 or 1 => Continue,
                        4 when step.Pence < 0 => Discontinuing,
                        _ => Amending(amount),
                    },
                    Cast.Lead,
                    at
                );
                break;
            case Act.Recommend:
                Grant.RecommendReview(year.Year, Cast.Lead, Signings.Plain, at);
                break;
            case Act.Sign:
                Grant.SignReview(
                    year.Year,
                    step.Pence == 0 ? Cast.Cfo : Cast.Pcc,
                    Signings.Plain,
                    at
                );
                break;
            case Act.ReturnReview:
                Grant.ReturnReview(year.Year, Cast.Cfo, "Say more.", at);
                break;
            case Act.Ask:
                Grant.ScheduleReturns(year.Year, ReturnPattern.HalfYearly);
                break;
            case Act.Report:
                Grant.SubmitReturn(
                    Return(step, waiting: false),
                    GrantBuilder.Report(amount),
                    SubmittedFor.Recipient,
                    Contact,
                    at
                );
                break;
            case Act.Accept:
                Grant.AcceptReturn(Return(step, waiting: true), Cast.Lead, at);
                break;
            case Act.SendBack:
                Grant.SendReturnBack(Return(step, waiting: true), "Say more.", Cast.Lead, at);
                break;
            case Act.Breach:
                Grant.BreachCondition(1, Today, "The policy has lapsed.", Cast.Lead, Today);
                break;
            case Act.EndBreach:
                Grant.EndBreach(1, "Renewed.");
                break;
            case Act.Override:
                Grant.OverrideBlocks("Salaries are due.", Cast.Cfo, at);
                break;
            case Act.Settle:
                var unspent = Grant.FiguresOf(year.Year).Unspent;
                var half = new Money(unspent.Pence * step.Part / 1000);
                Grant.Settle(
                    year.Year,
                    step.Pence > 0
                        ? new UnspentParts(half, Money.Zero, unspent - half)
                        : new UnspentParts(Money.Zero, unspent, Money.Zero),
                    null,
                    Cast.Cfo,
                    at
                );
                break;
            case Act.Vary:
                Grant.Vary(Approved(f => Varied(f, step)));
                break;
            case Act.Terminate:
                Grant.Terminate(
                    new TerminationTerms(
                        Today,
                        "The Board is dissolved.",
                        step.Pence > 0 ? UnpaidChoice.PayUpTo : UnpaidChoice.Cancel,
                        amount,
                        "As agreed.",
                        UnspentChoice.Recover,
                        "By the end of the month."
                    ),
                    Cast.Pcc,
                    at
                );
                break;
        }
    }

    /// <summary>A later decision with another ceiling, which can leave the last year out.</summary>
    private static FundingProposal Varied(FundingProposal funding, Step step)
    {
        var schedule = funding.Schedule.Take(step.Pence < 0 ? 2 : 3).ToList();
        var ceiling = new Money(
            Money.Sum(schedule.Select(line => line.Amount)).Pence + step.Part * 100
        );
        return funding with
        {
            Maximum = ceiling,
            Schedule = schedule,
            Streams = [new(5, "Community safety", ceiling)],
        };
    }

    private int Payment(Step step, InstalmentState state)
    {
        var open = Grant.Instalments.Where(i => i.State == state).ToList();
        return open.Count == 0 ? 0 : open[step.Pick % open.Count].Number;
    }

    private int Return(Step step, bool waiting)
    {
        var open = Grant
            .Returns.Where(r => !r.IsAccepted && r.SubmittedAt is not null == waiting)
            .ToList();
        return open.Count == 0 ? 0 : open[step.Pick % open.Count].Number;
    }

    /// <summary>Every figure and fact of the grant, as text.</summary>
    public string State() =>
        string.Join(
            '\n',
            Grant
                .Years.Select(y => $"{Grant.FiguresOf(y.Year)} {y.Settlement}")
                .Append(
                    $"{Grant.State} {Grant.Ceiling} {Grant.NextReviewOn} {Grant.Termination} {Grant.LastInstalment}"
                )
                .Concat(
                    Grant.Instalments.Select(i =>
                        $"{i.Number} {i.Year} {i.Amount} {i.DueOn} {i.State} {i.PaidReference}"
                    )
                )
                .Concat(Grant.Recoveries.Select(r => $"{r.Year} {r.Amount} {r.On}"))
                .Concat(
                    Grant.Shares.Select(s => $"{s.StreamId} {s.Year} {s.Confirmed} {s.Indicative}")
                )
                .Concat(
                    Grant.Returns.Select(r =>
                        $"{r.Number} {r.SubmittedAt} {r.AcceptedAt} {r.Rounds} {r.AcceptedSpend}"
                    )
                )
                .Concat(Grant.Reviews.Select(r => $"{r.Decides} {r.Outcome} {r.Round} {r.Amount}"))
                .Concat(Grant.Happenings.Select(h => h.ToString()))
        );
}
